#include <algorithm>
#include <cctype>
#include <string_view>

#include "server/target.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

const std::vector<std::string>& safe_elements() {
  static const std::vector<std::string> names = {
      "html",   "head",  "meta",   "title",      "link",    "body",    "a",          "header",
      "nav",    "main",  "footer", "h1",         "h2",      "p",       "ul",         "ol",
      "li",     "b",     "form",   "label",      "input",   "button",  "section",    "table",
      "thead",  "tbody", "tr",     "th",         "td",      "time",    "bdi",        "span",
      "strong", "mark",  "figure", "figcaption", "details", "summary", "blockquote", "article",
      "div",    "img",   "dl",     "dt",         "dd",      "select",  "option"};
  return names;
}

/// Takes `words` off the front; false when something else stands there.
bool take(std::string_view& html, std::string_view words) {
  if (html.substr(0, words.size()) != words) return false;
  html.remove_prefix(words.size());
  return true;
}

std::string take_word(std::string_view& html) {
  std::string word;
  while (!html.empty() &&
         (std::isalnum(static_cast<unsigned char>(html[0])) != 0 || html[0] == '-')) {
    word += html[0];
    html.remove_prefix(1);
  }
  return word;
}

void check_attribute(const std::string& name, const std::string& value) {
  INFO("attribute " << name << " = " << value);
  CHECK(name.substr(0, 2) != "on");
  CHECK(name != "style");
  CHECK(value.find('<') == std::string::npos);
  if (name != "href" && name != "src" && name != "action") return;
  CHECK((value[0] == '/' || value[0] == '#' || value.substr(0, 8) == "https://"));
}

/// Every '<' must open one of our elements, written just as we write them: name, attributes in
/// quotation marks, '>'. Anything else came from a value that was not escaped.
void check_page(std::string_view html) {
  CHECK(take(html, "<!doctype html>"));
  while (true) {
    const std::size_t open = html.find('<');
    if (open == std::string_view::npos) return;
    html.remove_prefix(open + 1);
    INFO("at: " << html.substr(0, 80));
    const bool closes = take(html, "/");
    const std::string name = take_word(html);
    const auto& safe = safe_elements();
    REQUIRE(std::find(safe.begin(), safe.end(), name) != safe.end());
    while (!closes && take(html, " ")) {
      const std::string attribute = take_word(html);
      REQUIRE_FALSE(attribute.empty());
      if (!take(html, "=\"")) continue;
      const std::size_t end = html.find('"');
      REQUIRE(end != std::string_view::npos);
      check_attribute(attribute, std::string(html.substr(0, end)));
      html.remove_prefix(end + 1);
    }
    REQUIRE(take(html, ">"));
  }
}

std::string page(std::uint16_t port, const std::string& target, int status = 200) {
  const RawReply reply = get(port, target);
  INFO(target << " gave " << reply.status << ": " << reply.body.substr(0, 1000));
  REQUIRE(reply.status == status);
  REQUIRE(reply.headers.at("content-type") == "text/html; charset=utf-8");
  check_page(reply.body);
  return reply.body;
}

bool has(const std::string& html, const std::string& words) {
  return html.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the home page has the search, the counts and who said what", "[server]") {
  const RunningServer running;
  const std::string html = page(running.port, "/plain");
  CHECK(has(html, "action=\"/search\""));
  CHECK(has(html, "action=\"/path\""));
  CHECK(has(html, "<b>4</b> quotes"));
  CHECK(has(html, "The harbor is safe again,"));
  CHECK(get(running.port, "/style.css").headers.at("content-type") == "text/css; charset=utf-8");
}

TEST_CASE("searching finds names and suggests near ones", "[server]") {
  const RunningServer running;
  CHECK(has(page(running.port, "/search?q=tom"), "Tom Reeves"));
  CHECK(has(page(running.port, "/search?q=Lindkvist"), "Did you mean"));
  CHECK(has(page(running.port, "/search?q=Zebulon"), "Nobody and nothing"));
  page(running.port, "/search");
  page(running.port, "/search?q=%22%3E%3Cscript%3E");
}

TEST_CASE("an entity's page has positions, quotes, figures and the graph", "[server]") {
  const RunningServer running;
  const std::string jose = page(running.port, "/entity/" + to_string(sample_ids().jose));
  CHECK(has(jose, "director"));
  CHECK(has(jose, "118 people were held"));
  CHECK(has(jose, "/graph?format=svg"));
  const std::string tide = page(running.port, "/entity/" + to_string(sample_ids().quiet_tide));
  CHECK(has(tide, "others differ"));
  CHECK(has(tide, "120"));
  CHECK(has(tide, "local dockers"));
}

