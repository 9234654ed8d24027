#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// A fresh token: 256 bits of the system's random source as 43 characters of base64url (RFC 4648).
/// Io when the system gives none.
Result<std::string> make_token();

/// What a server keeps of its token: the SHA-256. Safe to call from several threads.
class TokenHash {
 public:
  explicit TokenHash(std::string_view token);
  /// Takes as long for one wrong candidate as for another of its length.
  bool matches(std::string_view candidate) const;

 private:
  std::array<unsigned char, 32> hash_{};
};

/// The token in an Authorization header's value, "Bearer TOKEN" (RFC 6750); "" when it is another.
std::string_view bearer_token(std::string_view authorization);

}  // namespace onrecord
