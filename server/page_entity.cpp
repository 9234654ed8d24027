#include <set>

#include "graph/ego.h"
#include "server/cards.h"
#include "server/figure_text.h"
#include "server/json_cards.h"
#include "server/pages.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kQuotes = 10;
constexpr std::size_t kNeighbours = 25;
constexpr char kOthersDiffer[] = " <strong class=\"conflict\">others differ</strong>";

Html head_of(const EntityCard& card) {
  const Entity& entity = card.entity.entity;
  Html html;
  html.raw("<h1><bdi>").text(entity.name).raw("</bdi> ").add(type_tag(entity.type));
  html.raw("</h1>\n<p class=\"note\">");
  html.number(card.entity.mentions).raw(" mentions in ").number(card.entity.documents);
  html.text(card.entity.documents == 1 ? " document" : " documents");
  if (!entity.aliases.empty()) {
    html.raw(" · also ");
    for (std::size_t i = 0; i < entity.aliases.size(); ++i) {
      if (i > 0) html.raw(", ");
      html.raw("<bdi>").text(entity.aliases[i]).raw("</bdi>");
    }
  }
  html.raw("</p>\n");
  return html;
}

Html office_list(const std::vector<OfficeView>& offices, std::string_view heading) {
  Html html;
  if (offices.empty()) return html;
  html.raw("<section><h2>").text(heading).raw("</h2>\n<ul class=\"facts\">\n");
  for (const OfficeView& office : offices) {
    html.raw("<li><p>");
    html.text(office.title.empty() ? "a position" : office.title);
    if (office.other) html.raw(" · ").add(entity_link(*office.other));
    html.raw("</p>");
    for (const PeriodView& period : office.periods) {
      html.raw("<p class=\"note\">").text(period.status).raw(" ");
      html.text(period_text(period)).raw("</p>");
      for (const SentenceEvidence& evidence : period.evidence) html.add(sentence_block(evidence));
    }
    html.raw("</li>\n");
  }
  html.raw("</ul></section>\n");
  return html;
}

Html row(std::string_view name, const Html& value) {
  Html html;
  html.raw("<dt>").text(name).raw("</dt><dd>").add(value).raw("</dd>\n");
  return html;
}

Html frame_list(const OperationCard& card) {
  Html html;
  html.raw("<dl>\n");
  if (!card.conducted_by.empty()) html.add(row("run by", entity_links(card.conducted_by)));
  if (!card.partners.empty()) html.add(row("with", entity_links(card.partners)));
  for (const std::string& group : card.partner_groups) {
    html.add(row("with", Html().text(group)));
  }
  if (!card.places.empty()) html.add(row("in", entity_links(card.places)));
  if (!card.targets.empty()) html.add(row("against", entity_links(card.targets)));
  std::set<std::size_t> contradicted;
  for (const DateConflict& conflict : card.date_conflicts) {
    contradicted.insert(conflict.dates.begin(), conflict.dates.end());
  }
  for (std::size_t i = 0; i < card.dates.size(); ++i) {
    const CardDates& dates = card.dates[i];
    Html when;
    when.text(to_string(dates.dates));
    if (contradicted.contains(i)) when.raw(kOthersDiffer);
    html.add(row("when", when.add(sentence_block(dates.sentence))));
  }
  html.raw("</dl>\n");
  return html;
}

Html figure_table(const OperationCard& card) {
  Html html;
  if (card.figures.empty()) return html;
  std::set<std::size_t> contradicted;
  for (const CardConflict& conflict : card.conflicts) {
    contradicted.insert(conflict.figures.begin(), conflict.figures.end());
  }
  html.raw("<table class=\"figures\">\n<thead><tr><th>Figure</th><th>Of</th><th>Where</th>");
  html.raw("<th>Sentence</th></tr></thead>\n<tbody>\n");
  for (std::size_t i = 0; i < card.figures.size(); ++i) {
    const CardFigure& figure = card.figures[i];
    html.raw("<tr><td class=\"figure\">").text(figure_text(figure.outcome));
    if (contradicted.count(i) != 0) {
      html.raw(kOthersDiffer);
    }
    html.raw("</td><td>").text(figure.outcome.what);
    if (!figure.outcome.category.empty()) html.raw(" · ").text(figure.outcome.category);
    html.raw("</td><td>");
    if (figure.place) html.add(entity_link(*figure.place));
    html.raw("</td><td>").add(sentence_block(figure.sentence)).raw("</td></tr>\n");
  }
  html.raw("</tbody></table>\n");
  return html;
}

