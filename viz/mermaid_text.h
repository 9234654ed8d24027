#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace onrecord {

/// Appends `text` as it may stand between quotation marks in a Mermaid flowchart: everything but
/// letters, digits, blanks and . , ( ) - / becomes one of Mermaid's character codes (#34;), so that
/// nothing in it is a quotation mark, a directive, a class, Markdown or HTML. Line ends and tabs
/// become blanks; control characters and bytes that are not UTF-8 U+FFFD. Total.
/// returns: how many characters or bytes became U+FFFD.
std::uint64_t append_mermaid(std::string_view text, std::string& out);

}  // namespace onrecord
