#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "viz/csv_cell.h"
#include "viz/data/buffered_out.h"

namespace onrecord {

/// One CSV file, row by row. Lines end in a line feed, and there is no byte order mark.
class CsvTable {
 public:
  CsvTable(const std::filesystem::path& file, const std::vector<std::string>& header)
      : file_(file, std::ios::binary), out_(file_) {
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
  bool good() const { return out_.good(); }
  /// Whether all of it reached the file.
  bool close() {
    out_.flush();
    file_.close();
    return !file_.fail();
  }

 private:
  std::string& begin_cell() {
    if (!first_) row_ += ',';
    first_ = false;
    return row_;
  }

  std::ofstream file_;
  BufferedOut out_;
  std::string row_;
  bool first_ = true;
};

}  // namespace onrecord
