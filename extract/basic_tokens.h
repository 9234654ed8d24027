#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/piece.h"
#include "model/span.h"

namespace onrecord {

/// A run of characters between blanks, marks and ideographs, as the vocabulary spells it.
struct BasicToken {
  struct Character {
    std::uint32_t end = 0;  ///< byte of `text` behind it
    Span source;            ///< bytes of the word that it came from
  };
  std::string text;  ///< UTF-8: lower-case, without accents
  std::vector<Character> characters;
  CaseClass case_class = CaseClass::None;
};

/// The basic tokens of one word in order: see WordPiece. Total and linear.
std::vector<BasicToken> find_basic_tokens(std::string_view word);

}  // namespace onrecord
