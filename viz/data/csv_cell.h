#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// Appends one cell of CSV as RFC 4180 has it and Neo4j reads it: in quotation marks, those inside
/// doubled, line ends and commas as they are; nothing for an empty text, which Neo4j takes for
/// none. NUL and bytes that are not UTF-8 become U+FFFD. Not for spreadsheets: "=1+1" stays what it
/// is.
void append_csv_cell(std::string& out, std::string_view text);

/// Appends a cell with several texts, between which stands a semicolon, as Neo4j's arrays have it.
/// There is no way to write a semicolon within one of them: it becomes U+FF1B, the wide one.
void append_csv_list(std::string& out, const std::vector<std::string>& texts);

}  // namespace onrecord
