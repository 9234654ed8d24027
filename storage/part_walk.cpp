#include "storage/part_walk.h"

#include <limits>

#include "storage/keys.h"

namespace onrecord {

namespace {

constexpr std::size_t kLongestSplitKey =
    48;  // documents whose ids begin alike for longer stay together

std::string id_at(Part part) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  return be64(kMost / part.of * part.index);
}

std::uint64_t bytes_before(const View& view, const std::string& key) {
  rocksdb::SizeApproximationOptions options;
  options.include_memtables = true;
  options.include_files = true;
  const rocksdb::Range range("", key);
  std::uint64_t bytes = 0;
  const rocksdb::Status asked = view.state().database->db().GetApproximateSizes(
      options, view.state().database->handle(Column::Documents), &range, 1, &bytes);
  return asked.ok() ? bytes : 0;  // of a guess that fails comes one part with everything
}

/// The shortest key with at least `wanted` bytes before it: byte by byte, each found by halving.
std::string key_after(const View& view, std::uint64_t wanted) {
  std::string key;
  while (key.size() < kLongestSplitKey) {
    unsigned low = 0, high = 255;  // the last byte whose key has fewer than `wanted` before it
    while (low < high) {
      const unsigned middle = (low + high + 1) / 2;
      key.push_back(static_cast<char>(middle));
      const bool fewer = bytes_before(view, key) < wanted;
      key.pop_back();
      if (fewer) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    key.push_back(static_cast<char>(low));
  }
  return key;
}

}  // namespace

PartWalk::PartWalk(const View& view, Column column, const std::string& begin, std::string end)
    : name_(view.state().name), end_(std::move(end)), end_slice_(end_) {
  rocksdb::ColumnFamilyHandle* family = view.state().database->handle(column);
  rocksdb::ReadOptions options = view.walk_options();
  if (!end_.empty()) options.iterate_upper_bound = &end_slice_;
  iterator_.reset(family == nullptr ? rocksdb::NewEmptyIterator()
                                    : view.state().database->db().NewIterator(options, family));
  iterator_->Seek(begin);
}

KeyRange id_range(Part part) {
  KeyRange range;
  if (part.index > 0) range.begin = id_at(part);
  if (part.index + 1 < part.of) range.end = id_at({part.index + 1, part.of});
  return range;
}

KeyRange document_range(const View& view, Part part) {
  KeyRange range;
  if (part.of <= 1) return range;
  const std::uint64_t all = bytes_before(view, std::string(kLongestSplitKey, '\xff'));
  if (all == 0) return part.index == 0 ? range : KeyRange{"\xff", "\xff"};
  const auto split = [&](std::size_t index) { return key_after(view, all / part.of * index + 1); };
  if (part.index > 0) range.begin = split(part.index);
  if (part.index + 1 < part.of) range.end = split(part.index + 1);
  return range;
}

}  // namespace onrecord
