#include "storage/bulk_runs.h"

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>
#include <cstring>

#include "storage/engine.h"

namespace onrecord::bulk {
namespace {

constexpr std::size_t kMostArena = UINT32_MAX;
constexpr std::uint32_t kWithdrawn = 1u << 31;
constexpr std::size_t kHeader = 2 * sizeof(std::uint32_t);
constexpr std::size_t kPrefetched = 8;  // entries ahead
constexpr std::size_t kCacheLine = 64;

std::uint64_t prefix_of(std::string_view key) {
  unsigned char bytes[8] = {};
  std::memcpy(bytes, key.data(), std::min<std::size_t>(key.size(), 8));
  std::uint64_t prefix = 0;
  for (const unsigned char byte : bytes) prefix = prefix << 8 | byte;
  return prefix;
}

std::uint32_t more_of(std::string_view key) {
  return static_cast<std::uint32_t>(prefix_of(key.substr(std::min<std::size_t>(key.size(), 8))) >>
                                    32);
}

class BufferSource : public Source {
 public:
  BufferSource(const EntryBuffer& buffer, Kind kind, const KeyRange& range)
      : buffer_(buffer),
        kind_(kind),
        next_(range.begin.empty() ? 0 : buffer.first_at_or_after(kind, range.begin)),
        end_(range.end.empty() ? buffer.size(kind) : buffer.first_at_or_after(kind, range.end)) {}

  bool next() override {
    if (next_ >= end_) return false;
    if (next_ + kPrefetched < end_) buffer_.prefetch(kind_, next_ + kPrefetched);
    entry_ = buffer_.at(kind_, next_++);
    return true;
  }

 private:
  const EntryBuffer& buffer_;
  Kind kind_;
  std::size_t next_, end_;
};

}  // namespace

EntryBuffer::EntryBuffer(std::size_t bytes)
    : limit_(std::max<std::size_t>(bytes, 64u << 10)),
      capacity_(std::min(kMostArena, limit_ / 4 * 3)) {}

std::size_t EntryBuffer::index_bytes() const {
  std::size_t bytes = 0;
  for (const std::vector<Item>& items : items_) bytes += items.capacity() * sizeof(Item);
  return bytes;
}

bool EntryBuffer::add(Kind kind, const Entry& entry) {
  const std::size_t size = kHeader + entry.key.size() + entry.value.size();
  if (used_ > 0 && (used_ + size > capacity_ || used_ + index_bytes() > limit_)) return false;
  if (!arena_ || size > capacity_) {
    capacity_ = std::max(capacity_, size);
    arena_ = std::make_unique_for_overwrite<char[]>(capacity_);
  }
  const std::uint32_t sizes[2] = {
      static_cast<std::uint32_t>(entry.key.size()),
      static_cast<std::uint32_t>(entry.value.size()) | (entry.withdrawn ? kWithdrawn : 0)};
  char* to = arena_.get() + used_;
  std::memcpy(to, sizes, kHeader);
  std::memcpy(to + kHeader, entry.key.data(), entry.key.size());
  if (!entry.value.empty()) {
    std::memcpy(to + kHeader + entry.key.size(), entry.value.data(), entry.value.size());
  }
  items_[static_cast<std::size_t>(kind)].push_back(
      {prefix_of(entry.key), more_of(entry.key), static_cast<std::uint32_t>(used_)});
  used_ += size;
  return true;
}

Entry EntryBuffer::read(std::uint32_t offset) const {
  std::uint32_t sizes[2];
  const char* from = arena_.get() + offset;
  std::memcpy(sizes, from, kHeader);
  const std::uint32_t value = sizes[1] & ~kWithdrawn;
  return {
      {from + kHeader, sizes[0]}, {from + kHeader + sizes[0], value}, (sizes[1] & kWithdrawn) != 0};
}

bool EntryBuffer::before(const Item& a, const Item& b) const {
  if (a.prefix != b.prefix) return a.prefix < b.prefix;
  if (a.more != b.more) return a.more < b.more;
  return read(a.offset).key < read(b.offset).key;
}

/// By the prefixes' digits first, which looks at no key; then those with equal prefixes.
void EntryBuffer::sort() {
  for (std::vector<Item>& items : items_) {
    boost::sort::spreadsort::integer_sort(
        items.begin(), items.end(),
        [](const Item& item, unsigned shift) { return item.prefix >> shift; },
        [](const Item& a, const Item& b) { return a.prefix < b.prefix; });
    for (auto first = items.begin(); first != items.end();) {
      const auto last = std::find_if(
          first, items.end(), [first](const Item& item) { return item.prefix != first->prefix; });
      std::sort(first, last, [this](const Item& a, const Item& b) { return before(a, b); });
      first = last;
    }
  }
}

void EntryBuffer::clear() {
  used_ = 0;
  for (std::vector<Item>& items : items_) items.clear();
}

void EntryBuffer::release() {
  clear();
  arena_.reset();
  for (std::vector<Item>& items : items_) items.shrink_to_fit();
}

Entry EntryBuffer::at(Kind kind, std::size_t number) const {
  return read(items_[static_cast<std::size_t>(kind)][number].offset);
}

void EntryBuffer::prefetch(Kind kind, std::size_t number) const {
  const char* from = arena_.get() + items_[static_cast<std::size_t>(kind)][number].offset;
  __builtin_prefetch(from);
  __builtin_prefetch(from + kCacheLine);
}

std::size_t EntryBuffer::first_at_or_after(Kind kind, std::string_view key) const {
  const std::vector<Item>& items = items_[static_cast<std::size_t>(kind)];
  const auto found = std::lower_bound(
      items.begin(), items.end(), key,
      [this](const Item& item, std::string_view bound) { return read(item.offset).key < bound; });
  return static_cast<std::size_t>(found - items.begin());
}

std::unique_ptr<Source> read_buffer(const EntryBuffer& buffer, Kind kind, const KeyRange& range) {
  return std::make_unique<BufferSource>(buffer, kind, range);
}

Merger::Merger(std::vector<std::unique_ptr<Source>> sources) : sources_(std::move(sources)) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i]->next()) heap_.push_back({prefix_of(sources_[i]->entry().key), i});
  }
  std::make_heap(heap_.begin(), heap_.end(),
                 [this](const Head& a, const Head& b) { return later(a, b); });
}

bool Merger::later(const Head& a, const Head& b) const {
  if (a.prefix != b.prefix) return a.prefix > b.prefix;
  return sources_[a.source]->entry().key > sources_[b.source]->entry().key;
}

void Merger::sink_front() {
  std::size_t at = 0;
  const Head moved = heap_.front();
  while (true) {
    std::size_t child = 2 * at + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && later(heap_[child], heap_[child + 1])) ++child;
    if (!later(moved, heap_[child])) break;
    heap_[at] = heap_[child];
    at = child;
  }
  heap_[at] = moved;
}

bool Merger::next() {
  if (started_ && !heap_.empty()) {
    Source& source = *sources_[heap_.front().source];
    if (source.next()) {
      heap_.front().prefix = prefix_of(source.entry().key);
    } else {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    if (!heap_.empty()) sink_front();
  }
  started_ = true;
  return !heap_.empty();
}

Status Merger::status() const {
  for (const std::unique_ptr<Source>& source : sources_) {
    if (Status status = source->status(); !status) return status;
  }
  return {};
}

}  // namespace onrecord::bulk
