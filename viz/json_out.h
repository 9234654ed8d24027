#pragma once

#include <ostream>
#include <string>

namespace onrecord {

/// An output of rapidjson that hands what is written to a stream in large pieces and never flushes
/// the stream itself. (rapidjson's own puts every character by itself.)
class JsonOut {
 public:
  using Ch = char;  // NOLINT: rapidjson's name

  explicit JsonOut(std::ostream& out) : out_(out) {}

  void Put(char c) {  // NOLINT: rapidjson's name
    bytes_ += c;
    if (bytes_.size() >= kPiece) Flush();
  }
  /// Hands over what there is.
  void Flush() {  // NOLINT: rapidjson's name
    out_.write(bytes_.data(), static_cast<std::streamsize>(bytes_.size()));
    bytes_.clear();
  }

 private:
  static constexpr std::size_t kPiece = 64u << 10;
  std::ostream& out_;
  std::string bytes_;
};

}  // namespace onrecord
