#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/ids.h"

namespace onrecord {

/// The bytes that an id is the hash of. Every string stands behind its length and every number has
/// 8 bytes (least significant first), so two different lists of fields never give the same bytes.
/// The layout is part of what is stored: change it and every id changes.
class HashInput {
 public:
  HashInput() { bytes_.reserve(kUsualBytes); }

  HashInput& number(std::uint64_t value) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xFF);
    bytes_.append(bytes, sizeof bytes);
    return *this;
  }
  HashInput& text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
    return *this;
  }
  std::uint64_t hash() const { return hash_bytes(bytes_); }

 private:
  static constexpr std::size_t kUsualBytes = 128;
  std::string bytes_;
};

}  // namespace onrecord
