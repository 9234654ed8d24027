#include "server/quote_wording.h"

#include "server/wording.h"

namespace onrecord {

std::string quote_speaker(const QuoteView& view) {
  std::vector<std::string> names = {view.speaker ? view.speaker->name : view.quote.speaker_name};
  if (names[0].empty()) names[0] = "(nobody named)";
  for (const EntityRef& ref : view.also) names.push_back(ref.name);
  return join(names, " and ");
}

std::string quote_cue(const QuoteView& view) {
  const std::string cue = view.cue.text.empty() ? "" : view.cue.text + " ";
  return cue + "(" + std::string(to_string(view.quote.kind)) + ")";
}

std::string quote_places(const QuoteView& view) {
  std::vector<std::string> names;
  for (const QuotePlaceView& place : view.places) names.push_back(place.place.name);
  return join(names, "; ");
}

}  // namespace onrecord
