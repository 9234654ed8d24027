#include "extract/read_text.h"

#include <optional>
#include <utility>

#include "extract/item_error.h"
#include "extract/published_date.h"
#include "extract/to_utf8.h"
#include "extract/utf8.h"
#include "model/code_points.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestTitle = 200;

/// Takes the first line off `text`, without its line end and outer blanks.
std::string_view take_line(std::string_view& text) {
  const std::size_t newline = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, newline);
  text.remove_prefix(std::min(newline + 1, text.size()));
  while (!line.empty()) {
    const Character last = character_before(line, static_cast<std::uint32_t>(line.size()));
    if (!is_blank(last.value)) break;
    line = line.substr(0, last.begin);
  }
  while (!line.empty() && is_blank(character_at(line, 0).value)) {
    line.remove_prefix(character_at(line, 0).end);
  }
  return line;
}

bool is_release_notice(std::string_view line) {
  const std::string low = lower(line);
  return low.starts_with("for immediate release") || low == "press release" ||
         low == "news release" || low == "media release";
}

/// A full stop, also inside closing marks, as sentences have and headlines have not.
bool has_closing_stop(std::string_view line) {
  while (!line.empty()) {
    const Character last = character_before(line, static_cast<std::uint32_t>(line.size()));
    if (last.value == U'.' || last.value == 0x2026) return true;
    const bool closes = last.value == U'"' || last.value == U'\'' || last.value == U')' ||
                        last.value == 0x201D || last.value == 0x2019;
    if (!closes) return false;
    line = line.substr(0, last.begin);
  }
  return false;
}

/// What stands behind "FOR IMMEDIATE RELEASE:" on its line; the line itself when it is no notice.
std::string_view without_notice(std::string_view line) {
  if (!is_release_notice(line)) return line;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view rest = line.substr(colon + 1);
  return take_line(rest);
}

std::string find_title(std::string_view text) {
  std::string_view line;
  while (!text.empty()) {
    line = without_notice(take_line(text));
    if (!line.empty() && !parse_published_date(line)) break;
  }
  if (line.empty() || line.size() > kLongestTitle || has_closing_stop(line)) return "";
  if (text.empty() || !take_line(text).empty()) return "";
  return std::string(line);
}

/// UTF-8 of `bytes`, refused rather than repaired: every span must count the file's own bytes.
Result<std::string> decode(std::string bytes, std::string_view item, const ReadOptions& options) {
  const std::string_view bom = find_bom_encoding(bytes);
  if (!options.encoding.empty()) {
    Result<std::string> text = to_utf8(bytes, options.encoding, BadBytes::Refuse, item);
    if (!text) return text;
    return std::string(without_bom(*text));
  }
  if (!bom.empty() && bom != "utf-8") {
    return to_item_error(
        ErrorCode::InvalidInput, item,
        "it is in " + std::string(bom) + "; convert it or pass --encoding " + std::string(bom));
  }
  if (bytes.find('\0') == std::string::npos) {
    if (const std::optional<std::size_t> bad = find_invalid_utf8(bytes)) {
      return to_item_error(ErrorCode::InvalidInput, item,
                           "byte " + std::to_string(*bad) +
                               " is not valid UTF-8; convert it or pass --encoding windows-1252");
    }
  }
  if (!bom.empty()) bytes.erase(0, 3);
  return bytes;
}

bool is_all_blank(std::string_view text) {
  for (std::uint32_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (!is_blank(c.value)) return false;
    at = c.end;
  }
  return true;
}

}  // namespace

Result<Document> read_text(std::string bytes, std::string_view item, const ReadOptions& options) {
  if (bytes.empty()) return to_item_error(ErrorCode::InvalidInput, item, "it is empty");
  Result<std::string> text = decode(std::move(bytes), item, options);
  if (!text) return text.error();
  if (text->find('\0') != std::string::npos) {
    return to_item_error(ErrorCode::InvalidInput, item, "it is binary (holds a NUL), not text");
  }
  if (is_all_blank(*text)) return to_item_error(ErrorCode::InvalidInput, item, "it is blank");
  Document document;
  document.text = *std::move(text);
  document.title = find_title(document.text);
  document.published = find_dateline(document.text);
  return document;
}

}  // namespace onrecord
