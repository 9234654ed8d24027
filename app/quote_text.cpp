#include "app/quote_text.h"

#include "app/visible_text.h"

namespace onrecord {
namespace {

constexpr std::size_t kShortContent = 280;   // columns
constexpr std::size_t kShortSentence = 320;  // columns

std::string visible(const std::string& text, std::size_t columns, bool full) {
  const std::string shown = to_visible(text);
  return full ? shown : shorten_to_columns(shown, columns);
}

}  // namespace

std::string quote_content(const QuoteView& view, bool full) {
  return visible(view.content.text, kShortContent, full);
}

std::string quote_source(const QuoteView& view, bool full) {
  return view.document.id.value + ": " + visible(view.sentence.sentence.text, kShortSentence, full);
}

}  // namespace onrecord
