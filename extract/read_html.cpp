#include <algorithm>
#include <optional>
#include <utility>

#include "extract/html_guard.h"
#include "extract/html_main_text.h"
#include "extract/html_metadata.h"
#include "extract/html_page.h"
#include "extract/item_error.h"
#include "extract/published_date.h"
#include "extract/read_documents.h"
#include "extract/to_utf8.h"
#include "extract/utf8.h"
#include "model/code_points.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxHtmlBytes = 1u << 30;     // libxml2 counts in int
constexpr std::size_t kDeclarationBytes = 4 << 10;  // where a <meta> may name the encoding
constexpr std::size_t kScantText = 250;

/// The encoding that a <meta> element names, "" where none does or it is unknown. As browsers do,
/// ISO-8859-1 and ASCII are read as windows-1252, and UTF-16, in which no <meta> could be found, as
/// UTF-8.
std::string find_declared_encoding(std::string_view html) {
  const std::string head = lower(html.substr(0, kDeclarationBytes));
  const std::size_t meta = head.find("<meta");
  const std::size_t found = meta == std::string::npos ? meta : head.find("charset", meta);
  if (found == std::string::npos) return "";
  std::size_t at = found + std::string_view("charset").size();
  at = std::min(head.find_first_not_of(" \t\r\n=\"'", at), head.size());
  const std::size_t end = head.find_first_of(" \t\r\n\"'/>;", at);
  const std::string name = head.substr(at, end == std::string::npos ? 0 : end - at);
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii") return "windows-1252";
  if (name.starts_with("utf-16") || name.starts_with("utf-32") || name == "utf-7") return "utf-8";
  return is_known_encoding(name) ? name : "";
}

std::string choose_encoding(std::string_view html, const ReadOptions& options) {
  if (!options.encoding.empty()) return options.encoding;
  const std::string_view bom = find_bom_encoding(html);
  if (!bom.empty()) return std::string(bom);
  std::string declared = find_declared_encoding(html);
  if (!declared.empty()) return declared;
  return find_invalid_utf8(html) ? "windows-1252" : "utf-8";
}

Result<std::string> decode(std::string_view html, std::string_view item,
                           const ReadOptions& options) {
  const std::string encoding = choose_encoding(html, options);
  const bool valid = lower(encoding) == "utf-8" && !find_invalid_utf8(html);
  if (valid) return std::string(without_bom(html));
  Result<std::string> text = to_utf8(html, encoding, BadBytes::Replace, item);
  if (!text) return text;
  return std::string(without_bom(*text));
}

/// JSON-LD's plain text; its line ends are kept.
std::string tidy_lines(std::string_view text) {
  std::string tidy;
  while (!text.empty()) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    const std::string line = to_one_line(text.substr(0, newline));
    text.remove_prefix(std::min(newline + 1, text.size()));
    if (line.empty()) continue;
    tidy += (tidy.empty() ? "" : "\n\n") + line;
  }
  return tidy;
}

}  // namespace

Result<Document> read_html(std::string_view html, std::string_view item,
                           const ReadOptions& options) {
  if (html.empty()) return to_item_error(ErrorCode::InvalidInput, item, "it is empty");
  if (html.size() > std::min<std::uint64_t>(options.max_document_bytes, kMaxHtmlBytes)) {
    return to_item_error(
        ErrorCode::TooLarge, item,
        "more than " + to_shown_size(options.max_document_bytes) + ", the limit of one document");
  }
  const Result<std::string> text = decode(html, item, options);
  if (!text) return text.error();
  if (text->find('\0') != std::string::npos) {
    return to_item_error(ErrorCode::InvalidInput, item, "it is binary (holds a NUL), not HTML");
  }
  const Status sound = check_html(*text, item);
  if (!sound) return sound.error();
  Result<HtmlPage> page = parse_html_page(*text, item);
  if (!page) return page.error();

  HtmlMetadata metadata = find_html_metadata(*page);
  Document document;
  document.text = find_main_text(*page);
  if (document.text.size() < kScantText) {
    std::string body = tidy_lines(metadata.article_body);
    if (body.size() > document.text.size()) document.text = std::move(body);
  }
  if (document.text.empty()) {
    return to_item_error(ErrorCode::InvalidInput, item, "no article text was found in the page");
  }
  document.title = std::move(metadata.title);
  document.publisher = std::move(metadata.publisher);
  document.url = std::move(metadata.url);
  document.published =
      metadata.published.empty() ? find_dateline(document.text) : metadata.published;
  return document;
}

}  // namespace onrecord
