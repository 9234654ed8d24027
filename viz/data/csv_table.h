#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "viz/csv_cell.h"
#include "viz/data/buffered_out.h"

namespace onrecord {

/// One CSV file on its way to a stream, row by row. Lines end in a line feed, and there is no byte
/// order mark.
class CsvTable {
 public:
  /// out: outlives it.
  CsvTable(std::ostream& out, const std::vector<std::string>& header) : out_(out) {
    for (const std::string& name : header) text(name);
    end_row();
  }

  CsvTable& text(std::string_view value) {
    append_csv_cell(value, CsvReader::Import, begin_cell());
    return *this;
  }
  CsvTable& list(const std::vector<std::string>& values) {
    append_csv_list(values, begin_cell());
    return *this;
  }
  void end_row() {
    row_ += '\n';
    out_ += row_;
    row_.clear();
    first_ = true;
  }
  /// Everything so far reaches the stream.
  void flush() { out_.flush(); }
  bool good() const { return out_.good(); }

 private:
  std::string& begin_cell() {
    if (!first_) row_ += ',';
    first_ = false;
    return row_;
  }

  BufferedOut out_;
  std::string row_;
  bool first_ = true;
};

}  // namespace onrecord
