#include "server/target.h"

#include <algorithm>

#include "model/code_points.h"

namespace onrecord {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Error bad(std::string_view what, std::string_view text, std::string_view why) {
  return {ErrorCode::InvalidInput,
          std::string(what) + " '" + std::string(text) + "': " + std::string(why)};
}

Result<std::string> decode(std::string_view text, bool plus_is_blank, std::string_view what) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return bad(what, text, "'%' must be followed by two hex digits");
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (find_invalid_utf8(out)) return bad(what, text, "is not UTF-8");
  for (const char c : out) {
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7f) {
      return bad(what, text, "holds a control character");
    }
  }
  return out;
}

Status parse_query(std::string_view raw, std::map<std::string, std::string>& out) {
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find('&'), raw.size());
    const std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decode(pair.substr(0, equals), true, "parameter");
    if (!name) return name.error();
    const auto value =
        decode(pair.substr(std::min(equals + 1, pair.size())), true, "value of '" + *name + "'");
    if (!value) return value.error();
    if (!out.emplace(*name, *value).second) return bad("parameter", *name, "is given twice");
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
  Target out;
  const std::size_t question = std::min(target.find('?'), target.size());
  std::string_view path = target.substr(0, question);
  if (path.empty() || path.front() != '/') return bad("path", path, "must begin with '/'");
  path.remove_prefix(1);
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    auto segment = decode(path.substr(0, end), false, "path segment");
    if (!segment) return segment.error();
    if (segment->empty()) return bad("path", target.substr(0, question), "has an empty segment");
    out.segments.push_back(std::move(*segment));
    if (end == path.size()) break;
    path.remove_prefix(end + 1);
    if (path.empty()) return bad("path", target.substr(0, question), "has an empty segment");
  }
  const Status query = parse_query(target.substr(std::min(question + 1, target.size())), out.query);
  if (!query) return query.error();
  return out;
}

std::string percent_encode(std::string_view text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
        c == '.' || c == '_' || c == '~') {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back(kDigits[byte >> 4]);
      out.push_back(kDigits[byte & 15]);
    }
  }
  return out;
}

}  // namespace onrecord
