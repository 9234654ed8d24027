#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/lookup.h"

namespace onrecord {

/// Spans of a document with the words under them, for people and for programs.
struct QuotedWords {
  std::string text;                                            ///< the pieces, joined by a blank
  std::vector<std::pair<std::uint32_t, std::uint32_t>> spans;  ///< code points of the document
};

struct QuotePlaceView {
  EntityRef place;
  PlaceBasis basis = PlaceBasis::Content;
};

/// A quote as it is shown: every id with its name, every span with its words.
struct QuoteView {
  Quote quote;
  DocumentRef document;
  std::optional<EntityRef> speaker;
  std::vector<EntityRef> also, about;
  std::vector<QuotePlaceView> places;
  QuotedWords source, cue, content;
  SentenceEvidence sentence;  ///< around source, cue and content
};

Result<QuoteView> view_quote(Lookup& lookup, const StoredQuote& stored);
Result<std::vector<QuoteView>> view_quotes(Lookup& lookup, const std::vector<StoredQuote>& stored);

QuotedWords quoted_words(const Lookup::Text& text, const Spans& spans);

}  // namespace onrecord
