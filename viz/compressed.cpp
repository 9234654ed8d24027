#include "viz/compressed.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <streambuf>

namespace onrecord {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr int kGzipLevel = 6;
constexpr int kZstdLevel = 3;

/// Takes bytes in pieces and gives them to one of the libraries.
class Squeezer : public std::streambuf {
 public:
  explicit Squeezer(std::ostream& out) : out_(out) { setp(in_.data(), in_.data() + in_.size()); }
  /// False when something could not be written. Nothing may be written after it.
  bool finish() { return pass_on(true); }

 protected:
  int_type overflow(int_type c) override {
    if (!pass_on(false)) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }
  int sync() override { return pass_on(false) ? 0 : -1; }

  /// Compresses this, with `last` to the end; false when it cannot.
  virtual bool compress(const char* bytes, std::size_t size, bool last) = 0;
  bool write(std::size_t size) {
    out_.write(compressed_.data(), static_cast<std::streamsize>(size));
    return out_.good();
  }
  std::array<char, kPiece> compressed_;

 private:
  bool pass_on(bool last) {
    const auto size = static_cast<std::size_t>(pptr() - pbase());
    setp(in_.data(), in_.data() + in_.size());
    return compress(in_.data(), size, last);
  }
  std::ostream& out_;
  std::array<char, kPiece> in_;
};

class GzipSqueezer : public Squeezer {
 public:
  explicit GzipSqueezer(std::ostream& out) : Squeezer(out) {
    // 16: with the header of gzip, in which zlib writes no name and no time.
    ready_ = deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, MAX_WBITS + 16, 8,
                          Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~GzipSqueezer() override {
    if (ready_) deflateEnd(&stream_);
  }

 protected:
  bool compress(const char* bytes, std::size_t size, bool last) override {
    if (!ready_) return false;
    std::array<Bytef, kPiece> in;
    std::copy(bytes, bytes + size, in.begin());
    stream_.next_in = in.data();
    stream_.avail_in = static_cast<uInt>(size);
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(compressed_.data());
      stream_.avail_out = static_cast<uInt>(compressed_.size());
      if (deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_ERROR) return false;
      if (!write(compressed_.size() - stream_.avail_out)) return false;
    } while (stream_.avail_out == 0);
    return true;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

class ZstdSqueezer : public Squeezer {
 public:
  explicit ZstdSqueezer(std::ostream& out) : Squeezer(out), context_(ZSTD_createCCtx()) {
    if (context_) {
      ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_compressionLevel, kZstdLevel);
      ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
    }
  }

 protected:
  bool compress(const char* bytes, std::size_t size, bool last) override {
    if (!context_) return false;
    ZSTD_inBuffer in{bytes, size, 0};
    std::size_t left = 0;
    do {
      ZSTD_outBuffer out{compressed_.data(), compressed_.size(), 0};
      left = ZSTD_compressStream2(context_.get(), &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
      if (ZSTD_isError(left) != 0 || !write(out.pos)) return false;
    } while (last ? left > 0 : in.pos < in.size);
    return true;
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context_;
};

}  // namespace

std::optional<Compression> parse_compression(std::string_view word) {
  if (word == "gz") return Compression::Gzip;
  if (word == "zst") return Compression::Zstd;
  if (word == "none") return Compression::None;
  return std::nullopt;
}

Status write_compressed(std::ostream& out, Compression compression,
                        const std::function<Status(std::ostream&)>& write) {
  if (compression == Compression::None) return write(out);
  std::unique_ptr<Squeezer> squeezer;
  if (compression == Compression::Gzip) squeezer = std::make_unique<GzipSqueezer>(out);
  if (compression == Compression::Zstd) squeezer = std::make_unique<ZstdSqueezer>(out);
  std::ostream stream(squeezer.get());
  const Status written = write(stream);
  if (!written) return written;
  if (squeezer->finish() && stream.good() && out.good()) return {};
  return Error{ErrorCode::Io, "export: could not write; is the disk full?"};
}

}  // namespace onrecord
