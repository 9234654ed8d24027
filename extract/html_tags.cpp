#include "extract/html_tags.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace onrecord {

TagRole tag_role(std::string_view name) {
  using enum TagRole;
  static const std::unordered_map<std::string_view, TagRole> kRoles = {
      {"script", Skipped},
      {"style", Skipped},
      {"noscript", Skipped},
      {"template", Skipped},
      {"svg", Skipped},
      {"math", Skipped},
      {"iframe", Skipped},
      {"object", Skipped},
      {"embed", Skipped},
      {"video", Skipped},
      {"audio", Skipped},
      {"canvas", Skipped},
      {"select", Skipped},
      {"textarea", Skipped},
      {"map", Skipped},
      {"nav", Noise},
      {"aside", Noise},
      {"figcaption", Noise},
      {"button", Noise},
      {"label", Noise},
      {"dialog", Noise},
      {"menu", Noise},
      {"legend", Noise},
      {"header", Header},
      {"footer", Footer},
      {"body", Container},
      {"div", Container},
      {"section", Container},
      {"form", Container},
      {"center", Container},
      {"fieldset", Container},
      {"figure", Container},
      {"details", Container},
      {"main", Article},
      {"article", Article},
      {"p", Paragraph},
      {"blockquote", Paragraph},
      {"dd", Paragraph},
      {"dt", Paragraph},
      {"dl", Paragraph},
      {"address", Paragraph},
      {"caption", Paragraph},
      {"summary", Paragraph},
      {"hgroup", Paragraph},
      {"h1", Heading},
      {"h2", Heading},
      {"h3", Heading},
      {"h4", Heading},
      {"h5", Heading},
      {"h6", Heading},
      {"ul", List},
      {"ol", List},
      {"li", Item},
      {"table", Table},
      {"tr", Row},
      {"td", Cell},
      {"th", Cell},
      {"pre", Pre},
      {"br", Break},
      {"hr", Rule},
      {"a", Link},
      {"q", Quotation},
      {"title", Title},
  };
  const auto found = kRoles.find(name);
  return found == kRoles.end() ? Inline : found->second;
}

bool hints_at_noise(std::string_view class_or_id) {
  static const std::unordered_set<std::string_view> kHints = {
      "ad",          "ads",        "advert",      "advertisement", "banner",    "breadcrumb",
      "breadcrumbs", "comment",    "comments",    "cookie",        "cookies",   "disqus",
      "footer",      "masthead",   "menu",        "modal",         "nav",       "navbar",
      "navigation",  "newsletter", "outbrain",    "pagination",    "popular",   "popup",
      "promo",       "recirc",     "recommended", "related",       "share",     "sharing",
      "sidebar",     "signup",     "social",      "sponsor",       "sponsored", "subscribe",
      "taboola",     "tags",       "toolbar",     "trending",      "widget"};
  std::string word;
  for (std::size_t i = 0; i <= class_or_id.size(); ++i) {
    const char c = i < class_or_id.size() ? class_or_id[i] : ' ';
    const char low = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    if (low >= 'a' && low <= 'z') {
      word += low;
      continue;
    }
    if (kHints.contains(word)) return true;
    word.clear();
  }
  return false;
}

}  // namespace onrecord
