// Plain CommonMark: headings, lists and block quotes, no tables, which not every reader has. A
// sentence is a block quote below what it bears out.

#include <sstream>

#include "server/figure_text.h"
#include "server/operation_wording.h"
#include "server/quote_wording.h"
#include "server/report/markdown_text.h"
#include "server/report/report_words.h"
#include "server/report/write_report.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

Markdown source_link(const DocumentRef& document) {
  Markdown out;
  out.link(source_title(document), document.url);
  const std::string origin = source_origin(document);
  if (!origin.empty()) out.raw(", ").text(origin);
  if (markdown_destination(document.url).empty() && !document.title.empty()) {
    out.raw(" \\[").text(document.id.value).raw("\\]");
  }
  return out;
}

/// Two lines of a block quote within a list item.
Markdown sentence(const SentenceEvidence& evidence) {
  Markdown out;
  out.raw("\n  > ").text(evidence.sentence.text).raw("\n  > — ");
  out.add(source_link(document_of(evidence))).raw("\n");
  return out;
}

Markdown facts_list(const std::vector<Fact>& facts) {
  Markdown out;
  for (const Fact& fact : facts) {
    out.raw("- ").strong(fact.label).raw(": ").text(fact.value).raw("\n");
  }
  return out;
}

Markdown date_items(const OperationCard& card) {
  Markdown out;
  for (const CardDates& dates : card.dates) {
    out.raw("- ").strong(dates_text(dates.dates)).raw("\n").add(sentence(dates.sentence));
  }
  return out;
}

Markdown figure_items(const OperationCard& card) {
  Markdown out;
  for (const CardFigure& figure : card.figures) {
    out.raw("- ").strong(figure_text(figure.outcome)).raw(" ");
    out.text(counted_thing(figure.outcome, figure.place)).raw("\n");
    out.add(sentence(figure.sentence));
  }
  return out;
}

Markdown operation_section(const OperationCard& card) {
  Markdown out;
  out.raw("\n## The operation\n\n").add(facts_list(operation_facts(card)));
  if (!card.dates.empty()) out.raw("\n### Dates\n\n").add(date_items(card));
  if (!card.figures.empty()) out.raw("\n### Figures\n\n").add(figure_items(card));
  return out;
}

Markdown conflicts_section(const Report& report) {
  Markdown out;
  const std::vector<const OperationCard*> cards = contradicted(report);
  if (cards.empty()) return out;
  out.raw("\n## What contradicts\n");
  for (const OperationCard* card : cards) {
    for (const ToldConflict& conflict : told_conflicts(*card)) {
      out.raw("\n### ").text(card->name).raw(": ").text(conflict.what).raw("\n\n");
      for (const ToldValue& told : conflict.tellings) {
        out.raw("- ").strong(told.value).raw("\n").add(sentence(*told.sentence));
      }
    }
  }
  return out;
}

Markdown offices_section(const std::vector<OfficeView>& offices, bool of_person) {
  Markdown out;
  if (offices.empty()) return out;
  if (of_person) {
    out.raw("\n## Positions\n\n");
  } else {
    out.raw("\n## Who held a position here\n\n");
  }
  for (const OfficeView& office : offices) {
    for (const PeriodView& period : office.periods) {
      out.raw("- ").strong(office_text(office, of_person)).raw(" — ");
      out.text(period_facts(period)).raw("\n");
      for (const SentenceEvidence& evidence : period.evidence) out.add(sentence(evidence));
    }
  }
  return out;
}

Markdown telling_item(const TimelineTelling& telling, const PartialDate& day) {
  const QuoteView& view = telling.view;
  Markdown out;
  out.raw("- ").strong(quote_speaker(view)).raw(" ").text(quote_circumstances(view)).raw(": ");
  out.text(view.content.text);
  if (view.quote.date != day) out.raw(" (").text(to_string(view.quote.date)).raw(")");
  out.raw("\n");
  for (const std::string& difference : differences_text(telling)) {
    out.raw("  - ").text(difference).raw("\n");
  }
  return out.add(sentence(view.sentence));
}

