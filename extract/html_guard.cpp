// One pass over the tags with libxml2's idea of where a tag ends: quotes count only directly
// behind '='; comments and the insides of <script> and <style> are passed over. "<a b='>' c>" is
// one tag of two attributes; names are a, b and c.

#include "extract/html_guard.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>

#include "extract/item_error.h"
#include "model/ids.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxAttributes = 256;
constexpr std::size_t kMaxNames = 20'000;
constexpr std::ptrdiff_t kMaxMarks = 2'000'000;

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Conservative: whatever may be part of a name in any of libxml2's rules.
bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' ||
         c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

class TagScanner {
 public:
  explicit TagScanner(std::string_view html) : html_(html) {}

  /// What is wrong with the page, or "".
  std::string find_fault() {
    while ((at_ = html_.find_first_of("<&", at_)) != std::string_view::npos) {
      scan_mark();
      if (attributes_ > kMaxAttributes) {
        return "a tag has more than " + std::to_string(kMaxAttributes) + " attributes";
      }
      if (names_.size() > kMaxNames) {
        return "more than " + std::to_string(kMaxNames) +
               " different names of tags, attributes "
               "and entities";
      }
    }
    return "";
  }

 private:
  void scan_mark() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t found = html_.find("-->", at_);
      at_ = found == std::string_view::npos ? html_.size() : found + 3;
      return;
    }
    ++at_;
    if (rest[0] == '<' && rest.size() > 1 && (rest[1] == '/' || rest[1] == '?')) ++at_;
    const std::string_view name = take_name();
    if (rest[0] == '&' || name.empty()) return;
    scan_attributes();
    if (is_raw(name) && rest[1] != '/') at_ = std::min(html_.find("</", at_), html_.size());
  }

  std::string_view take_name() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && is_name_character(html_[at_])) ++at_;
    const std::string_view name = html_.substr(begin, at_ - begin);
    if (!name.empty()) names_.insert(hash_bytes(name));
    return name;
  }

  /// Moves past the tag whose name was just taken.
  void scan_attributes() {
    attributes_ = 0;
    while (at_ < html_.size() && html_[at_] != '>') {
      const char c = html_[at_];
      if (c == '=') {
        ++at_;
        skip_value();
      } else if (is_name_character(c)) {
        take_name();
        ++attributes_;
      } else {
        ++at_;
      }
    }
  }

  void skip_value() {
    while (at_ < html_.size() && is_space(html_[at_])) ++at_;
    if (at_ == html_.size()) return;
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = std::min(html_.find(quote, at_ + 1), html_.size());
      take_entities(html_.substr(at_, close - at_));
      at_ = std::min(close + 1, html_.size());
      return;
    }
    const std::size_t begin = at_;
    while (at_ < html_.size() && html_[at_] != '>' && !is_space(html_[at_])) ++at_;
    take_entities(html_.substr(begin, at_ - begin));
  }

  void take_entities(std::string_view value) {
    TagScanner inner(value);
    while ((inner.at_ = value.find('&', inner.at_)) != std::string_view::npos) {
      ++inner.at_;
      inner.take_name();
    }
    names_.merge(inner.names_);
  }

  static bool is_raw(std::string_view name) {
    std::string low(name);
    for (char& c : low) c = static_cast<char>(c | 0x20);
    return low == "script" || low == "style";
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t attributes_ = 0;
  std::unordered_set<std::uint64_t> names_;
};

}  // namespace

Status check_html(std::string_view html, std::string_view item) {
  const auto marks =
      std::count_if(html.begin(), html.end(), [](char c) { return c == '<' || c == '&'; });
  std::string fault = TagScanner(html).find_fault();
  if (marks > kMaxMarks) fault = "more than 2,000,000 tags and entities";
  if (fault.empty()) return {};
  return to_item_error(ErrorCode::TooLarge, item, fault);
}

}  // namespace onrecord
