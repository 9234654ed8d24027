#include "server/figure_text.h"
#include "server/html.h"
#include "server/marked_text.h"
#include "server/operation_wording.h"
#include "server/quote_wording.h"
#include "server/report/network_picture.h"
#include "server/report/page_style.h"
#include "server/report/report_words.h"
#include "server/report/write_report.h"
#include "server/web_link.h"

namespace onrecord {
namespace {

Html name_of(std::string_view name) {
  Html html;
  html.raw("<bdi>").text(name).raw("</bdi>");
  return html;
}

Html source_link(const DocumentRef& document) {
  Html html;
  if (is_web_link(document.url)) {
    html.raw("<a rel=\"noopener noreferrer nofollow\" href=\"").text(document.url).raw("\">");
    html.add(name_of(source_title(document))).raw("</a>");
  } else {
    html.add(name_of(source_title(document)));
    if (!document.title.empty()) html.raw(" [").add(name_of(document.id.value)).raw("]");
  }
  const std::string origin = source_origin(document);
  if (!origin.empty()) html.raw(", ").add(name_of(origin));
  return html;
}

Html sentence(const SentenceEvidence& evidence) {
  Html html;
  html.raw("<figure class=\"sentence\"><p dir=\"auto\">");
  html.add(marked_text(evidence.sentence.text, evidence.sentence.highlights));
  html.raw("</p><figcaption>").add(source_link(document_of(evidence)));
  html.raw("</figcaption></figure>\n");
  return html;
}

Html facts_list(const std::vector<Fact>& facts) {
  Html html;
  html.raw("<dl>\n");
  for (const Fact& fact : facts) {
    html.raw("<dt>").text(fact.label).raw("</dt><dd>").add(name_of(fact.value)).raw("</dd>\n");
  }
  html.raw("</dl>\n");
  return html;
}

/// A value, what it is of, and the sentence that says so.
Html told_item(std::string_view value, std::string_view of, const SentenceEvidence& evidence) {
  Html html;
  html.raw("<li><p><span class=\"value\">").text(value).raw("</span> ").add(name_of(of));
  html.raw("</p>").add(sentence(evidence)).raw("</li>\n");
  return html;
}

/// The parts of a page, with the list of what there is.
class Sections {
 public:
  template <std::size_t N>
  void add(const char (&id)[N], std::string_view heading, const Html& content) {
    entries_.raw("<li><a href=\"#").raw(id).raw("\">").add(name_of(heading)).raw("</a></li>\n");
    sections_.raw("<section aria-labelledby=\"").raw(id).raw("\">\n<h2 id=\"").raw(id).raw("\">");
    sections_.add(name_of(heading)).raw("</h2>\n").add(content).raw("</section>\n");
  }
  const Html& entries() const { return entries_; }
  const Html& sections() const { return sections_; }

