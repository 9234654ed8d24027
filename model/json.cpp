// Two passes: `scan` walks the bytes once and refuses what rapidjson 1.1.0 must not see (deep
// nesting, long exponents, a NUL, which it takes for the end, and lone low surrogates, which it
// would turn into bytes that are not UTF-8); then rapidjson parses. {"a": [1e5]} passes;
// 1e-2147483639 does not. Grammar is rapidjson's business alone.

#include "model/json.h"

#include <rapidjson/error/en.h>

#include <optional>

#include "model/code_points.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxExponentDigits = 3;
constexpr std::size_t kMaxNumberBytes = 400;

Error refused(ErrorCode code, std::string_view item, std::size_t byte, std::string_view why) {
  return Error{code,
               std::string(item) + ": byte " + std::to_string(byte) + ": " + std::string(why)};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool in_number(char c) { return is_digit(c) || c == '+' || c == '-' || c == '.'; }

/// The four hex digits at `i`, or nothing.
std::optional<unsigned> hex4(std::string_view text, std::size_t i) {
  if (i + 4 > text.size()) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(i, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::string_view item, const JsonLimits& limits)
      : text_(text), item_(item), limits_(limits) {}

  Status scan() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      Status status;
      if (c == '"') {
        status = scan_string();
      } else if (is_digit(c) || c == '-') {
        status = scan_number();
      } else {
        status = scan_mark(c);
      }
      if (!status) return status;
    }
    return {};
  }

 private:
  Status scan_mark(char c) {
    if (c == '\0') return refused(ErrorCode::InvalidInput, item_, at_, "a NUL byte in JSON");
    if ((c == '[' || c == '{') && ++depth_ > limits_.max_depth) {
      return refused(ErrorCode::TooLarge, item_, at_,
                     "nested deeper than " + std::to_string(limits_.max_depth) + " levels");
    }
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
    ++at_;
    return {};
  }

  Status scan_string() {
    bool after_high = false;
    for (++at_; at_ < text_.size() && text_[at_] != '"';) {
      if (text_[at_] != '\\') {
        if (text_[at_] == '\0') return scan_mark('\0');
        after_high = false;
        ++at_;
        continue;
      }
      const std::optional<unsigned> unit =
          at_ + 1 < text_.size() && text_[at_ + 1] == 'u' ? hex4(text_, at_ + 2) : std::nullopt;
      const bool low = unit && *unit >= 0xDC00 && *unit <= 0xDFFF;
      if (low && !after_high) {
        return refused(ErrorCode::InvalidInput, item_, at_, "a lone surrogate in a string");
      }
      after_high = unit && *unit >= 0xD800 && *unit <= 0xDBFF;
      at_ += unit ? 6 : 2;
    }
    ++at_;
    return {};
  }

  Status scan_number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && in_number(text_[at_])) ++at_;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      const std::size_t exponent = ++at_;
      std::size_t digits = 0;
      for (; at_ < text_.size() && in_number(text_[at_]); ++at_) digits += is_digit(text_[at_]);
      if (digits > kMaxExponentDigits) {
        return refused(ErrorCode::InvalidInput, item_, exponent, "an exponent of over 3 digits");
      }
    }
    if (at_ - begin > kMaxNumberBytes) {
      return refused(ErrorCode::InvalidInput, item_, begin, "a number of over 400 characters");
    }
    return {};
  }

  std::string_view text_;
  std::string_view item_;
  JsonLimits limits_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Result<rapidjson::Document> parse_json(std::string_view text, std::string_view item,
                                       const JsonLimits& limits) {
  if (text.size() > limits.max_bytes) {
    return Error{ErrorCode::TooLarge, std::string(item) + ": " + std::to_string(text.size()) +
                                          " bytes of JSON; the limit is " +
                                          std::to_string(limits.max_bytes)};
  }
  if (const std::optional<std::size_t> bad = find_invalid_utf8(text)) {
    return refused(ErrorCode::InvalidInput, item, *bad, "not well-formed UTF-8");
  }
  const Status scanned = Scanner(text, item, limits).scan();
  if (!scanned) return scanned.error();
  rapidjson::Document document;
  // Not kParseFullPrecisionFlag: it takes the logarithm of 0 for "0e9" (diyfp.h). Without it
  // numbers of up to 15 digits and exponents of up to 22 are still exact, and ours are shorter.
  document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (document.HasParseError()) {
    return refused(ErrorCode::InvalidInput, item, document.GetErrorOffset(),
                   rapidjson::GetParseError_En(document.GetParseError()));
  }
  return document;
}

Result<std::string> json_string(const rapidjson::Value& object, const char* name,
                                std::string_view item) {
  if (!object.IsObject()) {
    return Error{ErrorCode::InvalidInput, std::string(item) + ": must be a JSON object"};
  }
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || member->value.IsNull()) return std::string();
  if (!member->value.IsString()) {
    return Error{ErrorCode::InvalidInput,
                 std::string(item) + ": \"" + name + "\" must be a string"};
  }
  return std::string(member->value.GetString(), member->value.GetStringLength());
}

}  // namespace onrecord
