#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/byte_source.h"

namespace onrecord {

/// Cuts a source into lines at '\n'; a '\r' before it and a byte order mark before the first line
/// are dropped. Memory: one line of at most `max_line_bytes`, and 64 KiB.
class LineReader {
 public:
  struct Line {
    std::uint64_t number = 0;  ///< from 1
    std::string_view text;     ///< valid until the next call; empty when too_long
    bool too_long = false;     ///< longer than the limit; reading goes on behind it
  };

  LineReader(ByteSource source, std::uint64_t max_line_bytes);

  /// The next line, blank ones too; nothing at the end. An Error of the source ends the lines; the
  /// line in which it came is not given.
  Result<std::optional<Line>> next();

  const std::string& name() const { return source_.name(); }

 private:
  ByteSource source_;
  std::uint64_t max_line_bytes_;
  std::string chunk_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::string line_;
  std::uint64_t number_ = 0;
};

}  // namespace onrecord
