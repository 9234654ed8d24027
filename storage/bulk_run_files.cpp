// A run on disk: for each kind its entries in key order, each as
//
//   varint bytes that its key shares with the one before, varint bytes of the rest of the key,
//   varint twice the value's size (and 1 when withdrawn), rest of the key, value
//
// Some kFrameBytes of entries are a frame: `fixed` 4 bytes of its size, 4 bytes of what it unpacks
// to, and Zstandard (RFC 8878) at a level that costs little. Every kMarkBytes a frame begins with
// a whole key, so that reading may begin there.

#include <zstd.h>

#include <algorithm>
#include <cstring>

#include "storage/bulk_runs.h"
#include "storage/engine.h"

namespace onrecord::bulk {
namespace {

constexpr std::size_t kFrameBytes = 64u << 10;
constexpr std::size_t kMarkBytes = 256u << 10;
constexpr std::size_t kFrameHeader = 8;
constexpr int kLevel = -1;  // packs some 500 MB/s
constexpr std::size_t kWriteBytes = 1u << 20;

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

struct EndCompression {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class RunWriter {
 public:
  RunWriter(const std::string& path, rocksdb::Env& env) : context_(ZSTD_createCCtx()) {
    run_.path = path;
    status_ = env.NewWritableFile(path, &file_, rocksdb::EnvOptions());
  }

  void write(const EntryBuffer& buffer, Kind kind) {
    Section& section = run_.sections[static_cast<std::size_t>(kind)];
    section.begin = here();
    for (std::size_t i = 0; i < buffer.size(kind) && status_.ok(); ++i) {
      put(buffer.at(kind, i), section);
    }
    pack_frame();
    section.end = here();
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
  /// Where the next frame will stand.
  std::uint64_t here() const { return written_ + packed_.size(); }

  void put(const Entry& entry, Section& section) {
    std::size_t shared = 0;
    if (frame_.empty() &&
        (section.marks.empty() || here() - section.marks.back().offset >= kMarkBytes)) {
      section.marks.push_back({std::string(entry.key), here()});
    } else {
      const std::size_t most = std::min(last_.size(), entry.key.size());
      while (shared < most && last_[shared] == entry.key[shared]) ++shared;
    }
    append_varint(frame_, shared);
    append_varint(frame_, entry.key.size() - shared);
    append_varint(frame_, entry.value.size() * 2 + (entry.withdrawn ? 1 : 0));
    frame_ += entry.key.substr(shared);
    frame_ += entry.value;
    last_ = entry.key;
    if (frame_.size() >= kFrameBytes) pack_frame();
  }

  void pack_frame() {
    if (frame_.empty() || !status_.ok()) return;
    const std::size_t begin = packed_.size();
    packed_.resize(begin + kFrameHeader + ZSTD_compressBound(frame_.size()));
    const std::size_t size = ZSTD_compressCCtx(
        context_.get(), packed_.data() + begin + kFrameHeader,
        packed_.size() - begin - kFrameHeader, frame_.data(), frame_.size(), kLevel);
    if (ZSTD_isError(size) != 0) {
      status_ = rocksdb::Status::Aborted("it cannot be packed", ZSTD_getErrorName(size));
      return;
    }
    const std::uint32_t sizes[2] = {static_cast<std::uint32_t>(size),
                                    static_cast<std::uint32_t>(frame_.size())};
    std::memcpy(packed_.data() + begin, sizes, kFrameHeader);
    packed_.resize(begin + kFrameHeader + size);
    frame_.clear();
    if (packed_.size() >= kWriteBytes) flush();
  }

  void flush() {
    if (status_.ok()) status_ = file_->Append(packed_);
    written_ += packed_.size();
    packed_.clear();
  }

  Run run_;
  std::unique_ptr<ZSTD_CCtx, EndCompression> context_;
  std::unique_ptr<rocksdb::WritableFile> file_;
  rocksdb::Status status_;
  std::string frame_, packed_;
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
        ahead_(bytes / 2),  // what it unpacks to takes the rest
        context_(ZSTD_createDCtx()) {
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
    if (rest_.empty() && !unpack_frame()) return false;
    std::string_view ahead = rest_;
    const std::uint64_t shared = take_varint(ahead);
    const std::uint64_t more = take_varint(ahead);
    const std::uint64_t sizes = take_varint(ahead);
    if (shared > key_.size() || more > ahead.size() || sizes / 2 > ahead.size() - more) {
      return damaged();
    }
    key_.resize(shared);
    key_ += ahead.substr(0, more);
    entry_ = {key_, ahead.substr(more, sizes / 2), (sizes & 1) != 0};
    rest_ = ahead.substr(more + sizes / 2);
    return true;
  }

  bool damaged() {
    status_ = rocksdb::Status::Corruption("its entries are not as they were written");
    return false;
  }

  bool unpack_frame() {
    if (!status_.ok() || at_ >= section_.end) return false;
    std::uint32_t sizes[2];
    if (!have(kFrameHeader)) return false;
    std::memcpy(sizes, read_.data(), kFrameHeader);
    if (!have(kFrameHeader + sizes[0])) return false;
    frame_.resize(sizes[1]);
    const std::size_t size = ZSTD_decompressDCtx(context_.get(), frame_.data(), frame_.size(),
                                                 read_.data() + kFrameHeader, sizes[0]);
    if (size != frame_.size() || frame_.empty()) return damaged();
    read_.remove_prefix(kFrameHeader + sizes[0]);
    at_ += kFrameHeader + sizes[0];
    rest_ = frame_;
    return true;
  }

  /// Reads on, so that at least so many bytes are there.
  bool have(std::size_t wanted) {
    if (read_.size() >= wanted) return true;
    const std::size_t size = std::min<std::uint64_t>(std::max(wanted, ahead_), section_.end - at_);
    std::string fresh(size, '\0');
    rocksdb::Slice read;
    status_ = file_->Read(at_, size, &read, fresh.data());
    if (!status_.ok()) return false;
    if (read.size() < wanted) return damaged();
    if (read.data() != fresh.data()) fresh.assign(read.data(), read.size());
    fresh.resize(read.size());
    bytes_ = std::move(fresh);
    read_ = bytes_;
    return true;
  }

  const std::string& path_;
  const Section& section_;
  KeyRange range_;
  std::uint64_t at_;  // of the next frame
  std::size_t ahead_;
  std::unique_ptr<ZSTD_DCtx, EndCompression> context_;
  std::unique_ptr<rocksdb::RandomAccessFile> file_;
  rocksdb::Status status_;
  std::string bytes_, frame_, key_;
  std::string_view read_, rest_;  // of bytes_ from `at_` on; of frame_
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
