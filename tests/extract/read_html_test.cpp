#include "extract/html_guard.h"
#include "extract/html_metadata.h"
#include "extract/read_documents.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

Document page_of(const std::string& html) {
  Result<Document> document = read_html(html, "a.html");
  INFO((document ? "" : document.error().message));
  REQUIRE(document);
  return *std::move(document);
}

Error failure_of(const std::string& html, const ReadOptions& options = {}) {
  const Result<Document> document = read_html(html, "north/a.html", options);
  REQUIRE_FALSE(document);
  CHECK(document.error().message.find("'north/a.html'") != std::string::npos);
  return document.error();
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

const std::string kArticle = R"(<!DOCTYPE html><html><head>
<title>Ferry fees rise in Port Alder | The Alder Post</title>
<meta charset="utf-8"><meta property="og:site_name" content="The Alder Post">
<meta property="article:published_time" content="2021-04-09T08:00:00+02:00">
<link rel="canonical" href="https://alder.example/ferry">
<style>p { color: red }</style><script>var x = "<p>Not this.</p>";</script></head>
<body class="has-sidebar">
<header><a href="/">The Alder Post</a> Weather: rain expected.</header>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Sports</a></li></ul></nav>
<div class="content-with-sidebar"><div>
<h1>Ferry fees rise in Port Alder</h1>
<figure><img src="x.jpg"><figcaption>A ferry at the quay last week.</figcaption></figure>
<p>The city will charge   more for the ferry, <a href="/m">Mayor Ida Berg</a> said on Friday&nbsp;.</p>
<blockquote><p>&#147;Nobody likes it, but the boats&rsquo; engines are old.&#148;</p>
<footer>&mdash; Ida Berg, mayor</footer></blockquote>
<div class="related"><h3>Related stories</h3><p>An unrelated teaser that is long enough to look good.</p></div>
<h2>What changes</h2>
<ul><li>Adults pay 4.</li><li>Children pay <b>2</b>.</li></ul>
<table><tr><th>Year</th><th>Fee</th></tr><tr><td><p>2020</p></td><td>3</td></tr><tr><td>2021</td><td>4</td></tr></table>
<p>The council votes in May. First line<br>second line of the same paragraph.</p>
<h3>More from us</h3><p><a href="/1">One more story here</a> <a href="/2">Another one over here</a></p>
</div></div>
<aside><p>Subscribe to our letter, it is long and full of sentences, really.</p></aside>
<footer><p>Copyright The Alder Post. All rights reserved by its owners.</p></footer>
</body></html>)";

TEST_CASE("read_html keeps the article and drops what stands around it", "[extract]") {
  const Document document = page_of(kArticle);
  CHECK(document.text ==
        "Ferry fees rise in Port Alder\n\n"
        "The city will charge more for the ferry, Mayor Ida Berg said on Friday .\n\n"
        "“Nobody likes it, but the boats’ engines are old.”\n\n"
        "— Ida Berg, mayor\n\n"
        "What changes\n\n"
        "- Adults pay 4.\n- Children pay 2.\n\n"
        "Year | Fee\n2020 | 3\n2021 | 4\n\n"
        "The council votes in May. First line\nsecond line of the same paragraph.");
  CHECK(document.title == "Ferry fees rise in Port Alder");
  CHECK(document.publisher == "The Alder Post");
  CHECK(document.url == "https://alder.example/ferry");
  CHECK(to_string(document.published) == "2021-04-09");
}

TEST_CASE("read_html prefers what JSON-LD says of the article", "[extract]") {
  const Document document = page_of(R"(<title>x</title>
    <script type="application/ld+json">not json</script>
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"Organization","name":"Owner","url":"https://owner.example/"},
      {"@type":["NewsArticle"],"headline":"Dam\u00a0opens","datePublished":"2020-02-29T01:00Z",
       "publisher":{"@type":"Organization","name":"Daily Dam"},"url":"https://dam.example/1"}]}
    </script><p>The dam opened on Saturday, the county said.</p>)");
  CHECK(document.title == "Dam opens");
  CHECK(document.publisher == "Daily Dam");
  CHECK(document.url == "https://dam.example/1");
  CHECK(to_string(document.published) == "2020-02-29");
}

TEST_CASE("JSON-LD's articleBody stands in for a page without text", "[extract]") {
  const Document document = page_of(R"(<div id="app"></div><script type="application/ld+json">
    {"@type":"NewsArticle","articleBody":"It was late.\n\nNobody  spoke."}</script>)");
  CHECK(document.text == "It was late.\n\nNobody spoke.");
}

TEST_CASE("read_html finds dates in meta, time and text", "[extract]") {
  const std::string text = "<p>The dam opened on Saturday, the county said.</p>";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<meta name='date' content='March 5, 2025'>", "2025-03-05"},
      {"<meta name=DC.date.issued content=2025-03-05>", "2025-03-05"},
      {"<time datetime='2025-03-05T10:00:00Z'>today</time>", "2025-03-05"},
      {"<span itemprop=datePublished content=2025-03-05></span><time datetime=2001-01-01></time>",
       "2025-03-05"},
      {"<p>BOSTON, March 5, 2025 &ndash; It began.</p>", "2025-03-05"},
      {"<meta name=date content='soon'>", ""},
  };
  for (const auto& [markup, date] : cases) {
    INFO(markup);
    CHECK(to_string(page_of(markup + text).published) == date);
  }
}

