#include "storage/content_words.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "model/entity.h"

namespace onrecord {

namespace {

bool stands_in_words(UChar32 c) { return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK; }

}  // namespace

std::set<std::string> content_words(std::string_view text) {
  const icu::UnicodeString folded = icu::UnicodeString::fromUTF8(fold_for_search(text));
  std::set<std::string> words;
  std::string word;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (stands_in_words(c)) {
      icu::UnicodeString(c).toUTF8String(word);
    } else if (!word.empty()) {
      words.insert(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

}  // namespace onrecord
