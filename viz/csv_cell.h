#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace onrecord {

/// Appends `text` as one cell of a CSV file (RFC 4180): between quotation marks where it has to be.
/// What a spreadsheet would take for a formula gets an apostrophe in front: cells of which the
/// first character after blanks and apostrophes is one of = + - @, or their full-width forms, and
/// cells that begin with a tab or line end. So whoever reads a cell of this form takes one
/// apostrophe away and has the text. Control characters and bytes that are not UTF-8 become U+FFFD.
/// Total. returns: how many characters or bytes became U+FFFD.
std::uint64_t append_csv_cell(std::string_view text, std::string& out);

}  // namespace onrecord
