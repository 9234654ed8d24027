#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/entity.h"
#include "model/span.h"

namespace onrecord {

/// One word, number, abbreviation ("U.S.", "Aug."), possessive ending ("'s" of its own) or mark.
struct Token {
  Span span;
  std::uint32_t sentence = 0;  ///< index into Analysis::sentences
  bool word = false;           ///< holds a letter or digit
  bool capital = false;        ///< begins with an upper-case letter
};

struct Sentence {
  Span span;
  std::uint32_t first_token = 0, end_token = 0;  ///< half-open range of Analysis::tokens
  std::uint32_t paragraph = 0;
};

/// A line of text, or several lines up to a blank one; a table row and a list item is its own.
struct Paragraph {
  Span span;
  std::uint32_t first_sentence = 0, end_sentence = 0;  ///< half-open; may be empty
  bool table_row = false;                              ///< cells split by '|'
  bool list_item = false;                              ///< begins with a bullet
  bool headline = false;                               ///< short, no closing stop, before the body
};

/// Words in quotation marks. A long quotation whose marks re-open in each paragraph is one passage
/// per paragraph, chained by `continues`.
struct QuotedPassage {
  Span inner;  ///< without the marks
  Span outer;  ///< with them; where no closing mark stands it ends at the paragraph's end
  bool closed = true;
  bool continues =
      false;      ///< goes on from the passage before it (marks re-opened in a new paragraph)
  int depth = 0;  ///< 0 outermost; nested quotations are 1
};

/// A document cut up, without any judgement about who or what. `text` views the document, which
/// must outlive it.
struct Analysis {
  const Document* document = nullptr;
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<QuotedPassage> passages;  ///< in text order

  std::string_view word(std::size_t token) const { return slice(text, tokens[token].span); }
  /// Index of the first token that begins at or after byte `offset`; tokens.size() past the last.
  std::size_t token_at(std::uint32_t offset) const;
  /// The sentence that holds byte `offset`, or the last one that begins before it.
  std::size_t sentence_at(std::uint32_t offset) const;
};

/// Total: any well-formed UTF-8 is accepted. Safe to call from several threads.
Analysis analyse(const Document& document);

}  // namespace onrecord
