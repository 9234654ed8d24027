#include "server/pages.h"
#include "server/routes.h"
#include "server/target.h"

namespace onrecord {
namespace {

constexpr std::size_t kShown = 50;

Html field(const ParamReader& params, const char* name, std::string_view label) {
  Html html;
  html.raw("<label>").text(label).raw(" <input name=\"").text(name);
  html.raw("\" maxlength=\"200\" value=\"").text(params.text(name)).raw("\"></label>");
  return html;
}

Html kind_choice(const ParamReader& params) {
  Html html;
  html.raw("<label>Kind <select name=\"kind\"><option value=\"\">any</option>");
  for (const QuoteKind kind : {QuoteKind::Direct, QuoteKind::Indirect, QuoteKind::Mixed}) {
    html.raw("<option");
    if (params.text("kind") == to_string(kind)) html.raw(" selected");
    html.raw(">").text(to_string(kind)).raw("</option>");
  }
  html.raw("</select></label>");
  return html;
}

Html filter_form(const ParamReader& params) {
  Html html;
  html.raw("<form class=\"filter\" action=\"/quotes\">");
  html.add(field(params, "speaker", "Who")).add(field(params, "text", "Words"));
  html.add(field(params, "about", "About")).add(field(params, "place", "Where"));
  html.add(field(params, "since", "Since")).add(field(params, "until", "Until"));
  html.add(kind_choice(params)).raw("<button>Filter</button></form>\n");
  return html;
}

/// The same filter, one page on.
std::string next_target(const ParamReader& params, const std::string& cursor) {
  std::string out = "/quotes?cursor=" + percent_encode(cursor);
  for (const char* name :
       {"speaker", "about", "place", "kind", "document", "since", "until", "text"}) {
    if (params.has(name)) out += "&" + std::string(name) + "=" + percent_encode(params.text(name));
  }
  return out;
}

}  // namespace

Result<Reply> show_quotes(Call& call) {
  const auto filter = param_quote_filter(call);
  if (!filter) return filter.error();
  const auto page = call.store.quotes(*filter, call.params.text("cursor"), kShown);
  if (!page) return page.error();
  const auto quotes = view_quotes(call.lookup, page->items);
  if (!quotes) return quotes.error();
  Html html;
  html.raw("<h1>Who said what</h1>\n").add(filter_form(call.params)).add(quote_table(*quotes));
  if (!page->next.empty()) {
    html.raw("<p class=\"more\"><a rel=\"next\" href=\"");
    html.text(next_target(call.params, page->next)).raw("\">More quotes</a></p>\n");
  }
  return page_reply("Quotes – Onrecord", "quotes", html);
}

}  // namespace onrecord
