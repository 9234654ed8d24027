#include "viz/data/csv_cell.h"

#include "viz/json_stream.h"

namespace onrecord {
namespace {

/// The text within quotation marks; with `list`, as one of several.
void append_inside(std::string& out, std::string_view text, bool list) {
  if (find_invalid_utf8(text)) return append_inside(out, replace_invalid_utf8(text), list);
  for (const char c : text) {
    if (c == '"') {
      out += "\"\"";
    } else if (c == '\0') {
      out += "\uFFFD";
    } else if (c == ';' && list) {
      out += "\uFF1B";
    } else {
      out += c;
    }
  }
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  if (text.empty()) return;
  out += '"';
  append_inside(out, text, false);
  out += '"';
}

void append_csv_list(std::string& out, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  out += '"';
  bool first = true;
  for (const std::string& text : texts) {
    if (!first) out += ';';
    first = false;
    append_inside(out, text, true);
  }
  out += '"';
}

}  // namespace onrecord
