#include "extract/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr std::size_t kChunk = 64 << 10;

ErrorCode to_code(int error_number) {
  return error_number == ENOENT || error_number == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io;
}

Error to_io_error(const std::string& path, int error_number) {
  return to_item_error(to_code(error_number), path, std::generic_category().message(error_number));
}

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a named pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

Error to_kind_error(const std::string& path, mode_t mode) {
  return to_item_error(ErrorCode::InvalidInput, path,
                       "it is " + std::string(kind_of(mode)) +
                           "; only regular files are read (pipe rows into \"-\" instead)");
}

}  // namespace

ByteSource::ByteSource(int descriptor, bool owned, std::string name, const ByteLimits& limits)
    : descriptor_(descriptor), owned_(owned), name_(std::move(name)), limits_(limits) {}

ByteSource::ByteSource(ByteSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      owned_(other.owned_),
      detect_(other.detect_),
      name_(std::move(other.name_)),
      limits_(other.limits_),
      compression_(other.compression_),
      decompressor_(std::move(other.decompressor_)),
      buffer_(std::move(other.buffer_)),
      begin_(other.begin_),
      at_end_(other.at_end_),
      taken_(other.taken_),
      made_(other.made_),
      failed_(std::move(other.failed_)) {}

ByteSource::~ByteSource() {
  if (owned_ && descriptor_ >= 0) ::close(descriptor_);
}

Result<ByteSource> ByteSource::open(const std::string& path, Compression compression,
                                    const ByteLimits& limits) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return to_io_error(path, errno);
  if (!S_ISREG(info.st_mode)) return to_kind_error(path, info.st_mode);
  // Non-blocking, lest the file is swapped for a pipe between the two calls.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) return to_io_error(path, errno);
  ByteSource source(descriptor, true, path, limits);
  if (::fstat(descriptor, &info) != 0) return to_io_error(path, errno);
  if (!S_ISREG(info.st_mode)) return to_kind_error(path, info.st_mode);
  source.compression_ = compression;
  source.decompressor_ = make_decompressor(compression);
  return source;
}

ByteSource ByteSource::of_descriptor(int descriptor, std::string name, const ByteLimits& limits) {
  ByteSource source(descriptor, false, std::move(name), limits);
  source.detect_ = true;
  return source;
}

Error ByteSource::fail(ErrorCode code, const std::string& what) const {
  return to_item_error(code, name_, what);
}

/// Reads the next piece into an empty buffer; while detecting, until four bytes are there.
Status ByteSource::refill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  do {
    const std::size_t held = buffer_.size();
    buffer_.resize(kChunk);
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, buffer_.data() + held, kChunk - held);
    } while (got < 0 && errno == EINTR);
    const int error_number = errno;
    buffer_.resize(held + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return to_io_error(name_, error_number);
    taken_ += static_cast<std::uint64_t>(got);
    at_end_ = got == 0;
  } while (detect_ && !at_end_ && buffer_.size() < 4);
  if (detect_) {
    detect_ = false;
    compression_ = find_compression(buffer_);
    decompressor_ = make_decompressor(compression_);
  }
  return {};
}

Status ByteSource::check_limits() const {
  if (made_ > limits_.max_bytes) {
    return fail(ErrorCode::TooLarge,
                "more than " + to_shown_size(limits_.max_bytes) + ", the limit of one file");
  }
  if (decompressor_ != nullptr && made_ > limits_.ratio_from &&
      made_ / limits_.max_ratio > taken_) {
    return fail(ErrorCode::TooLarge, "it unpacks to more than " +
                                         std::to_string(limits_.max_ratio) +
                                         " times its size, as a decompression bomb does");
  }
  return {};
}

Result<std::size_t> ByteSource::read_more(std::span<char> out) {
  for (;;) {
    if (begin_ == buffer_.size() && !at_end_) {
      const Status filled = refill();
      if (!filled) return filled.error();
    }
    const std::string_view packed = std::string_view(buffer_).substr(begin_);
    if (decompressor_ == nullptr) {
      const std::size_t count = std::min(packed.size(), out.size());
      std::memcpy(out.data(), packed.data(), count);
      begin_ += count;
      return count;
    }
    if (packed.empty() && taken_ == 0) return std::size_t{0};
    if (packed.empty() && decompressor_->complete()) return std::size_t{0};
    const Result<Decompressor::Step> step = decompressor_->step(packed, out);
    if (!step) return fail(step.error().code, step.error().message);
    begin_ += step->used;
    if (step->made > 0) return step->made;
    if (packed.empty()) {
      return fail(ErrorCode::InvalidInput, "the compressed data is cut short; copy it again");
    }
  }
}

Result<std::size_t> ByteSource::read(std::span<char> out) {
  if (failed_) return *failed_;
  Result<std::size_t> got = read_more(out);
  if (got) {
    made_ += *got;
    const Status within = check_limits();
    if (within) return got;
    got = within.error();
  }
  failed_ = got.error();
  return got;
}

Result<std::string> ByteSource::read_all(std::uint64_t max_bytes) {
  std::string all;
  for (;;) {
    const std::size_t held = all.size();
    if (all.capacity() < held + kChunk) all.reserve(std::max(held * 2, held + kChunk));
    all.resize(held + kChunk);
    const Result<std::size_t> got = read(std::span<char>(all).subspan(held));
    if (!got) return got.error();
    all.resize(held + *got);
    if (*got == 0) return all;
    if (all.size() > max_bytes) {
      return fail(ErrorCode::TooLarge,
                  "more than " + to_shown_size(max_bytes) + ", the limit of one document");
    }
  }
}

}  // namespace onrecord
