#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "extract/line_reader.h"

namespace onrecord {

/// One line of a shard, or why there is none.
struct RecordLine {
  std::string item;  ///< "a.ndjson line 7", or the shard alone
  std::string text;
  std::optional<Error> error;
};

/// The lines of several shards, one after the other; "-" is standard input. Shards may be packed
/// (.gz, .zst; standard input either way). Blank lines are passed over. What cannot be read is one
/// error, and the next shard follows; so is a file that is none of records as a whole, such as an
/// `export --format json`. Several threads may take lines.
class RecordLines {
 public:
  /// shards: files and "-".
  explicit RecordLines(std::vector<std::string> shards) : shards_(std::move(shards)) {}
  /// Nothing at the end.
  std::optional<RecordLine> next();

 private:
  std::optional<Error> open_next();

  std::mutex mutex_;
  std::vector<std::string> shards_;
  std::size_t next_shard_ = 0;
  std::optional<LineReader> lines_;
};

}  // namespace onrecord
