#pragma once

#include <ostream>
#include <string>
#include <string_view>

namespace onrecord {

/// Text on its way to a stream, handed over in large pieces.
class BufferedOut {
 public:
  explicit BufferedOut(std::ostream& out) : out_(out) { bytes_.reserve(kPiece + kPiece / 4); }
  ~BufferedOut() { flush(); }
  BufferedOut(const BufferedOut&) = delete;
  BufferedOut& operator=(const BufferedOut&) = delete;

  /// To append to; follow with settle().
  std::string& bytes() { return bytes_; }
  void settle() {
    if (bytes_.size() >= kPiece) flush();
  }
  void flush() {
    out_.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    bytes_.clear();
  }
  bool good() const { return out_.good(); }

 private:
  static constexpr std::size_t kPiece = 256u << 10;
  std::ostream& out_;
  std::string bytes_;
};

}  // namespace onrecord