Html operation_section(const EntityCard& card) {
  Html html;
  if (!card.operation) return html;
  html.raw("<section><h2>The operation</h2>\n").add(frame_list(*card.operation));
  html.add(figure_table(*card.operation)).raw("</section>\n");
  return html;
}

Html connection_item(const Subgraph& graph, const SubgraphEdge& edge, EntityId centre) {
  const bool outgoing = edge.source == centre;
  const SubgraphNode* other = graph.find(outgoing ? edge.target : edge.source);
  Html html;
  if (other == nullptr) return html;
  html.raw("<li><p>");
  html.text(edge.co_mentioned() ? "↔ " : outgoing ? "→ " : "← ");
  html.text(edge_label(edge)).raw(" ");
  html.add(entity_link({other->id, other->type, other->name})).raw("</p>");
  for (const SentenceEvidence& evidence : edge.evidence) html.add(sentence_block(evidence));
  html.raw("</li>\n");
  return html;
}

Result<Html> connections(Call& call, EntityId id) {
  EgoOptions options;
  options.max_nodes = kNeighbours;
  options.limits = search_limits(call);
  const auto graph = ego_network(*call.graph, call.store, id, options);
  Html html;
  if (!graph) {
    // Newer than the snapshot, or gone since: the rest of the page still stands.
    if (graph.error().code != ErrorCode::NotFound && graph.error().code != ErrorCode::Busy) {
      return graph.error();
    }
    html.raw("<p class=\"note\">The graph is being made anew; reload in a moment.</p>\n");
    return html;
  }
  html.raw(
      "<section><h2>Connections</h2>\n<p class=\"picture\"><img alt=\"Those around this "
      "entry as a picture; the list below says the same\" src=\"");
  html.text("/api/v1/entities/" + to_string(id) +
            "/graph?format=svg&nodes=" + std::to_string(kNeighbours));
  html.raw("\"></p>\n<details><summary>As a list</summary><ul class=\"facts\">\n");
  for (const bool co_mentioned : {false, true}) {
    for (const SubgraphEdge& edge : graph->edges) {
      const bool touches = edge.source == id || edge.target == id;
      if (touches && edge.co_mentioned() == co_mentioned) {
        html.add(connection_item(*graph, edge, id));
      }
    }
  }
  html.raw("</ul></details>");
  if (graph->left_out > 0) {
    html.raw("<p class=\"note\">").number(graph->left_out).raw(" more are not shown.</p>");
  }
  html.raw("</section>\n");
  return html;
}

Result<Html> quotes_section(Call& call, const QuoteFilter& filter, std::string_view heading,
                            const std::string& more) {
  const auto page = call.store.quotes(filter, "", kQuotes);
  if (!page) return page.error();
  Html html;
  if (page->items.empty()) return html;
  const auto quotes = view_quotes(call.lookup, page->items);
  if (!quotes) return quotes.error();
  html.raw("<section><h2>").text(heading).raw("</h2>\n").add(quote_table(*quotes));
  if (!page->next.empty()) {
    html.raw("<p class=\"more\"><a href=\"").text(more).raw("\">More</a></p>\n");
  }
  html.raw("</section>\n");
  return html;
}

Html document_list(const EntityCard& card) {
  Html html;
  if (card.documents.empty()) return html;
  html.raw("<section><h2>Mentioned in</h2>\n<ul class=\"documents\">\n");
  for (const DocumentRef& document : card.documents) {
    html.raw("<li>").add(document_link(document)).raw("</li>\n");
  }
  html.raw("</ul>");
  if (card.more_documents) html.raw("<p class=\"note\">and more</p>");
  html.raw("</section>\n");
  return html;
}

}  // namespace

Result<Reply> show_entity(Call& call) {
  const auto id = path_entity(call);
  if (!id) return id.error();
  const auto card = make_card(call.lookup, *id);
  if (!card) return card.error();
  QuoteFilter by, about;
  by.speaker = *id;
  about.about = *id;
  const auto said = quotes_section(call, by, "Said", "/quotes?speaker=" + to_string(*id));
  if (!said) return said.error();
  const auto told = quotes_section(call, about, "Said about it", "/quotes?about=" + to_string(*id));
  if (!told) return told.error();
  const auto around = connections(call, *id);
  if (!around) return around.error();
  Html html = head_of(*card);
  html.add(operation_section(*card)).add(office_list(card->offices, "Offices"));
  html.add(*said).add(*told).add(*around).add(
      office_list(card->holders, "Who held an office here"));
  html.add(document_list(*card));
  return page_reply(card->entity.entity.name + " – Onrecord", "", html);
}

}  // namespace onrecord
