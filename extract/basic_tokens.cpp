// Walks a word once, character by character. Each is decomposed (NFD), its accents dropped, its
// parts lower-cased; parts collect in the open token until a blank, a mark or an ideograph closes
// it. The case is counted on the characters as they were written.
//
// "McCain's" gives "mccain" (Mixed), "'" (None), "s" (Lower). Accents that stand before their
// letter ("´e") are not joined to it.

#include "extract/basic_tokens.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <array>
#include <utility>

#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::uint32_t kDroppedMask = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK;

std::uint32_t category(char32_t c) { return U_GET_GC_MASK(static_cast<UChar32>(c)); }

bool is_separator(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (category(c) & U_GC_Z_MASK) != 0;
}

bool is_dropped(char32_t c) { return c == 0xFFFD || (category(c) & kDroppedMask) != 0; }

bool is_mark(char32_t c) {
  if (c >= 128) return (category(c) & U_GC_P_MASK) != 0;
  return (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) ||
         (c >= 123 && c <= 126);
}

bool is_ideograph(char32_t c) {
  static constexpr std::array<std::pair<char32_t, char32_t>, 8> kRanges = {{{0x3400, 0x4DBF},
                                                                            {0x4E00, 0x9FFF},
                                                                            {0xF900, 0xFAFF},
                                                                            {0x20000, 0x2A6DF},
                                                                            {0x2A700, 0x2B73F},
                                                                            {0x2B740, 0x2B81F},
                                                                            {0x2B920, 0x2CEAF},
                                                                            {0x2F800, 0x2FA1F}}};
  if (c < kRanges.front().first) return false;
  for (const auto& [first, last] : kRanges) {
    if (c >= first && c <= last) return true;
  }
  return false;
}

char32_t to_plain_quote(char32_t c) {
  switch (c) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
      return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
      return '\'';
    default:
      return c;
  }
}

/// The mark that a whole word of the Penn Treebank stands for; 0 when it is none.
char32_t to_treebank_mark(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, char32_t>, 8> kMarks = {{{"``", '"'},
                                                                                   {"''", '"'},
                                                                                   {"-LRB-", '('},
                                                                                   {"-RRB-", ')'},
                                                                                   {"-LSB-", '['},
                                                                                   {"-RSB-", ']'},
                                                                                   {"-LCB-", '{'},
                                                                                   {"-RCB-", '}'}}};
  for (const auto& [spelling, mark] : kMarks) {
    if (word == spelling) return mark;
  }
  return 0;
}

class BasicTokenizer {
 public:
  void add(char32_t c, Span source) {
    if (c < 128) {
      add_ascii(c, source);
      return;
    }
    c = to_plain_quote(c);
    if (is_separator(c)) {
      close();
    } else if (!is_dropped(c)) {
      const bool alone = is_ideograph(c);
      if (alone) close();
      add_decomposed(c, source);
      if (alone) close();
    }
  }

  /// A mark is a token of its own.
  void add_mark(char32_t mark, Span source) {
    close();
    append(mark, source);
    tokens_.push_back(std::exchange(open_, {}));
  }

  std::vector<BasicToken> take() {
    close();
    return std::move(tokens_);
  }

 private:
  void add_ascii(char32_t c, Span source) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      close();
    } else if (is_mark(c)) {
      add_mark(c, source);
    } else if (c > ' ' && c != 127) {
      count(c);
      append(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c, source);
    }
  }

  void add_decomposed(char32_t c, Span source) {
    // The longest canonical decomposition of Unicode is 4 UTF-16 units; 64 leaves room.
    std::array<UChar, 64> units;
    UErrorCode status = U_ZERO_ERROR;
    static const UNormalizer2* const nfd = [] {
      UErrorCode loading = U_ZERO_ERROR;
      return unorm2_getNFDInstance(&loading);
    }();
    const std::int32_t length =
        nfd == nullptr ? -1
                       : unorm2_getDecomposition(nfd, static_cast<UChar32>(c), units.data(),
                                                 static_cast<std::int32_t>(units.size()), &status);
    bool counted = false;
    const auto add_part = [&](char32_t part) {
      if ((category(part) & U_GC_MN_MASK) != 0) return;
      part = static_cast<char32_t>(u_tolower(static_cast<UChar32>(part)));
      if (is_mark(part)) {
        add_mark(part, source);
        return;
      }
      append(part, source);
      if (!std::exchange(counted, true)) count(c);
    };
    if (length < 0 || U_FAILURE(status)) {
      add_part(c);
      return;
    }
    for (std::int32_t at = 0; at < length;) {
      UChar32 part = 0;
      U16_NEXT(units.data(), at, length, part);
      add_part(static_cast<char32_t>(part));
    }
  }

  void append(char32_t c, Span source) {
    if (c < 128) {
      open_.text += static_cast<char>(c);
    } else {
      std::array<char, 4> bytes{};
      std::int32_t length = 0;
      U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(c));
      open_.text.append(bytes.data(), static_cast<std::size_t>(length));
    }
    open_.characters.push_back({static_cast<std::uint32_t>(open_.text.size()), source});
  }

  void count(char32_t c) {
    if (c < 128 ? c >= '0' && c <= '9' : category(c) == U_GC_ND_MASK) {
      digit_ = true;
    } else if (c >= 128 ? (category(c) & U_GC_L_MASK) != 0
                        : (c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
      const bool upper = c < 128 ? c <= 'Z' : (category(c) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
      first_upper_ = letters_ == 0 ? upper : first_upper_;
      ++letters_;
      upper_ += upper ? 1 : 0;
    }
  }

  CaseClass case_class() const {
    if (digit_) return CaseClass::Digit;
    if (letters_ == 0) return CaseClass::None;
    if (upper_ == 0) return CaseClass::Lower;
    if (upper_ == letters_) return letters_ == 1 ? CaseClass::Initial : CaseClass::Upper;
    return first_upper_ && upper_ == 1 ? CaseClass::Title : CaseClass::Mixed;
  }

  void close() {
    if (!open_.text.empty()) {
      open_.case_class = case_class();
      tokens_.push_back(std::exchange(open_, {}));
    }
    digit_ = first_upper_ = false;
    letters_ = upper_ = 0;
  }

  std::vector<BasicToken> tokens_;
  BasicToken open_;
  bool digit_ = false, first_upper_ = false;
  std::size_t letters_ = 0, upper_ = 0;
};

}  // namespace

std::vector<BasicToken> find_basic_tokens(std::string_view word) {
  BasicTokenizer tokenizer;
  const auto size = static_cast<std::uint32_t>(word.size());
  if (const char32_t mark = to_treebank_mark(word); mark != 0) {
    tokenizer.add_mark(mark, {0, size});
    return tokenizer.take();
  }
  for (std::uint32_t at = 0; at < size;) {
    const Character c = character_at(word, at);
    tokenizer.add(c.value, {c.begin, c.end});
    at = c.end;
  }
  return tokenizer.take();
}

}  // namespace onrecord
