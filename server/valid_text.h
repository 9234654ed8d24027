#pragma once

#include <string>
#include <string_view>

namespace onrecord {

/// `text` with U+FFFD for each byte that is not part of well-formed UTF-8. Names and titles reach
/// the store as their sources wrote them; what leaves the program is always UTF-8.
std::string to_valid_utf8(std::string_view text);

}  // namespace onrecord
