#include "extract/decompress.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

namespace onrecord {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib: expect a gzip header and trailer
constexpr int kMaxZstdWindowLog = 27;      // 128 MiB, what `zstd -d` accepts without flags

uInt to_uint(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

class Gunzip : public Decompressor {
 public:
  Gunzip() {
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Gunzip() override { inflateEnd(&stream_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  Result<Step> step(std::string_view in, std::span<char> out) override {
    if (!in_member_) return begin_member(in);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = to_uint(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = to_uint(out.size());
    const uInt had_in = stream_.avail_in;
    const uInt had_out = stream_.avail_out;
    const int rc = inflate(&stream_, Z_NO_FLUSH);
    if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR) {
      const std::string why = stream_.msg != nullptr ? stream_.msg : "not gzip";
      return Error{ErrorCode::InvalidInput, "the gzip data is damaged (" + why + ")"};
    }
    if (rc == Z_STREAM_END) in_member_ = false;
    return Step{had_in - stream_.avail_in, had_out - stream_.avail_out};
  }

  bool complete() const override { return !in_member_; }

 private:
  /// Between members: another one, or zeros up to the end.
  Result<Step> begin_member(std::string_view in) {
    const std::size_t zeros = std::min(in.find_first_not_of('\0'), in.size());
    if (zeros > 0) {
      padding_ = true;
      return Step{zeros, 0};
    }
    if (padding_ || in.front() != '\x1f') {
      return Error{ErrorCode::InvalidInput, "bytes that are not gzip follow the gzip data"};
    }
    inflateReset(&stream_);
    in_member_ = true;
    return Step{};
  }

  z_stream stream_{};
  bool in_member_ = true;
  bool padding_ = false;
};

class Unzstd : public Decompressor {
 public:
  Unzstd() : stream_(ZSTD_createDCtx()) {
    if (stream_ == nullptr) throw std::bad_alloc();
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kMaxZstdWindowLog);
  }
  ~Unzstd() override { ZSTD_freeDCtx(stream_); }
  Unzstd(const Unzstd&) = delete;
  Unzstd& operator=(const Unzstd&) = delete;

  Result<Step> step(std::string_view in, std::span<char> out) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const std::size_t rc = ZSTD_decompressStream(stream_, &output, &input);
    if (ZSTD_isError(rc) != 0) {
      const std::string why = ZSTD_getErrorName(rc);
      return Error{ErrorCode::InvalidInput, "the zstd data is damaged (" + why + ")"};
    }
    if (input.pos > 0 || output.pos > 0) complete_ = rc == 0;
    return Step{input.pos, output.pos};
  }

  bool complete() const override { return complete_; }

 private:
  ZSTD_DCtx* stream_;
  bool complete_ = false;
};

}  // namespace

Compression find_compression(std::string_view first_bytes) {
  if (first_bytes.starts_with("\x1f\x8b")) return Compression::Gzip;
  if (first_bytes.starts_with("\x28\xb5\x2f\xfd")) return Compression::Zstd;
  return Compression::None;
}

std::unique_ptr<Decompressor> make_decompressor(Compression compression) {
  switch (compression) {
    case Compression::Gzip:
      return std::make_unique<Gunzip>();
    case Compression::Zstd:
      return std::make_unique<Unzstd>();
    case Compression::None:
      break;
  }
  return nullptr;
}

}  // namespace onrecord
