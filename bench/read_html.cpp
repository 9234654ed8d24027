// How fast is read_html? Pages made up here: 40 paragraphs of text among navigation, teasers and
// scripts, about 60 KB each.
//   cmake --preset release && ninja -C build/release bench_read_html &&
//   build/release/bench/bench_read_html

#include <chrono>
#include <iostream>
#include <string>

#include "extract/read_documents.h"

namespace {

std::string make_page() {
  std::string page = "<!DOCTYPE html><html><head><title>Ferry fees rise | The Post</title>";
  page += "<meta property=\"og:site_name\" content=\"The Post\"></head><body><nav><ul>";
  for (int i = 0; i < 100; ++i) {
    page += "<li class=\"nav-item level-1\"><a href=\"/section/" + std::to_string(i) +
            "?from=nav&amp;x=1\">Section</a></li>";
  }
  page += "</ul></nav><script>" + std::string(10'000, 'x') + "</script><main><article>";
  for (int i = 0; i < 40; ++i) {
    page +=
        "<p class=\"story-text\">The city will charge more for the ferry, &ldquo;which is "
        "old,&rdquo; <a href=\"/mayor\">Mayor Ida Berg</a> said on Friday. ";
    for (int j = 0; j < 6; ++j) page += "The council votes in May, and nobody expects much else. ";
    page += "</p><div class=\"ad-slot\" data-id=\"" + std::to_string(i) + "\"></div>";
  }
  page += "</article></main><aside>";
  for (int i = 0; i < 100; ++i) {
    page += "<div class=\"card\"><a href=\"/story/" + std::to_string(i) +
            "\"><h3>Another story of the day</h3><span>Read more</span></a></div>";
  }
  return page + "</aside></body></html>";
}

}  // namespace

int main() {
  using Clock = std::chrono::steady_clock;
  const std::string page = make_page();
  std::size_t pages = 0, text_bytes = 0;
  const Clock::time_point begin = Clock::now();
  double seconds = 0;
  while (seconds < 3) {
    const auto document = onrecord::read_html(page, "page");
    if (!document) {
      std::cerr << document.error().message << '\n';
      return 1;
    }
    text_bytes = document->text.size();
    ++pages;
    seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  const double megabytes = static_cast<double>(pages * page.size()) / 1e6;
  std::cout << pages << " pages of " << page.size() << " bytes (" << text_bytes
            << " of article): " << megabytes / seconds << " MB/s, "
            << static_cast<double>(pages) / seconds << " pages/s\n";
}
