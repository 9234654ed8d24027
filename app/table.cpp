#include "app/table.h"

#include <algorithm>
#include <numeric>

#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kMinColumn = 4;

std::string visible_cell(const TableRow& row, std::size_t column) {
  return column < row.cells.size() ? to_visible(row.cells[column]) : std::string();
}

std::vector<std::size_t> wanted_widths(const std::vector<TableColumn>& columns,
                                       const std::vector<TableRow>& rows) {
  std::vector<std::size_t> wanted;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t widest = display_width(columns[i].heading);
    for (const TableRow& row : rows) widest = std::max(widest, display_width(visible_cell(row, i)));
    wanted.push_back(widest);
  }
  return wanted;
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

std::vector<std::size_t> fit_columns(const std::vector<std::size_t>& wanted,
                                     const std::vector<std::size_t>& shares, std::size_t total) {
  std::vector<std::size_t> widths(wanted.size(), 0);
  std::vector<bool> settled(wanted.size(), false);
  std::size_t left = total - std::min(total, kGap * (wanted.empty() ? 0 : wanted.size() - 1));
  for (bool changed = true; changed;) {
    changed = false;
    std::size_t share_sum = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) share_sum += settled[i] ? 0 : shares[i];
    const std::size_t divisible = left;
    for (std::size_t i = 0; i < wanted.size() && share_sum > 0; ++i) {
      if (settled[i] || wanted[i] > divisible * shares[i] / share_sum) continue;
      widths[i] = wanted[i];
      left -= std::min(left, wanted[i]);
      settled[i] = changed = true;
    }
  }
  std::size_t share_sum = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) share_sum += settled[i] ? 0 : shares[i];
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!settled[i]) widths[i] = std::max(kMinColumn, left * shares[i] / share_sum);
  }
  return widths;
}

void print_table(Console& console, const std::vector<TableColumn>& columns,
                 const std::vector<TableRow>& rows) {
  std::vector<std::size_t> shares;
  std::vector<std::string> headings;
  std::vector<Style> styles;
  for (const TableColumn& column : columns) {
    shares.push_back(column.share);
    headings.push_back(column.heading);
    styles.push_back(column.style);
  }
  const std::vector<std::size_t> widths =
      fit_columns(wanted_widths(columns, rows), shares, console.width);
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
    console.out << std::string(indent, ' ') << paint(console, line, style) << '\n';
  }
}

}  // namespace onrecord
