#pragma once

#include <cstring>
#include <memory>
#include <ostream>
#include <string_view>

namespace onrecord {

/// Text on its way to a stream, handed over in large pieces. Made for many short texts.
class BufferedOut {
 public:
  explicit BufferedOut(std::ostream& out)
      : out_(out), bytes_(std::make_unique<char[]>(kPiece)), end_(bytes_.get()) {}
  ~BufferedOut() { flush(); }
  BufferedOut(const BufferedOut&) = delete;
  BufferedOut& operator=(const BufferedOut&) = delete;

  BufferedOut& operator+=(std::string_view text) {
    if (text.size() > room() && !make_room(text)) return *this;
    copy(text);
    end_ += text.size();
    return *this;
  }
  BufferedOut& operator+=(char c) { return *this += std::string_view(&c, 1); }
  void flush() {
    out_.write(bytes_.get(), end_ - bytes_.get());
    end_ = bytes_.get();
  }
  bool good() const { return out_.good(); }

 private:
  static constexpr std::size_t kPiece = 256u << 10;

  /// Most texts are too short for a call to be worth it.
  void copy(std::string_view text) {
    constexpr std::size_t kBlock = 16, kLong = 256;
    if (text.size() < kBlock || text.size() > kLong) {
      std::memcpy(end_, text.data(), text.size());
      return;
    }
    const std::size_t last = text.size() - kBlock;
    for (std::size_t i = 0; i < last; i += kBlock) std::memcpy(end_ + i, text.data() + i, kBlock);
    std::memcpy(end_ + last, text.data() + last, kBlock);
  }
  std::size_t room() const { return kPiece - static_cast<std::size_t>(end_ - bytes_.get()); }
  /// False: it was too long for any room, and is written already.
  bool make_room(std::string_view text) {
    flush();
    if (text.size() <= kPiece) return true;
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    return false;
  }

  std::ostream& out_;
  std::unique_ptr<char[]> bytes_;
  char* end_;
};

}  // namespace onrecord
