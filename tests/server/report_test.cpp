#include "server/report/report.h"

#include "server/report/page_style.h"
#include "server/report/write_report.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

Report report_of(const Store& store, EntityId id, const ReportOptions& options = {}) {
  const auto snapshot = Snapshot::load(store);
  REQUIRE(snapshot);
  Lookup lookup(store);
  auto report = make_report(lookup, *snapshot, id, options);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

std::size_t tellings_of(const Report& report) {
  std::size_t count = 0;
  for (const ReportQuotes& quotes : report.quotes) {
    for (const TimelineEntry& entry : quotes.timeline.entries) count += entry.tellings.size();
  }
  return count;
}

RenderOptions no_graphviz() {
  RenderOptions render;
  render.program = "no-such-program-of-graphviz";
  return render;
}

}  // namespace

TEST_CASE("a person's report has positions, quotes and links, each with its sentence", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const Report report = report_of(store, sample_ids().jose);
  CHECK(report.card.offices.size() == 1);
  REQUIRE(report.quotes.size() == 1);
  CHECK(report.quotes[0].list == QuoteList::By);
  CHECK_FALSE(report.network.edges.empty());
  CHECK_FALSE(report.sources.empty());
  const std::string markdown = write_markdown(report);
  for (const char* part : {"# José Núñez\n", "## Positions", "**director, Coast Office** — acting",
                           "José Núñez, acting director of the Coast Office, spoke on Friday.",
                           "```mermaid\n", "## Sources"}) {
    INFO(part);
    CHECK(markdown.find(part) != std::string::npos);
  }
}

TEST_CASE("an operation's report has its figures and what contradicts", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const Report report = report_of(store, sample_ids().quiet_tide);
  REQUIRE(report.card.operation);
  CHECK(contradicted(report).size() == 1);
  const std::string html = write_html(report, no_graphviz());
  for (const char* part : {"<h2 id=\"operation\">", "<h2 id=\"conflicts\">", "<h3>Figures</h3>",
                           "<h2 id=\"sources\">"}) {
    INFO(part);
    CHECK(html.find(part) != std::string::npos);
  }
  CHECK(count_of(html, "data-quote=\"") == tellings_of(report));
}

TEST_CASE("a report of an agency or a place tells of its operations", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  for (const EntityId id : {sample_ids().coast_office, sample_ids().port_selby}) {
    const Report report = report_of(store, id);
    CHECK(report.operations.size() == 1);
    CHECK(contradicted(report).size() == 1);
  }
}

TEST_CASE("the same report gives the same bytes", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const Report once = report_of(store, sample_ids().quiet_tide);
  const Report again = report_of(store, sample_ids().quiet_tide);
  CHECK(write_markdown(once) == write_markdown(again));
  CHECK(write_html(once) == write_html(again));
}

TEST_CASE("what was asked for limits quotes, and the report says so", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const EntityId id = sample_ids().quiet_tide;
  const Report all = report_of(store, id);
  ReportOptions one;
  one.max_quotes = 1;
  const Report limited = report_of(store, id, one);
  REQUIRE(limited.quotes.size() == all.quotes.size());
  CHECK(limited.quotes[0].timeline.entries.size() == 1);
  CHECK(write_markdown(limited).find(" the first 1.\n") != std::string::npos);
  ReportOptions late;
  late.since = {2099, 0, 0};
  const Report none = report_of(store, id, late);
  CHECK(none.quotes.empty());
  CHECK(none.network.edges.empty());
  CHECK(write_html(none).find("since 2099") != std::string::npos);
  ReportOptions certain;
  certain.min_confidence = 1.0;
  CHECK(report_of(store, sample_ids().jose, certain).card.offices.empty());
}

TEST_CASE("without Graphviz the report stands, with a note and its table of links", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const Report report = report_of(store, sample_ids().jose);
  const std::string html = write_html(report, no_graphviz());
  CHECK(html.find("<svg") == std::string::npos);
  CHECK(html.find("install graphviz") != std::string::npos);
  CHECK(html.find("<table class=\"links\">") != std::string::npos);
}

TEST_CASE("names full of markup stay text in both formats", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const Report report = report_of(store, sample_ids().hostile);
  const std::string html = write_html(report, no_graphviz());
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("href=\"javascript") == std::string::npos);
  const std::string markdown = write_markdown(report);
  CHECK(count_of(markdown, "<script") == count_of(markdown, "\\<script"));
  CHECK(markdown.find("](javascript") == std::string::npos);
}

TEST_CASE("a report's page may be styled by its own style and do nothing else", "[server]") {
  CHECK(report_policy().starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(report_style().find('<') == std::string_view::npos);
  CHECK(report_style().find('&') == std::string_view::npos);
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const std::string html = write_html(report_of(store, sample_ids().jose));
  CHECK(html.find(" style=") == std::string::npos);
  for (const char* outside : {"src=", "url(", "@import", "<link", "<base", "<form"}) {
    INFO(outside);
    CHECK(html.find(outside) == std::string::npos);
  }
}

TEST_CASE("there is no report of nobody", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const auto snapshot = Snapshot::load(store);
  REQUIRE(snapshot);
  Lookup lookup(store);
  const auto report = make_report(lookup, *snapshot, EntityId{12345}, {});
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::NotFound);
}

}  // namespace onrecord
