// Shows a text with what was found in it. Sources, cues, contents, mentions and the evidence asked
// for may overlap, so the text is cut at every end of every span and each piece gets the classes of
// the spans that hold it: no element ever crosses another.

#include <algorithm>
#include <charconv>
#include <set>

#include "server/document_view.h"
#include "server/pages.h"
#include "server/routes.h"

namespace onrecord {
namespace {

enum Layer : unsigned { kSource = 1, kCue = 2, kContent = 4, kAt = 8 };

struct Layers {
  std::vector<std::pair<Span, unsigned>> spans;
  std::set<std::uint32_t> cuts;

  void add(Span span, unsigned layer) {
    if (span.empty()) return;
    spans.emplace_back(span, layer);
    cuts.insert(span.begin);
    cuts.insert(span.end);
  }
};

/// "120-180" in code points.
Result<std::optional<Span>> parse_at(const std::string& at, const CodePoints& code_points) {
  if (at.empty()) return std::optional<Span>();
  std::uint32_t begin = 0, end = 0;
  const char* last = at.data() + at.size();
  const auto first = std::from_chars(at.data(), last, begin);
  if (first.ec == std::errc() && first.ptr != last && *first.ptr == '-') {
    const auto second = std::from_chars(first.ptr + 1, last, end);
    const auto span = code_points.to_span(begin, end);
    if (second.ec == std::errc() && second.ptr == last && span) return span;
  }
  return Error{ErrorCode::InvalidInput,
               "parameter 'at' must be 'begin-end' in code points of the document"};
}

void begin_piece(Html& html, unsigned layers, bool& at_done) {
  html.raw("<span");
  if ((layers & kAt) != 0 && !at_done) {
    html.raw(" id=\"at\"");
    at_done = true;
  }
  html.raw(" class=\"");
  if ((layers & kAt) != 0) html.raw("at ");
  if ((layers & kSource) != 0) html.raw("source ");
  if ((layers & kCue) != 0) html.raw("cue ");
  if ((layers & kContent) != 0) html.raw("content ");
  html.raw("\">");
}

/// Walks the pieces between cuts; mentions were added as cuts, so each lies in whole pieces.
Html annotated_text(const DocumentView& view, std::optional<Span> at) {
  Layers layers;
  for (const QuoteView& quote : view.quotes) {
    for (const Span span : quote.quote.source) layers.add(span, kSource);
    for (const Span span : quote.quote.cue) layers.add(span, kCue);
    for (const Span span : quote.quote.content) layers.add(span, kContent);
  }
  if (at) layers.add(*at, kAt);
  for (const auto& mention : view.mentions) layers.add(mention.span, 0);
  const std::string& text = view.document.text;
  layers.cuts.insert(0);
  layers.cuts.insert(static_cast<std::uint32_t>(text.size()));
  std::sort(layers.spans.begin(), layers.spans.end());

  Html html;
  bool at_done = false;
  std::vector<std::pair<Span, unsigned>> open;
  std::size_t next = 0, mention = 0;
  for (auto cut = layers.cuts.begin(); std::next(cut) != layers.cuts.end(); ++cut) {
    const Span piece{*cut, *std::next(cut)};
    std::erase_if(open, [&](const auto& span) { return span.first.end <= piece.begin; });
    while (next < layers.spans.size() && layers.spans[next].first.begin <= piece.begin) {
      open.push_back(layers.spans[next++]);
    }
    unsigned classes = 0;
    for (const auto& [span, layer] : open) classes |= layer;
    while (mention < view.mentions.size() && view.mentions[mention].span.end <= piece.begin) {
      ++mention;
    }
    const bool linked =
        mention < view.mentions.size() && view.mentions[mention].span.contains(piece);
    if (classes != 0) begin_piece(html, classes, at_done);
    if (linked) {
      const EntityRef& ref = view.mentions[mention].entity;
      html.raw("<a class=\"entity ").text(to_string(ref.type)).raw("\" href=\"/entity/");
      html.text(to_string(ref.id)).raw("\">").text(slice(text, piece)).raw("</a>");
    } else {
      html.text(slice(text, piece));
    }
    if (classes != 0) html.raw("</span>");
  }
  return html;
}

}  // namespace

Result<Reply> show_document(Call& call) {
  const auto view = view_document(call.lookup, DocumentId{call.ids.at(0)});
  if (!view) return view.error();
  const Document& document = view->document;
  const CodePoints code_points(document.text);
  const auto at = parse_at(call.params.text("at"), code_points);
  if (!at) return at.error();
  const std::string title = document.title.empty() ? document.id.value : document.title;
  Html html;
  html.raw("<article>\n<h1><bdi>").text(title).raw("</bdi></h1>\n<p class=\"note\">");
  if (!document.publisher.empty()) html.text(document.publisher).raw(" · ");
  if (!document.published.empty()) {
    html.raw("<time>").text(to_string(document.published)).raw("</time> · ");
  }
  html.add(original_link(document.url)).raw("</p>\n<p class=\"legend\">");
  html.raw("<span class=\"source\">who</span> <span class=\"cue\">said</span> ");
  html.raw("<span class=\"content\">what</span></p>\n<div class=\"text\">");
  html.add(annotated_text(*view, *at)).raw("</div>\n</article>\n");
  html.raw("<section><h2>Quotes in this text</h2>\n").add(quote_table(view->quotes));
  html.raw("</section>");
  return page_reply(title + " – Onrecord", "", html);
}

}  // namespace onrecord
