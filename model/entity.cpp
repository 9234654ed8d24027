// Names are compared by a key. The key of a key is the key itself (normalise_key is idempotent), so
// ids may be made from either. "José Pérez's" and "jose\u0301 pérez" share one; "Bob" and "Robert"
// do not: that is for coreference and for decisions.

#include "model/entity.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "model/hash_input.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxNameBytes = 1u << 26;  // ICU counts in 32 bits, and NFKC may grow 18-fold
constexpr std::string_view kScope = " @ ";

constexpr std::pair<EntityType, std::string_view> kTypes[] = {
    {EntityType::Person, "person"},
    {EntityType::Agency, "agency"},
    {EntityType::Organization, "organization"},
    {EntityType::Place, "place"},
    {EntityType::Operation, "operation"},
};

icu::UnicodeString from_utf8(std::string_view text) {
  text = text.substr(0, kMaxNameBytes);
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

icu::UnicodeString normalised(const icu::Normalizer2* form, const icu::UnicodeString& text) {
  UErrorCode code = U_ZERO_ERROR;
  icu::UnicodeString result = form->normalize(text, code);
  // Fails only when memory runs out; the text as it is still is a name.
  return U_SUCCESS(code) ? result : text;
}

const icu::Normalizer2* nfkc_casefold() {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(code);
  assert(U_SUCCESS(code));
  return form;
}

/// The character that stands for `c` in a key; 0 when none does.
UChar32 plain_character(UChar32 c) {
  switch (c) {
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x201A:  // ‚
    case 0x201B:  // ‛
    case 0x2032:  // ′
    case 0x02BC:  // ʼ
    case 0x02BB:  // ʻ
    case 0x0060:  // `
    case 0x00B4:  // ´
      return '\'';
    case 0x201C:  // “
    case 0x201D:  // ”
    case 0x201E:  // „
    case 0x201F:  // ‟
    case 0x2033:  // ″
    case 0x00AB:  // «
    case 0x00BB:  // »
      return '"';
    case 0x2010:  // what NFKC makes of the non-breaking hyphen
      return '-';
    case '.':
    case 0:
      return 0;
    default:
      return c;
  }
}

/// Straight marks, no periods, single blanks, none at the ends.
icu::UnicodeString plain(const icu::UnicodeString& text) {
  icu::UnicodeString result;
  bool blank = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isUWhiteSpace(c) || u_iscntrl(c)) {
      blank = !result.isEmpty();
      continue;
    }
    const UChar32 kept = plain_character(c);
    if (kept == 0) continue;
    if (blank) result.append(static_cast<UChar32>(' '));
    blank = false;
    result.append(kept);
  }
  return result;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What plain() leaves of the casefolded text, where all of it is ASCII: most names are, and need
/// no tables.
std::string plain_ascii(std::string_view text) {
  std::string result;
  bool blank = false;
  for (const char c : text) {
    if (c <= ' ' || c == 0x7F) {  // blanks and control characters
      blank = !result.empty();
      continue;
    }
    if (c == '.') continue;
    if (blank) result += ' ';
    blank = false;
    if (c >= 'A' && c <= 'Z') {
      result += static_cast<char>(c - 'A' + 'a');
    } else {
      result += c == '`' ? '\'' : c;
    }
  }
  return result;
}

/// Takes away leading articles and trailing possessives, all of them, but never the whole name.
std::string_view without_frame(std::string_view key) {
  while (true) {
    if (key.starts_with("the ") && key.size() > 4) {
      key.remove_prefix(4);
    } else if (key.ends_with("'s") && key.size() > 2) {
      key.remove_suffix(2);
    } else if (key.ends_with("s'") && key.size() > 2) {
      key.remove_suffix(1);
    } else if (key.ends_with(' ')) {
      key.remove_suffix(1);
    } else if (key.starts_with(' ')) {
      key.remove_prefix(1);
    } else {
      return key;
    }
  }
}

/// Latin letters whose stroke or ligature is no combining mark, so that NFD leaves them whole.
std::string_view without_stroke(UChar32 c) {
  switch (c) {
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x0127:
      return "h";
    case 0x0131:
      return "i";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00FE:
      return "th";
    default:
      return "";
  }
}

}  // namespace

std::string_view to_string(EntityType type) {
  for (const auto& [known, word] : kTypes) {
    if (known == type) return word;
  }
  return "";
}

std::optional<EntityType> parse_entity_type(std::string_view word) {
  for (const auto& [type, known] : kTypes) {
    if (known == word) return type;
  }
  return std::nullopt;
}

std::string normalise_key(std::string_view name) {
  name = name.substr(0, kMaxNameBytes);
  if (is_ascii(name)) return std::string(without_frame(plain_ascii(name)));
  // Twice: "e" and an accent with a period between them compose once the period is gone.
  icu::UnicodeString text = plain(normalised(nfkc_casefold(), from_utf8(name)));
  text = plain(normalised(nfkc_casefold(), text));
  return std::string(without_frame(to_utf8(text)));
}

std::string fold_for_search(std::string_view name) {
  const std::string key = normalise_key(name);
  if (is_ascii(key)) return key;
  UErrorCode code = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(code);
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(code);
  assert(U_SUCCESS(code));
  const icu::UnicodeString text = normalised(nfd, from_utf8(key));
  icu::UnicodeString folded;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    const std::string_view letters = without_stroke(c);
    if (letters.empty()) {
      folded.append(c);
    } else {
      folded.append(from_utf8(letters));
    }
  }
  return std::string(without_frame(to_utf8(plain(normalised(nfc, folded)))));
}

EntityId make_entity_id(EntityType type, std::string_view key) {
  const std::size_t at = key.find(kScope);
  const std::string_view name = key.substr(0, at);
  const std::string_view scope =
      at == std::string_view::npos ? std::string_view() : key.substr(at + kScope.size());
  return EntityId{HashInput()
                      .number(static_cast<std::uint64_t>(type))
                      .text(normalise_key(name))
                      .text(scope)
                      .hash()};
}

}  // namespace onrecord
