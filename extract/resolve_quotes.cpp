#include "extract/quotes.h"
#include "extract/speakers.h"

namespace onrecord {

std::vector<Quote> resolve_quotes(const AttributionContext& context, const Gazetteer& gazetteer,
                                  const std::vector<Attribution>& attributions) {
  const Document& document = *context.analysis.document;
  SpeakerResolver speakers(context, gazetteer);
  std::vector<Quote> quotes;
  quotes.reserve(attributions.size());
  for (const Attribution& attribution : attributions) {
    Quote quote;
    quote.id = make_quote_id(document.id, attribution.content, attribution.source);
    quote.kind = attribution.kind;
    quote.source = attribution.source;
    quote.cue = attribution.cue;
    quote.content = attribution.content;
    quote.date = document.published;
    quote.confidence = attribution.confidence;
    const Speaker speaker = speakers.resolve(attribution.source, attribution.content);
    quote.speaker_name = speaker.name;
    if (speaker.entity) quote.speaker = context.entities.entity(*speaker.entity).id;
    for (const std::size_t other : speaker.also) {
      quote.also.push_back(context.entities.entity(other).id);
    }
    quotes.push_back(std::move(quote));
  }
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    const int parent = attributions[i].parent;
    if (parent >= 0) quotes[i].parent = quotes[static_cast<std::size_t>(parent)].id;
  }
  return quotes;
}

}  // namespace onrecord