 private:
  Html entries_, sections_;
};

Html date_items(const OperationCard& card) {
  Html html;
  for (const CardDates& dates : card.dates) {
    html.add(told_item(dates_text(dates.dates), "", dates.sentence));
  }
  return html;
}

Html figure_items(const OperationCard& card) {
  Html html;
  for (const CardFigure& figure : card.figures) {
    html.add(told_item(figure_text(figure.outcome), counted_thing(figure.outcome, figure.place),
                       figure.sentence));
  }
  return html;
}

Html told_of(const OperationCard& card) {
  Html html;
  if (!card.dates.empty()) {
    html.raw("<h3>Dates</h3>\n<ul class=\"facts\">\n").add(date_items(card)).raw("</ul>\n");
  }
  if (!card.figures.empty()) {
    html.raw("<h3>Figures</h3>\n<ul class=\"facts\">\n").add(figure_items(card)).raw("</ul>\n");
  }
  return html;
}

void add_conflicts(const Report& report, Sections& page) {
  const std::vector<const OperationCard*> cards = contradicted(report);
  if (cards.empty()) return;
  Html html;
  for (const OperationCard* card : cards) {
    for (const ToldConflict& conflict : told_conflicts(*card)) {
      html.raw("<h3>").add(name_of(card->name)).raw(": ").add(name_of(conflict.what));
      html.raw("</h3>\n<ul class=\"facts\">\n");
      for (const ToldValue& told : conflict.tellings) {
        html.add(told_item(told.value, "", *told.sentence));
      }
      html.raw("</ul>\n");
    }
  }
  page.add("conflicts", "What contradicts", html);
}

template <std::size_t N>
void add_offices(const std::vector<OfficeView>& offices, const char (&id)[N], bool of_person,
                 Sections& page) {
  if (offices.empty()) return;
  Html html;
  html.raw("<ul class=\"facts\">\n");
  for (const OfficeView& office : offices) {
    for (const PeriodView& period : office.periods) {
      html.raw("<li class=\"position\"><p><span class=\"value\">");
      html.add(name_of(office_text(office, of_person))).raw("</span> <span class=\"note\">");
      html.text(period_facts(period)).raw("</span></p>\n");
      for (const SentenceEvidence& evidence : period.evidence) html.add(sentence(evidence));
      html.raw("</li>\n");
    }
  }
  html.raw("</ul>\n");
  page.add(id, of_person ? "Positions" : "Who held a position here", html);
}

Html telling_block(const TimelineTelling& telling, const PartialDate& day) {
  const QuoteView& view = telling.view;
  Html html;
  html.raw("<div class=\"telling\" data-quote=\"").text(to_string(view.quote.id)).raw("\">\n<p>");
  html.raw("<span class=\"speaker\">").add(name_of(quote_speaker(view))).raw("</span> ");
  html.raw("<span class=\"note\">").add(name_of(quote_circumstances(view)));
  if (view.quote.date != day) html.raw(", ").text(to_string(view.quote.date));
  html.raw("</span></p>\n<blockquote class=\"words\" dir=\"auto\">").text(view.content.text);
  html.raw("</blockquote>\n");
  const std::vector<std::string> differences = differences_text(telling);
  if (!differences.empty()) html.raw("<ul class=\"differences\">\n");
  for (const std::string& text : differences) {
    html.raw("<li>").add(name_of(text)).raw("</li>\n");
  }
  if (!differences.empty()) html.raw("</ul>\n");
  return html.add(sentence(view.sentence)).raw("</div>\n");
}

Html timeline(const Timeline& timeline) {
  Html html;
  const std::string left_out = quotes_left_out(timeline);
  if (!left_out.empty()) html.raw("<p class=\"note\">").text(left_out).raw("</p>\n");
  for (const TimelineEntry& entry : timeline.entries) {
    const std::string date = to_string(entry.date);
    html.raw("<article class=\"quote\">\n<time>").text(date.empty() ? "no date" : date);
    html.raw("</time>\n<div>\n");
    for (const TimelineTelling& telling : entry.tellings) {
      html.add(telling_block(telling, entry.date));
    }
    html.raw("</div>\n</article>\n");
  }
  return html;
}

void add_quotes(const Report& report, Sections& page) {
  for (const ReportQuotes& quotes : report.quotes) {
    const std::string heading = quotes_heading(report, quotes.list);
    const Html html = timeline(quotes.timeline);
    if (quotes.list == QuoteList::By) {
      page.add("said", heading, html);
    } else if (quotes.list == QuoteList::About) {
      page.add("about", heading, html);
    } else {
      page.add("concerning", heading, html);
    }
  }
}

Html links_table(const Subgraph& network) {
  Html html;
  html.raw("<table class=\"links\">\n<caption>Every link with its best sentence</caption>\n");
  html.raw("<thead><tr><th scope=\"col\">From</th><th scope=\"col\">Link</th>");
  html.raw("<th scope=\"col\">To</th><th scope=\"col\">Sentence</th></tr></thead>\n<tbody>\n");
  for (const SubgraphEdge& edge : network.edges) {
    html.raw("<tr><td>").add(name_of(node_name(network, edge.source))).raw("</td><td>");
    html.text(edge_label(edge)).raw(" <span class=\"note\">").text(link_support(edge));
    html.raw("</span></td><td>").add(name_of(node_name(network, edge.target))).raw("</td><td>");
    for (const SentenceEvidence& evidence : edge.evidence) html.add(sentence(evidence));
    html.raw("</td></tr>\n");
  }
  html.raw("</tbody></table>\n");
  return html;
}

void add_network(const Report& report, const RenderOptions& render, Sections& page) {
  const Subgraph& network = report.network;
  if (network.edges.empty()) return;
  Html html;
  const std::string label =
      "The network around " + report_name(report) + " as a picture; the table below says the same";
  const Result<std::string> picture = network_picture(network, label, render);
  if (picture) {
    html.raw("<figure class=\"network\"><div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    html.raw("aria-label=\"The picture, which may be wider than the page\">\n").drawn(*picture);
    html.raw("</div>\n<figcaption>").text(label).raw(". ").text(nodes_left_out(network));
    html.raw("</figcaption></figure>\n");
  } else {
    html.raw("<p class=\"note\">Without its picture: ").text(picture.error().message);
    html.raw(". ").text(nodes_left_out(network)).raw("</p>\n");
  }
  page.add("links", "Links", html.add(links_table(network)));
}

void add_operations(const Report& report, Sections& page) {
  if (report.operations.empty()) return;
  Html html;
  for (const OperationCard& card : report.operations) {
    html.raw("<h3>").add(name_of(card.name.empty() ? to_string(card.id) : card.name));
    html.raw("</h3>\n").add(facts_list(operation_facts(card)));
    html.raw("<ul class=\"facts\">\n").add(date_items(card)).add(figure_items(card));
    html.raw("</ul>\n");
  }
  if (report.more_operations) {
    html.raw("<p class=\"note\">Not all operations of the store were looked at.</p>\n");
  }
  page.add("operations", "Operations", html);
}

void add_sources(const Report& report, Sections& page) {
  if (report.sources.empty()) return;
  Html html;
  html.raw("<table class=\"sources\">\n<caption>Documents that this rests on or that name it");
  html.raw("</caption>\n<thead><tr><th scope=\"col\">Document</th>");
  html.raw("<th scope=\"col\" class=\"number\">Quotes</th></tr></thead>\n<tbody>\n");
  for (const ReportSource& source : report.sources) {
    html.raw("<tr><td>").add(source_link(source.document));
    html.raw("</td><td class=\"number\" data-unit=\"");
    html.text(source.quotes == 1 ? "quote" : "quotes").raw("\">").number(source.quotes);
    html.raw("</td></tr>\n");
  }
  html.raw("</tbody></table>\n");
  if (report.card.more_documents) html.raw("<p class=\"note\">Further documents name it.</p>\n");
  page.add("sources", "Sources", html);
}

Sections make_sections(const Report& report, const RenderOptions& render) {
  Sections page;
  if (report.card.operation) {
    Html html = facts_list(operation_facts(*report.card.operation));
    page.add("operation", "The operation", html.add(told_of(*report.card.operation)));
  }
  add_conflicts(report, page);
  add_offices(report.card.offices, "positions", true, page);
  add_quotes(report, page);
  add_offices(report.card.holders, "holders", false, page);
  add_operations(report, page);
  add_network(report, render, page);
  add_sources(report, page);
  return page;
}

}  // namespace

std::string write_html(const Report& report, const RenderOptions& render) {
  const std::string name = report_name(report);
  const Sections page = make_sections(report, render);
  Html html;
  html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
  html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(report_policy());
  html.raw("\"/>\n<meta name=\"referrer\" content=\"no-referrer\"/>\n");
  html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>");
  html.text(name).raw(" – Onrecord</title>\n<style>").drawn(report_style()).raw("</style>\n");
  html.raw("</head>\n<body>\n<header>\n<h1>").add(name_of(name)).raw("</h1>\n");
  html.add(facts_list(card_facts(report)));
  const std::string scope = scope_text(report);
  if (!scope.empty()) html.raw("<p class=\"note\">").text(scope).raw("</p>\n");
  html.raw("<nav aria-label=\"Contents\"><ul>\n").add(page.entries()).raw("</ul></nav>\n");
  html.raw("</header>\n<main>\n").add(page.sections()).raw("</main>\n<footer>");
  html.raw("Made by Onrecord. Each line stands with the sentence that it was read from; whether ");
  html.raw("that sentence is true is for its reader to judge.</footer>\n</body>\n</html>\n");
  return html.take();
}

}  // namespace onrecord