TEST_CASE("the quotes page filters as the interface does", "[server]") {
  const RunningServer running;
  const std::string html = page(running.port, "/quotes?speaker=Lindqvist");
  CHECK(has(html, "The harbor is safe again,"));
  CHECK_FALSE(has(html, "118 people were held"));
  CHECK(has(page(running.port, "/quotes?text=absent"), "No quotes here."));
  page(running.port, "/quotes?speaker=Tom", 409);
}

TEST_CASE("the path page shows each hop's sentence", "[server]") {
  const RunningServer running;
  const std::string html =
      page(running.port, "/path?from=Lindqvist&to=Coast+Office&co_mentioned=false");
  CHECK(has(html, "The Coast Office led Operation Quiet Tide"));
  CHECK(has(page(running.port, "/path?from=Lindqvist&to=Tom+Reed"), "Nothing on record"));
  page(running.port, "/path");
  page(running.port, "/path?from=Lindqvist", 400);
  CHECK(has(page(running.port, "/path?from=Tom&to=Lindqvist", 409), "Which one?"));
}

TEST_CASE("a document's page marks its quotes and the evidence asked for", "[server]") {
  const RunningServer running;
  const std::string html = page(running.port, "/document/harbor-1?at=0-51");
  CHECK(has(html, "id=\"at\""));
  CHECK(has(html, "class=\"content \""));
  CHECK(has(html, ">Port Selby</a>"));
  CHECK(has(page(running.port, "/document/tide%2F2"), "Figures of the raid"));
  page(running.port, "/document/unlinked");
  for (const std::string at : {"x", "5", "5-", "-5", "5-4", "0-99999", "1-2x"}) {
    INFO(at);
    page(running.port, "/document/harbor-1?at=" + at, 400);
  }
  page(running.port, "/document/none", 404);
  page(running.port, "/nothing", 404);
}

TEST_CASE("names, titles, outlets and links full of markup stay text on every page", "[server]") {
  const RunningServer running;
  const std::string eve = to_string(sample_ids().hostile);
  for (const std::string& target :
       {std::string("/plain"), std::string("/quotes"), "/entity/" + eve,
        std::string("/search?q=eve"), std::string("/document/hostile"),
        std::string("/quotes?speaker=eve&text=nothing"),
        "/path?from=" + percent_encode(kHostileName) + "&to=Lindqvist",
        std::string("/path?from=%3Cscript%3E&to=%22%3E%3Csvg+onload%3Dx%3E")}) {
    const RawReply reply = get(running.port, target);
    INFO(target);
    CHECK(reply.status != 0);
    check_page(reply.body);
    CHECK_FALSE(has(reply.body, "<script"));
    CHECK_FALSE(has(reply.body, "<svg"));
    CHECK_FALSE(has(reply.body, "<img src=x"));
    CHECK_FALSE(has(reply.body, "\"javascript:"));
  }
  CHECK(has(page(running.port, "/document/hostile"), "Eve &lt;script&gt;alert(1)"));
}

TEST_CASE("every reply but the explorer forbids scripts, framing and sniffing", "[server]") {
  const RunningServer running;
  for (const std::string target :
       {"/plain", "/api/v1/stats", "/style.css", "/nothing", "/api/nothing", "/api/v1/export"}) {
    const RawReply reply = get(running.port, target);
    INFO(target);
    CHECK(reply.headers.at("x-content-type-options") == "nosniff");
    CHECK(reply.headers.at("referrer-policy") == "no-referrer");
    CHECK(reply.headers.at("cross-origin-resource-policy") == "same-origin");
    CHECK(reply.headers.at("cache-control") == "no-store");
    CHECK(has(reply.headers.at("content-security-policy"), "default-src 'none'"));
    CHECK(has(reply.headers.at("content-security-policy"), "frame-ancestors 'none'"));
    const bool page = has(reply.headers.at("content-type"), "text/html");  // no script at all
    CHECK(has(reply.headers.at("content-security-policy"), "script-src 'self'") != page);
    CHECK(has(reply.headers.at("content-security-policy"), "form-action 'self'") == page);
  }
}

}  // namespace onrecord
