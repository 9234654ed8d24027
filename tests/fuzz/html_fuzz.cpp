// Any bytes as a page: an article of well-formed UTF-8 with a text, or an error.
#include "extract/html_metadata.h"
#include "extract/read_documents.h"
#include "model/code_points.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(
      *argc, *argv,
      {"<html><head><title>Dam opens | Post</title><meta charset=latin1><meta property="
       "'article:published_time' content='2021-04-09T08:00Z'><link rel=canonical "
       "href='https://a.example/1'></head><body class=nav><article><header><h1>Dam</h1></header>"
       "<p>It was &ldquo;late&rdquo;, <a href=/b>she</a> said.<br><br>No.</p><q>x</q></article>",
       "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":"
       "\"x\",\"datePublished\":\"2020-02-29\",\"publisher\":{\"name\":\"y\"},\"articleBody\":"
       "\"z z.\"}]}</script><pre>\na\n\nb</pre><time datetime=2020></time>",
       "<table><tr><th>a<td><p>b</table><ul class=share><li>c<ul><li>d</ul></ul><dl><dt>e<dd>f"
       "<blockquote>g<footer>h</footer></blockquote><div hidden>i</div><svg><title>j</svg>",
       "\xff\xfe<\0p\0>\0"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const Result<Document> document = read_html(to_text(data, size), "fuzz.html");
  if (!document) {
    expect(document.error().message.find("'fuzz.html'") != std::string::npos, "named error");
    return 0;
  }
  expect(!document->text.empty(), "an article has text");
  for (const std::string& field :
       {document->text, document->title, document->publisher, document->url}) {
    expect(!find_invalid_utf8(field), "fields are UTF-8");
    expect(field.find('\0') == std::string::npos, "fields hold no NUL");
  }
  expect(document->url.empty() || is_web_url(document->url), "the url is http or https");
  return 0;
}
