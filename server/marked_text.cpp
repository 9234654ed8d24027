#include "server/marked_text.h"

namespace onrecord {

Html marked_text(std::string_view text, const Spans& highlights) {
  Html html;
  std::uint32_t done = 0;
  for (const Span span : highlights) {
    if (span.begin < done || span.end > text.size() || span.empty()) continue;
    html.text(slice(text, {done, span.begin})).raw("<mark>").text(slice(text, span));
    html.raw("</mark>");
    done = span.end;
  }
  return html.text(text.substr(done));
}

}  // namespace onrecord
