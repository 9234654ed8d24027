#include "extract/line_reader.h"

#include <utility>

namespace onrecord {

LineReader::LineReader(ByteSource source, std::uint64_t max_line_bytes)
    : source_(std::move(source)), max_line_bytes_(max_line_bytes), chunk_(64 << 10, '\0') {}

Result<std::optional<LineReader::Line>> LineReader::next() {
  line_.clear();
  bool too_long = false;
  bool any = false;
  for (bool ended = false; !ended;) {
    if (begin_ == end_) {
      const Result<std::size_t> got = source_.read(chunk_);
      if (!got) return got.error();
      begin_ = 0;
      end_ = *got;
      if (end_ == 0) break;
    }
    any = true;
    const std::string_view rest = std::string_view(chunk_).substr(begin_, end_ - begin_);
    const std::size_t newline = rest.find('\n');
    const std::string_view piece = rest.substr(0, newline);
    ended = newline != std::string_view::npos;
    begin_ += piece.size() + (ended ? 1 : 0);
    too_long = too_long || line_.size() + piece.size() > max_line_bytes_;
    if (too_long) {
      line_ = std::string();  // gives the memory back
    } else {
      line_ += piece;
    }
  }
  if (!any) return std::optional<Line>();
  ++number_;
  std::string_view text = line_;
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (number_ == 1 && text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return std::optional<Line>(Line{number_, text, too_long});
}

}  // namespace onrecord
