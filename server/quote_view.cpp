#include "server/quote_view.h"

#include <algorithm>

namespace onrecord {
namespace {

Spans all_spans(const Quote& quote) {
  Spans spans = quote.source;
  spans.insert(spans.end(), quote.cue.begin(), quote.cue.end());
  spans.insert(spans.end(), quote.content.begin(), quote.content.end());
  std::sort(spans.begin(), spans.end());
  return spans;
}

}  // namespace

QuotedWords quoted_words(const Lookup::Text& text, const Spans& spans) {
  QuotedWords out;
  for (const Span span : spans) {
    if (!out.text.empty()) out.text += ' ';
    out.text += slice(text.document.text, span);
    out.spans.push_back(text.code_points.from_span(span));
  }
  return out;
}

Result<QuoteView> view_quote(Lookup& lookup, const StoredQuote& stored) {
  const Quote& quote = stored.quote;
  const auto text = lookup.document(stored.document);
  if (!text) return text.error();
  QuoteView out;
  out.quote = quote;
  out.document = to_ref((*text)->document);
  if (quote.speaker) {
    auto speaker = lookup.entity(*quote.speaker);
    if (!speaker) return speaker.error();
    out.speaker = *speaker;
  }
  auto also = lookup.entities(quote.also);
  if (!also) return also.error();
  auto about = lookup.entities(quote.about);
  if (!about) return about.error();
  out.also = std::move(*also);
  out.about = std::move(*about);
  for (const QuotePlace& place : quote.places) {
    auto ref = lookup.entity(place.place);
    if (!ref) return ref.error();
    if (*ref) out.places.push_back({**ref, place.basis});
  }
  out.source = quoted_words(**text, quote.source);
  out.cue = quoted_words(**text, quote.cue);
  out.content = quoted_words(**text, quote.content);
  auto sentence = lookup.sentence(stored.document, all_spans(quote), quote.date, quote.confidence);
  if (!sentence) return sentence.error();
  out.sentence = std::move(*sentence);
  return out;
}

Result<std::vector<QuoteView>> view_quotes(Lookup& lookup, const std::vector<StoredQuote>& stored) {
  std::vector<QuoteView> out;
  for (const StoredQuote& quote : stored) {
    auto view = view_quote(lookup, quote);
    if (view) {
      out.push_back(std::move(*view));
    } else if (view.error().code != ErrorCode::NotFound) {  // its document went meanwhile
      return view.error();
    }
  }
  return out;
}

}  // namespace onrecord