TEST_CASE("the encoding is the mark's, the page's, UTF-8's or windows-1252's", "[extract]") {
  const std::string utf16("\xff\xfe<\0p\0>\0N\0o\0.\0", 14);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"<p>Andr\xc3\xa9 spoke.</p>", "André spoke."},
      {"<p>Andr\xe9 spoke, \x93late\x94.</p>", "André spoke, “late”."},
      {"<meta charset=iso-8859-1><p>\x93No\x94, he said.</p>", "“No”, he said."},
      {"<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-2'><p>\xb3.</p>", "ł."},
      {"<meta charset=utf-8><p>Cut \xe2\x80 here.</p>", "Cut \xef\xbf\xbd here."},
      {"<meta charset=klingon><p>Andr\xc3\xa9.</p>", "André."},
      {"\xef\xbb\xbf<meta charset=windows-1252><p>Andr\xc3\xa9.</p>", "André."},
      {utf16, "No."},
  };
  for (const auto& [html, text] : cases) CHECK(page_of(html).text == text);
}

TEST_CASE("old pages: layout tables, double breaks, preformatted text", "[extract]") {
  CHECK(page_of("<table><tr><td><a href=/>Home</a></td><td>It was late in town, she said."
                "<br><br>Nobody spoke.</td></tr></table>")
            .text == "Home | It was late in town, she said. Nobody spoke.");
  CHECK(page_of("<table><tr><td><a href=/>Home</a></td><td>" +
                repeat("It was late in town, she said. ", 12) + "<br><br>Nobody spoke.</td></tr>")
            .text == repeat("It was late in town, she said. ", 11) +
                         "It was late in town, she said.\n\nNobody spoke.");
  CHECK(page_of("<pre>NEWS\n\n  It was   late.\nNobody spoke.</pre>").text ==
        "NEWS\n\nIt was late.\nNobody spoke.");
  CHECK(page_of("<p>He said <q>no</q> and left.</p>").text == "He said “no” and left.");
}

TEST_CASE("titles lose the site's name and nothing else", "[extract]") {
  CHECK(without_site_name("Dam opens late | Daily Dam", "") == "Dam opens late");
  CHECK(without_site_name("Dam opens - Daily Dam", "daily dam") == "Dam opens");
  CHECK(without_site_name("Dam opens - at last", "Daily Dam") == "Dam opens - at last");
  CHECK(without_site_name("Live | " + std::string(60, 'x'), "") ==
        "Live | " + std::string(60, 'x'));
  CHECK(without_site_name("", "") == "");
}

TEST_CASE("only http and https addresses are kept", "[extract]") {
  for (const char* url : {"http://a.example", "HTTPS://a.example/x?y=1"}) CHECK(is_web_url(url));
  for (const char* url :
       {"", "javascript:alert(1)", " https://a.example", "java\nscript:x", "https://", "http:///x",
        "/x", "https://a.example/ x", "ftp://a", "https://a.example/\"onclick"}) {
    INFO(url);
    CHECK_FALSE(is_web_url(url));
  }
  CHECK(page_of("<link rel=canonical href='javascript:alert(1)'><p>It was late.</p>").url == "");
}

TEST_CASE("pages without an article are refused", "[extract]") {
  CHECK(failure_of("").code == ErrorCode::InvalidInput);
  CHECK(failure_of("<html><script>x</script></html>").code == ErrorCode::InvalidInput);
  CHECK(failure_of("<nav><a href=/>Home</a></nav>").message.find("no article text") !=
        std::string::npos);
  CHECK(failure_of(std::string("GIF89a\0\0<p>x.</p>", 17)).message.find("binary") !=
        std::string::npos);
  ReadOptions options;
  options.max_document_bytes = 8;
  CHECK(failure_of("<p>It was late.</p>", options).code == ErrorCode::TooLarge);
}

TEST_CASE("cut and broken markup still gives its text", "[extract]") {
  const std::string whole = "<article><p>It was late, <b>she said.";
  for (std::size_t size = 0; size <= kArticle.size(); size += 37) {
    const Result<Document> cut = read_html(kArticle.substr(0, size), "a.html");
    if (!cut) CHECK(cut.error().code == ErrorCode::InvalidInput);
  }
  CHECK(page_of(whole).text == "It was late, she said.");
  CHECK(page_of("</p></div><p>It was late.</i></p></body></body><p>Nobody spoke.").text ==
        "It was late.\n\nNobody spoke.");
  CHECK(page_of("<p>A &nosuch; B &#xD800; C &#0; D &amp;amp; E.").text.find("&nosuch;") !=
        std::string::npos);
  CHECK(page_of("<p hidden>Secret words.</p><p style='display: none'>More.</p><p>Shown.").text ==
        "Shown.");
}

TEST_CASE("200,000 nested tags and other parser bombs are refused at once", "[extract]") {
  CHECK(failure_of(repeat("<div>", 200'000) + "x.").code == ErrorCode::TooLarge);
  CHECK(failure_of(repeat("<b>", 200'000) + "x." + repeat("</b>", 200'000)).message.find("512") !=
        std::string::npos);
  CHECK(page_of(repeat("<div>", 400) + "It was late." + repeat("</div>", 400)).text ==
        "It was late.");
  std::string names;
  for (int i = 0; i < 30'000; ++i) names += "<i b" + std::to_string(i) + "=1></i>";
  CHECK(failure_of(names).message.find("different names") != std::string::npos);
  CHECK(failure_of("<a" + repeat(" b=1", 300) + ">x</a>").code == ErrorCode::TooLarge);
  CHECK(failure_of(repeat("&", 2'000'001)).code == ErrorCode::TooLarge);
  CHECK(failure_of(repeat("<p>a.", 200'100)).code == ErrorCode::TooLarge);
  CHECK(check_html("<a b='" + repeat("x y=\" ", 500) + "'>x</a>", "a.html"));
}

}  // namespace
}  // namespace onrecord
