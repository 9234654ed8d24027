#include "extract/read_ndjson.h"

#include <algorithm>
#include <utility>

#include "extract/html_metadata.h"
#include "extract/item_error.h"
#include "extract/published_date.h"
#include "extract/read_text.h"
#include "extract/utf8.h"
#include "model/code_points.h"
#include "model/json.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxIdBytes = 512;

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string_view::npos;
}

bool has_control(std::string_view text) {
  for (std::uint32_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) return true;
    at = c.end;
  }
  return false;
}

/// The fields of one row, read in turn; the first trouble stays.
class Row {
 public:
  Row(const rapidjson::Value& object, std::string_view item)
      : object_(object), item_(item), shown_("read '" + to_shown_name(item) + "'") {}

  std::string get(const char* name) {
    if (failed_) return "";
    Result<std::string> value = json_string(object_, name, shown_);
    if (value) return *std::move(value);
    failed_ = value.error();
    return "";
  }

  void refuse(const char* field, std::string_view why) {
    if (failed_) return;
    failed_ = to_item_error(ErrorCode::InvalidInput, item_,
                            "\"" + std::string(field) + "\" " + std::string(why));
  }

  const std::optional<Error>& failed() const { return failed_; }

 private:
  const rapidjson::Value& object_;
  std::string_view item_;
  std::string shown_;
  std::optional<Error> failed_;
};

void take_fields(Row& row, Document& document) {
  document.id.value = row.get("id");
  const std::string url = row.get("url");
  if (!url.empty() && !is_web_url(url)) row.refuse("url", "must be an http or https address");
  if (!url.empty()) document.url = url;
  const std::string title = to_one_line(row.get("title"));
  if (!title.empty()) document.title = title;
  const std::string publisher = to_one_line(row.get("publisher"));
  if (!publisher.empty()) document.publisher = publisher;
  const std::string published = row.get("published");
  if (!published.empty()) {
    const std::optional<PartialDate> date = parse_published_date(published);
    if (!date) row.refuse("published", "must be a date such as 2017-09-30");
    document.published = date.value_or(PartialDate{});
  }
}

Result<Document> read_row(Row& row, std::string_view item, const ReadOptions& options) {
  Document document;
  document.text = row.get("text");
  const std::string html = row.get("html");
  std::string plain = row.get("plain");
  if (document.text.find('\0') != std::string::npos) row.refuse("text", "holds a NUL");
  if (document.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    if (html.empty() && plain.empty()) {
      row.refuse("text", "is missing or blank, and there is no \"html\"");
    }
    if (row.failed()) return *row.failed();
    ReadOptions as_utf8 = options;
    as_utf8.encoding = "UTF-8";  // JSON is, whatever the page says
    Result<Document> file =
        html.empty() ? read_text(std::move(plain), item, as_utf8) : read_html(html, item, as_utf8);
    if (!file) return file;
    document = *std::move(file);
  }
  take_fields(row, document);
  if (row.failed()) return *row.failed();
  return document;
}

bool looks_like_list(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  return at != std::string_view::npos && line[at] == '[';
}

/// Why the whole source is no rows, judged by its first line.
std::string_view find_file_fault(std::string_view line) {
  if (line.find('\0') != std::string_view::npos) {
    return "it is binary or UTF-16, not one JSON object a line in UTF-8";
  }
  if (looks_like_list(line)) {
    return "it holds a JSON list, not one object a line; convert it with: jq -c '.[]'";
  }
  if (!is_blank_line(line) && line.substr(line.find_first_not_of(" \t")) == "{") {
    return "its objects go across lines; put each on one line with: jq -c .";
  }
  return "";
}

Error too_long(const std::string& item, const ReadOptions& options) {
  return to_item_error(
      ErrorCode::TooLarge, item,
      "more than " + to_shown_size(options.max_document_bytes) + ", the limit of one document");
}

}  // namespace

Result<Document> parse_row(std::string_view row, std::string_view item,
                           const ReadOptions& options) {
  JsonLimits limits;
  limits.max_bytes = options.max_document_bytes;
  const std::string shown = "read '" + to_shown_name(item) + "'";
  const Result<rapidjson::Document> json = parse_json(row, shown, limits);
  if (!json) return json.error();
  if (!json->IsObject()) {
    return to_item_error(ErrorCode::InvalidInput, item, "must be one JSON object");
  }
  Row fields(*json, item);
  return read_row(fields, item, options);
}

std::optional<std::uint64_t> read_rows(LineReader& lines, const ReadOptions& options,
                                       const RowVisitor& visit) {
  std::uint64_t visits = 0;
  const auto give = [&](std::uint64_t line, Result<Document> row) {
    ++visits;
    return visit(line, std::move(row));
  };
  for (bool first = true;; first = false) {
    const Result<std::optional<LineReader::Line>> line = lines.next();
    if (!line) {
      if (!give(0, line.error())) return std::nullopt;
      return visits;
    }
    if (!*line) return visits;
    const std::string item = lines.name() + " line " + std::to_string((*line)->number);
    if ((*line)->too_long) {
      if (!give((*line)->number, too_long(item, options))) return std::nullopt;
      continue;
    }
    const std::string_view text = (*line)->text;
    if (const std::string_view fault = first ? find_file_fault(text) : ""; !fault.empty()) {
      if (!give(0, to_item_error(ErrorCode::InvalidInput, lines.name(), fault)))
        return std::nullopt;
      return visits;
    }
    if (is_blank_line(text)) continue;
    if (!give((*line)->number, parse_row(text, item, options))) return std::nullopt;
  }
}

Result<DocumentId> make_document_id(const Document& document, std::string_view item) {
  const std::string& id = document.id.value;
  if (id.empty()) {
    return DocumentId{to_hex(hash_bytes(document.url.empty() ? document.text : document.url))};
  }
  std::string_view why;
  if (id.size() > kMaxIdBytes) why = "is longer than 512 bytes";
  if (find_invalid_utf8(id)) why = "is not valid UTF-8";
  if (why.empty() && has_control(id)) why = "holds control characters";
  if (why.empty()) return document.id;
  return to_item_error(ErrorCode::InvalidInput, item,
                       "its id (or file name) " + std::string(why) + "; rename it");
}

}  // namespace onrecord
