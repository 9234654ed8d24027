// A record is its key's size and its value's, 4 bytes each as the machine has them (the file never
// leaves the process), then both.

#include "storage/spill_sort.h"

#include <algorithm>
#include <cstring>

namespace onrecord {
namespace {

constexpr std::size_t kHeader = 2 * sizeof(std::uint32_t);
constexpr std::size_t kPieceWritten = std::size_t{256} << 10;
constexpr std::size_t kLeastBuffer = std::size_t{16} << 10;

std::uint32_t size_at(const char* bytes) {
  std::uint32_t size = 0;
  std::memcpy(&size, bytes, sizeof size);
  return size;
}

void append_size(std::string& bytes, std::size_t size) {
  const auto small = static_cast<std::uint32_t>(size);
  bytes.append(reinterpret_cast<const char*>(&small), sizeof small);
}

std::size_t size_of_record(const char* header) {
  return kHeader + size_at(header) + size_at(header + sizeof(std::uint32_t));
}

SpillSort::Record record_of(const char* header) {
  const std::size_t key = size_at(header), value = size_at(header + sizeof(std::uint32_t));
  return {{header + kHeader, key}, {header + kHeader + key, value}};
}

/// Of the same order as keys, as far as it goes.
std::uint64_t prefix_of(std::string_view key) {
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < kBytes; ++i) {
    prefix = prefix << 8 | (i < key.size() ? static_cast<std::uint8_t>(key[i]) : 0u);
  }
  return prefix;
}

}  // namespace

/// One run of the file, read piece by piece.
class SpillSort::Run {
 public:
  Run(std::size_t number, std::uint64_t begin, std::uint64_t end)
      : number_(number), at_(begin), end_(end) {}

  void set_buffer(std::size_t bytes) { buffer_bytes_ = bytes; }
  /// To its first record, or the next. False at the end, and when the file could not be read.
  bool advance(std::istream& file) {
    begin_ += record_bytes_;
    record_bytes_ = 0;
    if (begin_ == buffer_.size() && at_ == end_) return false;
    if (!hold(kHeader, file)) return false;
    const std::size_t bytes = size_of_record(buffer_.data() + begin_);
    if (!hold(bytes, file)) return false;
    record_bytes_ = bytes;
    prefix_ = prefix_of(record().key);
    return true;
  }
  bool failed() const { return failed_; }
  Record record() const { return record_of(buffer_.data() + begin_); }

  bool comes_after(const Run& other) const {
    if (prefix_ != other.prefix_) return prefix_ > other.prefix_;
    const int order = record().key.compare(other.record().key);
    return order != 0 ? order > 0 : number_ > other.number_;
  }

 private:
  /// So many bytes from `begin_` on.
  bool hold(std::size_t bytes, std::istream& file) {
    if (buffer_.size() - begin_ >= bytes) return true;
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t held = buffer_.size();
    const auto more = static_cast<std::size_t>(
        std::min<std::uint64_t>(end_ - at_, std::max(buffer_bytes_, bytes) - held));
    buffer_.resize(held + more);
    file.seekg(static_cast<std::streamoff>(at_));
    file.read(buffer_.data() + held, static_cast<std::streamsize>(more));
    at_ += more;
    failed_ = !file || buffer_.size() < bytes;
    return !failed_;
  }

  std::size_t number_;
  std::uint64_t at_, end_;  // what of the file is not in the buffer yet
  std::string buffer_;
  std::size_t buffer_bytes_ = kLeastBuffer, begin_ = 0, record_bytes_ = 0;
  std::uint64_t prefix_ = 0;
  bool failed_ = false;
};

SpillSort::SpillSort(Options options) : options_(std::move(options)) {
  // All at once: to grow would need room for the old and the new. What is not used costs nothing.
  bytes_.reserve(options_.memory);
  places_.reserve(options_.memory / 2 / sizeof(Place));
}

SpillSort::~SpillSort() = default;

Error SpillSort::disk_failed() const {
  return {ErrorCode::Io, "could not sort in '" + options_.folder.string() +
                             "': is its disk full? Set TMPDIR to another folder"};
}

SpillSort::Record SpillSort::record_at(const Place& place) const {
  return record_of(bytes_.data() + place.begin);
}

Status SpillSort::add(std::string_view key, std::string_view value) {
  const std::size_t bytes = kHeader + key.size() + value.size();
  const std::size_t held = bytes_.size() + places_.size() * sizeof(Place);
  if (!places_.empty() && held + bytes + sizeof(Place) > options_.memory) {
    if (Status written = write_run(); !written) return written;
  }
  places_.push_back({prefix_of(key), static_cast<std::uint32_t>(bytes_.size())});
  append_size(bytes_, key.size());
  append_size(bytes_, value.size());
  bytes_.append(key);
  bytes_.append(value);
  return {};
}

void SpillSort::sort_places() {
  std::sort(places_.begin(), places_.end(), [this](const Place& a, const Place& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = record_at(a).key.compare(record_at(b).key);
    return order != 0 ? order < 0 : a.begin < b.begin;
  });
}

Status SpillSort::write_run() {
  if (!file_) file_.emplace(options_.folder);
  if (!file_->opened()) return file_->opened();
  sort_places();
  const std::uint64_t begin = written_;
  std::string piece;
  const auto write_piece = [&] {
    file_->out().write(piece.data(), static_cast<std::streamsize>(piece.size()));
    written_ += piece.size();
    piece.clear();
  };
  for (const Place& place : places_) {
    const char* record = bytes_.data() + place.begin;
    piece.append(record, size_of_record(record));
    if (piece.size() >= kPieceWritten) write_piece();
  }
  write_piece();
  if (!file_->out()) return disk_failed();
  runs_.push_back(std::make_unique<Run>(runs_.size(), begin, written_));
  bytes_.clear();
  places_.clear();
  return {};
}

Status SpillSort::finish() {
  if (runs_.empty()) {
    sort_places();
    return {};
  }
  if (!places_.empty()) {
    if (Status written = write_run(); !written) return written;
  }
  bytes_ = {};
  places_ = {};
  if (!file_->rewind()) return disk_failed();
  return read_first_of_runs();
}

Status SpillSort::read_first_of_runs() {
  for (const auto& run : runs_) {
    run->set_buffer(std::max(kLeastBuffer, options_.memory / 2 / runs_.size()));
    if (run->advance(file_->in())) heap_.push_back(run.get());
    if (run->failed()) return disk_failed();
  }
  std::make_heap(heap_.begin(), heap_.end(),
                 [](const Run* a, const Run* b) { return a->comes_after(*b); });
  return {};
}

Result<std::optional<SpillSort::Record>> SpillSort::next() {
  if (runs_.empty()) {
    if (next_place_ == places_.size()) return std::optional<Record>();
    return std::optional(record_at(places_[next_place_++]));
  }
  const auto after = [](const Run* a, const Run* b) { return a->comes_after(*b); };
  if (taken_ != nullptr) {
    if (taken_->advance(file_->in())) {
      heap_.push_back(taken_);
      std::push_heap(heap_.begin(), heap_.end(), after);
    }
    if (taken_->failed()) return disk_failed();
    taken_ = nullptr;
  }
  if (heap_.empty()) return std::optional<Record>();
  std::pop_heap(heap_.begin(), heap_.end(), after);
  taken_ = heap_.back();
  heap_.pop_back();
  return std::optional(taken_->record());
}

}  // namespace onrecord