Markdown quotes_section(const Report& report, const ReportQuotes& quotes) {
  Markdown out;
  out.raw("\n## ").text(quotes_heading(report, quotes.list)).raw("\n");
  const std::string left_out = quotes_left_out(quotes.timeline);
  if (!left_out.empty()) out.raw("\n").text(left_out).raw("\n");
  const PartialDate* day = nullptr;
  for (const TimelineEntry& entry : quotes.timeline.entries) {
    if (day == nullptr || *day != entry.date) {
      const std::string date = to_string(entry.date);
      out.raw("\n### ").text(date.empty() ? "No date" : date).raw("\n\n");
    }
    day = &entry.date;
    for (const TimelineTelling& telling : entry.tellings) out.add(telling_item(telling, *day));
  }
  return out;
}

/// The diagram's text has neither backticks nor line ends of the data: a fence cannot end early.
std::string mermaid_of(const Subgraph& network) {
  std::ostringstream diagram;
  const Status written = write_graph(network, "mermaid", "", diagram);
  return written ? diagram.str() : std::string();
}

std::string_view colour_name(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return "person: light blue";
    case EntityType::Agency:
      return "agency: dark blue";
    case EntityType::Organization:
      return "organization: pink";
    case EntityType::Place:
      return "place: green";
    default:
      return "operation: orange";
  }
}

Markdown network_section(const Subgraph& network) {
  Markdown out;
  if (network.edges.empty()) return out;
  out.raw("\n## Links\n\n```mermaid\n").diagram(mermaid_of(network)).raw("```\n\nLegend — ");
  bool first = true;
  for (const EntityType type : types_drawn(network)) {
    if (!first) out.raw("; ");
    out.text(colour_name(type));
    first = false;
  }
  out.raw(".");
  const std::string left_out = nodes_left_out(network);
  if (!left_out.empty()) out.raw(" ").text(left_out);
  out.raw("\n\n");
  for (const SubgraphEdge& edge : network.edges) {
    out.raw("- ").strong(node_name(network, edge.source)).raw(" ").text(edge_label(edge)).raw(" ");
    out.strong(node_name(network, edge.target)).raw(" — ").text(link_support(edge)).raw("\n");
    for (const SentenceEvidence& evidence : edge.evidence) out.add(sentence(evidence));
  }
  return out;
}

Markdown operations_section(const Report& report) {
  Markdown out;
  if (report.operations.empty()) return out;
  out.raw("\n## Operations\n");
  for (const OperationCard& card : report.operations) {
    out.raw("\n### ").text(card.name.empty() ? to_string(card.id) : card.name).raw("\n\n");
    out.add(facts_list(operation_facts(card))).add(date_items(card)).add(figure_items(card));
  }
  if (report.more_operations) out.raw("\nNot all operations of the store were looked at.\n");
  return out;
}

Markdown sources_section(const Report& report) {
  Markdown out;
  if (report.sources.empty()) return out;
  out.raw("\n## Sources\n\n");
  std::size_t number = 0;
  for (const ReportSource& source : report.sources) {
    out.number(++number).raw(". ").add(source_link(source.document)).raw(" — ");
    out.number(source.quotes).raw(" ").text(source.quotes == 1 ? "quote" : "quotes").raw("\n");
  }
  if (report.card.more_documents) out.raw("\nFurther documents name it.\n");
  return out;
}

}  // namespace

std::string write_markdown(const Report& report) {
  Markdown out;
  out.raw("# ").text(report_name(report)).raw("\n\n").add(facts_list(card_facts(report)));
  const std::string scope = scope_text(report);
  if (!scope.empty()) out.raw("\n").text(scope).raw("\n");
  if (report.card.operation) out.add(operation_section(*report.card.operation));
  out.add(conflicts_section(report));
  out.add(offices_section(report.card.offices, true));
  for (const ReportQuotes& quotes : report.quotes) out.add(quotes_section(report, quotes));
  out.add(offices_section(report.card.holders, false));
  out.add(operations_section(report)).add(network_section(report.network));
  out.add(sources_section(report));
  return out.take();
}

}  // namespace onrecord
