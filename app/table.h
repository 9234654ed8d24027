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

/// How wide a column would like to be, and what it gets against the others.
struct ColumnWish {
  std::size_t wanted = 0;  ///< for its widest cell in one line
  std::size_t least = 0;   ///< for its widest word
  std::size_t share = 1;
};

/// The width of each column, with two blanks between them in at most `total` columns where that is
/// possible: those that want less than their share get what they want, the others divide the rest
/// by their shares, none below its least.
std::vector<std::size_t> fit_columns(const std::vector<ColumnWish>& wishes, std::size_t total);

}  // namespace onrecord
