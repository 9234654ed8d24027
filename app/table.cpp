#include "app/table.h"

#include <algorithm>

#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kMaxLeast = 16;  // longer words are broken; an id has 16 digits

std::string visible_cell(const TableRow& row, std::size_t column) {
  return column < row.cells.size() ? to_visible(row.cells[column]) : std::string();
}

std::size_t widest_word(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    widest = std::max(widest, display_width(text.substr(0, blank)));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return widest;
}

std::vector<ColumnWish> wishes_of(const std::vector<TableColumn>& columns,
                                  const std::vector<TableRow>& rows) {
  std::vector<ColumnWish> wishes;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnWish wish{display_width(columns[i].heading), widest_word(columns[i].heading),
                    columns[i].share};
    for (const TableRow& row : rows) {
      const std::string cell = visible_cell(row, i);
      wish.wanted = std::max(wish.wanted, display_width(cell));
      wish.least = std::max(wish.least, std::min(widest_word(cell), kMaxLeast));
    }
    wishes.push_back(wish);
  }
  return wishes;
}

void print_cells(Console& console, const std::vector<std::string>& cells,
                 const std::vector<Style>& styles, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    wrapped.push_back(wrap_lines(cells[i], widths[i]));
    height = std::max(height, wrapped.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string text;
    std::size_t pending = 0;  // blanks that only a following cell makes necessary
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
      const std::string piece = line < wrapped[i].size() ? wrapped[i][line] : std::string();
      if (!piece.empty()) text.append(pending, ' ').append(paint(console, piece, styles[i]));
      const std::size_t used = display_width(piece);
      pending = (piece.empty() ? pending : 0) + (widths[i] > used ? widths[i] - used : 0) + kGap;
    }
    console.out << text << '\n';
  }
}

}  // namespace

std::vector<std::size_t> fit_columns(const std::vector<ColumnWish>& wishes, std::size_t total) {
  std::vector<std::size_t> widths(wishes.size(), 0);  // 0: not settled
  const std::size_t gaps = kGap * (wishes.empty() ? 0 : wishes.size() - 1);
  std::size_t left = total - std::min(total, gaps);
  for (bool changed = true; changed;) {
    changed = false;
    std::size_t shares = 0;
    for (std::size_t i = 0; i < wishes.size(); ++i) shares += widths[i] == 0 ? wishes[i].share : 0;
    for (std::size_t i = 0; i < wishes.size() && !changed; ++i) {
      if (widths[i] != 0) continue;
      const std::size_t offered = left * wishes[i].share / shares;
      const bool modest = wishes[i].wanted <= offered;
      if (!modest && offered >= wishes[i].least) continue;
      widths[i] = std::max<std::size_t>(modest ? wishes[i].wanted : wishes[i].least, 1);
      left -= std::min(left, widths[i]);
      changed = true;
    }
    if (changed) continue;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (widths[i] == 0) widths[i] = left * wishes[i].share / shares;
    }
  }
  return widths;
}

void print_table(Console& console, const std::vector<TableColumn>& columns,
                 const std::vector<TableRow>& rows) {
  std::vector<std::string> headings;
  std::vector<Style> styles;
  for (const TableColumn& column : columns) {
    headings.push_back(column.heading);
    styles.push_back(column.style);
  }
  const std::vector<std::size_t> widths = fit_columns(wishes_of(columns, rows), console.width);
  print_cells(console, headings, std::vector<Style>(columns.size(), Style::Bold), widths);
  for (const TableRow& row : rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < columns.size(); ++i) cells.push_back(visible_cell(row, i));
    print_cells(console, cells, styles, widths);
    for (const std::string& note : row.notes) print_wrapped(console, note, kGap, Style::Dim);
  }
}

void print_wrapped(Console& console, const std::string& text, std::size_t indent, Style style) {
  const std::size_t width = console.width > indent ? console.width - indent : 1;
  for (const std::string& line : wrap_lines(to_visible(text), width)) {
    if (!line.empty()) console.out << std::string(indent, ' ') << paint(console, line, style);
    console.out << '\n';
  }
}

}  // namespace onrecord
