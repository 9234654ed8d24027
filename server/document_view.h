#pragma once

#include <vector>

#include "model/extraction.h"
#include "server/quote_view.h"

namespace onrecord {

/// A document with its annotations, as a page needs it.
struct DocumentView {
  struct MentionView {
    Span span;  ///< bytes of the text
    EntityRef entity;
  };
  Document document;
  ExtractorInfo extractor;
  Spans sentences;
  std::vector<MentionView> mentions;  ///< in text order
  std::vector<QuoteView> quotes;      ///< in the extraction's order
};

/// NotFound for an unknown document.
Result<DocumentView> view_document(Lookup& lookup, const DocumentId& id);

}  // namespace onrecord
