#include "server/html.h"

#include "server/pages.h"
#include "tests/catch.h"

namespace onrecord {

TEST_CASE("escape_html leaves nothing that could be markup", "[server]") {
  CHECK(escape_html("Ann & Bob <b> \"x\" 'y'") ==
        "Ann &amp; Bob &lt;b&gt; &quot;x&quot; &#39;y&#39;");
  CHECK(escape_html("tab\tline\n") == "tab\tline\n");
  CHECK(escape_html("a\r\nb \uFFFE \u0085") == "a \nb \uFFFD \uFFFD");
  CHECK(escape_html(std::string("nul\0bell\x07 del\x7f", 14)) == "nul\uFFFDbell\uFFFD del\uFFFD");
  CHECK(escape_html("cut \xC3") == "cut \uFFFD");
  CHECK(escape_html("José – “so”") == "José – “so”");
  CHECK(escape_html("") == "");
}

TEST_CASE("only http and https originals become links", "[server]") {
  CHECK(original_link("https://news.example/1").take() ==
        "<a href=\"https://news.example/1\" rel=\"noopener noreferrer\">original</a>");
  CHECK(original_link("http://x/\"onclick=\"").take().find("\"onclick") == std::string::npos);
  for (const std::string url :
       {"javascript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x",
        "JAVASCRIPT:x", "//evil.example", "", "ftp://x", "file:///etc/passwd"}) {
    INFO(url);
    CHECK(original_link(url).take().empty());
  }
}

TEST_CASE("entity links escape names", "[server]") {
  const std::string html =
      entity_link({EntityId{1}, EntityType::Person, "</bdi></a><script>x</script>"}).take();
  CHECK(html ==
        "<a class=\"entity person\" href=\"/entity/0000000000000001\"><bdi>"
        "&lt;/bdi&gt;&lt;/a&gt;&lt;script&gt;x&lt;/script&gt;</bdi></a>");
}

}  // namespace onrecord
