#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace onrecord {

/// Appends `text` so that XML 1.0 reads it back, as an element's content or between quotation marks
/// of an attribute: <, >, &, the quotation marks and what parsers would turn into blanks (tab, line
/// ends) become references. What no XML 1.0 document may hold (control characters, U+FFFE, U+FFFF)
/// and bytes that are not UTF-8 become U+FFFD. Total.
/// returns: how many characters or bytes became U+FFFD.
std::uint64_t append_xml(std::string_view text, std::string& out);

}  // namespace onrecord
