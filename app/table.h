#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/console.h"

namespace onrecord {

struct TableColumn {
  std::string heading;
  std::size_t share = 1;  ///< of the width left when not all columns fit, against the others'
  Style style = Style::Plain;
};

struct TableRow {
  std::vector<std::string> cells;  ///< one a column; may be shorter
  std::vector<std::string> notes;  ///< lines over the whole width below the cells, indented
};

/// A table for people, wrapped to the console's width, headings first. Cells and notes may hold any
/// bytes: they are made visible here.
void print_table(Console& console, const std::vector<TableColumn>& columns,
                 const std::vector<TableRow>& rows);

/// A paragraph wrapped to the console's width, each line behind `indent` blanks.
void print_wrapped(Console& console, const std::string& text, std::size_t indent = 0,
                   Style style = Style::Plain);

/// The width of each column, given how wide each would like to be, so that together with two blanks
/// between them they take at most `total`: those that ask for less than their share get what they
/// ask for, the others divide the rest by their shares.
std::vector<std::size_t> fit_columns(const std::vector<std::size_t>& wanted,
                                     const std::vector<std::size_t>& shares, std::size_t total);

}  // namespace onrecord
