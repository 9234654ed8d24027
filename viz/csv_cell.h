#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// Who reads a cell. A spreadsheet takes some texts for formulas and shows what it cannot; an
/// import into a database takes every character as it is, and a cell without quotation marks for
/// none.
enum class CsvReader { Spreadsheet, Import };

/// Appends `text` as one cell of a CSV file (RFC 4180), quotation marks inside doubled; nothing for
/// an empty one. Total. returns: how many characters or bytes became U+FFFD.
///
/// Spreadsheet: between quotation marks where it has to be. What would be taken for a formula gets
/// an apostrophe in front: cells of which the first character after blanks and apostrophes is one
/// of = + - @, or their full-width forms, and cells that begin with a tab or line end. So whoever
/// reads a cell of this form takes one apostrophe away and has the text. Control characters and
/// bytes that are not UTF-8 become U+FFFD.
///
/// Import: always between quotation marks. NUL and bytes that are not UTF-8 become U+FFFD; all else
/// stays, "=1+1" as well.
std::uint64_t append_csv_cell(std::string_view text, CsvReader reader, std::string& out);

/// Appends a cell for an import with several texts, between which stands a semicolon, as Neo4j's
/// arrays have it. There is no way to write a semicolon within one of them: it becomes U+FF1B, the
/// wide one.
void append_csv_list(const std::vector<std::string>& texts, std::string& out);

}  // namespace onrecord
