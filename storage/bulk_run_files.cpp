// A run on disk: for each kind its entries in key order, each as
//
//   varint bytes that its key shares with the one before, varint bytes of the rest of the key,
//   varint twice the value's size (and 1 when withdrawn), rest of the key, value
//
// Every kMarkBytes a key stands whole, so that reading may begin there.

#include <algorithm>

#include "storage/bulk_runs.h"
#include "storage/engine.h"

namespace onrecord::bulk {
namespace {

constexpr std::size_t kMarkBytes = 256u << 10;
constexpr std::size_t kWriteBytes = 1u << 20;
constexpr std::size_t kMostHeader = 30;  // three varints

void append_varint(std::string& to, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) to += static_cast<char>(value | 0x80);
  to += static_cast<char>(value);
}

/// Nothing is left of `bytes` when it is cut off.
std::uint64_t take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  bytes = {};
  return 0;
}

class RunWriter {
 public:
  RunWriter(const std::string& path, rocksdb::Env& env) {
    run_.path = path;
    status_ = env.NewWritableFile(path, &file_, rocksdb::EnvOptions());
  }

  void write(const EntryBuffer& buffer, Kind kind) {
    Section& section = run_.sections[static_cast<std::size_t>(kind)];
    section.begin = written_ + pending_.size();
    for (std::size_t i = 0; i < buffer.size(kind) && status_.ok(); ++i) {
      put(buffer.at(kind, i), section);
    }
    section.end = written_ + pending_.size();
    last_ = {};
  }

  Result<Run> finish() {
    flush();
    if (status_.ok()) status_ = file_->Close();
    const Status status = to_status(status_, "temporary file '" + run_.path + "'");
    if (!status) return status.error();
    return std::move(run_);
  }

 private:
  void put(const Entry& entry, Section& section) {
    const std::uint64_t here = written_ + pending_.size();
    std::size_t shared = 0;
    if (section.marks.empty() || here - section.marks.back().offset >= kMarkBytes) {
      section.marks.push_back({std::string(entry.key), here});
    } else {
      const std::size_t most = std::min(last_.size(), entry.key.size());
      while (shared < most && last_[shared] == entry.key[shared]) ++shared;
    }
    append_varint(pending_, shared);
    append_varint(pending_, entry.key.size() - shared);
    append_varint(pending_, entry.value.size() * 2 + (entry.withdrawn ? 1 : 0));
    pending_ += entry.key.substr(shared);
    pending_ += entry.value;
    last_ = entry.key;
    if (pending_.size() >= kWriteBytes) flush();
  }

  void flush() {
    if (status_.ok()) status_ = file_->Append(pending_);
    written_ += pending_.size();
    pending_.clear();
  }

  Run run_;
  std::unique_ptr<rocksdb::WritableFile> file_;
  rocksdb::Status status_;
  std::string pending_;
  std::uint64_t written_ = 0;
  std::string_view last_;
};

class RunSource : public Source {
 public:
  RunSource(const Run& run, Kind kind, const KeyRange& range, std::size_t bytes, rocksdb::Env& env)
      : path_(run.path),
        section_(run.sections[static_cast<std::size_t>(kind)]),
        range_(range),
        at_(section_.begin),
        block_(bytes) {
    if (section_.marks.empty()) return;
    status_ = env.NewRandomAccessFile(path_, &file_, rocksdb::EnvOptions());
    // The last mark before the range.
    auto mark =
        std::upper_bound(section_.marks.begin(), section_.marks.end(), range_.begin,
                         [](const std::string& key, const Mark& some) { return key < some.key; });
    if (mark != section_.marks.begin()) --mark;
    at_ = mark->offset;
  }

  bool next() override {
    while (read_one()) {
      if (key_ < range_.begin) continue;
      if (!range_.end.empty() && key_ >= range_.end) return false;
      return true;
    }
    return false;
  }

  Status status() const override { return to_status(status_, "temporary file '" + path_ + "'"); }

 private:
  bool read_one() {
    if (!status_.ok() || at_ >= section_.end) return false;
    if (rest_.size() < kMostHeader) fill(kMostHeader);
    std::string_view ahead = rest_;
    const std::uint64_t shared = take_varint(ahead);
    const std::uint64_t more = take_varint(ahead);
    const std::uint64_t sizes = take_varint(ahead);
    const std::size_t header = rest_.size() - ahead.size();
    const std::size_t whole = header + more + sizes / 2;
    if (rest_.size() < whole) fill(whole);
    if (!status_.ok()) return false;
    if (rest_.size() < whole || shared > key_.size()) {
      status_ = rocksdb::Status::Corruption("its entries are not as they were written");
      return false;
    }
    key_.resize(shared);
    key_ += rest_.substr(header, more);
    entry_ = {key_, rest_.substr(header + more, sizes / 2), (sizes & 1) != 0};
    rest_.remove_prefix(whole);
    at_ += whole;
    return true;
  }

  /// Reads on, so that at least so many bytes are there, if the section has them.
  void fill(std::size_t wanted) {
    const std::size_t size = std::min<std::uint64_t>(std::max(wanted, block_), section_.end - at_);
    std::string fresh(size, '\0');
    rocksdb::Slice read;
    if (status_.ok()) status_ = file_->Read(at_, size, &read, fresh.data());
    if (!status_.ok()) return;
    if (read.data() != fresh.data()) fresh.assign(read.data(), read.size());
    fresh.resize(read.size());
    bytes_ = std::move(fresh);
    rest_ = bytes_;
  }

  const std::string& path_;
  const Section& section_;
  KeyRange range_;
  std::uint64_t at_;
  std::size_t block_;
  std::unique_ptr<rocksdb::RandomAccessFile> file_;
  rocksdb::Status status_;
  std::string bytes_, key_;
  std::string_view rest_;
};

}  // namespace

Result<Run> write_run(const EntryBuffer& buffer, const std::string& path, rocksdb::Env& env) {
  RunWriter writer(path, env);
  for (std::size_t kind = 0; kind < kKinds; ++kind) writer.write(buffer, static_cast<Kind>(kind));
  return writer.finish();
}

std::unique_ptr<Source> read_run(const Run& run, Kind kind, const KeyRange& range,
                                 std::size_t bytes, rocksdb::Env& env) {
  return std::make_unique<RunSource>(run, kind, range, bytes, env);
}

}  // namespace onrecord::bulk
