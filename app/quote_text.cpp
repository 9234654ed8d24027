#include "app/quote_text.h"

#include "app/answer.h"
#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kShortContent = 280;   // columns
constexpr std::size_t kShortSentence = 320;  // columns

std::string visible(const std::string& text, std::size_t columns, bool full) {
  const std::string shown = to_visible(text);
  return full ? shown : shorten(shown, columns);
}

}  // namespace

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

std::string quote_content(const QuoteView& view, bool full) {
  return visible(view.content.text, kShortContent, full);
}

std::string quote_source(const QuoteView& view, bool full) {
  return view.document.id.value + ": " + visible(view.sentence.sentence.text, kShortSentence, full);
}

}  // namespace onrecord
