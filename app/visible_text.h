#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// Text from outside, safe to show in one line of a terminal: blanks of every kind and line ends
/// become one blank, other control characters (escape sequences) and bytes that are not UTF-8
/// become U+FFFD, invisible formatting (bidirectional overrides, soft hyphens) goes. No blanks at
/// either end. Total.
std::string to_visible(std::string_view text);

/// Columns that visible text takes on a terminal: 2 for East Asian wide and fullwidth characters
/// (Unicode Standard Annex 11), 0 for combining marks and joiners, else 1.
std::size_t display_width(std::string_view text);

/// Cuts visible text into lines of at most `width` columns (at least 2): at blanks, else after '/',
/// '-' or '_', else anywhere between two characters. Never empty: "" gives one empty line.
std::vector<std::string> wrap_lines(std::string_view text, std::size_t width);

/// At most `columns` wide, "…" in place of what was cut off.
std::string shorten_to_columns(std::string_view text, std::size_t columns);

}  // namespace onrecord
