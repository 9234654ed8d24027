#include "extract/gazetteer_tables.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "extract/item_error.h"
#include "model/code_points.h"

namespace onrecord {
namespace {

void split(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return;
    line.remove_prefix(tab + 1);
  }
}

std::string quoted(std::string_view cell) {
  std::string text = "'";
  text += to_shown_name(cell);
  text += '\'';
  return text;
}

template <typename Number>
std::optional<Number> parse_whole_cell(std::string_view cell) {
  Number value{};
  const char* end = cell.data() + cell.size();
  const auto [stopped, error] = std::from_chars(cell.data(), end, value);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return value;
}

}  // namespace

Error GazetteerRow::error(std::size_t column, std::string_view what) const {
  return {ErrorCode::Corrupt, "read data/" + std::string(file_) + ": line " +
                                  std::to_string(line_) + ", column " + std::to_string(column + 1) +
                                  ": " + std::string(what)};
}

Result<std::uint64_t> GazetteerRow::whole_number(std::size_t column, std::uint64_t largest) const {
  const auto value = parse_whole_cell<std::uint64_t>(cells_[column]);
  if (!value || *value > largest) {
    return error(column, quoted(cells_[column]) + " is not a whole number from 0 to " +
                             std::to_string(largest));
  }
  return *value;
}

Result<double> GazetteerRow::number(std::size_t column, double least, double most) const {
  const auto value = parse_whole_cell<double>(cells_[column]);
  if (!value || !(*value >= least && *value <= most)) {
    return error(column, quoted(cells_[column]) + " is not a number from " +
                             std::to_string(std::lround(least)) + " to " +
                             std::to_string(std::lround(most)));
  }
  return *value;
}

Status read_table(std::string_view file, std::string_view bytes, std::size_t columns,
                  std::size_t required, const std::function<Status(const GazetteerRow&)>& take) {
  std::size_t number = 0;
  std::vector<std::string_view> cells;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    split(line, cells);
    const GazetteerRow row(file, number, cells);
    if (const std::optional<std::size_t> bad = find_invalid_utf8(line)) {
      const auto tabs = std::count(line.begin(), line.begin() + *bad, '\t');
      return row.error(static_cast<std::size_t>(tabs), "the text is not UTF-8");
    }
    if (row.size() != columns) {
      return row.error(std::min(row.size(), columns), "the row has " + std::to_string(row.size()) +
                                                          " columns, expected " +
                                                          std::to_string(columns));
    }
    for (std::size_t i = 0; i < required; ++i) {
      if (row[i].empty()) return row.error(i, "the cell is empty");
    }
    if (const Status taken = take(row); !taken) return taken;
  }
  return {};
}

}  // namespace onrecord
