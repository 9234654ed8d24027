#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// One line of a tab-separated table, with what an error message needs. Lives as long as the call
/// that hands it over; its cells as long as the bytes.
class GazetteerRow {
 public:
  GazetteerRow(std::string_view file, std::size_t line, std::span<const std::string_view> cells)
      : file_(file), line_(line), cells_(cells) {}

  std::string_view operator[](std::size_t column) const { return cells_[column]; }
  std::size_t size() const { return cells_.size(); }
  /// "read data/places.tsv: line 12, column 7: <what>". column: from 0; the message counts from 1.
  Error error(std::size_t column, std::string_view what) const;

  /// The cell as a whole number of at most `largest`, or as a number between two bounds.
  Result<std::uint64_t> whole_number(std::size_t column, std::uint64_t largest) const;
  Result<double> number(std::size_t column, double least, double most) const;

 private:
  std::string_view file_;
  std::size_t line_;
  std::span<const std::string_view> cells_;
};

/// Calls `take` for every row; lines that begin with '#' and empty lines are passed over.
///
/// columns: how many cells each row has; `required` of them, from the first, are never empty.
/// Stops at the first Error: of the bytes (not UTF-8, a cell missing or too many), or from `take`.
Status read_table(std::string_view file, std::string_view bytes, std::size_t columns,
                  std::size_t required, const std::function<Status(const GazetteerRow&)>& take);

}  // namespace onrecord
