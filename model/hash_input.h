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
  HashInput& number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
      bytes_.push_back(static_cast<char>((value >> shift) & 0xFF));
    }
    return *this;
  }
  HashInput& text(std::string_view value) {
    number(value.size());
    bytes_.append(value);
    return *this;
  }
  std::uint64_t hash() const { return hash_bytes(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace onrecord
