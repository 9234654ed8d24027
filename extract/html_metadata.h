#pragma once

#include <string>
#include <string_view>

#include "extract/html_page.h"
#include "model/date.h"

namespace onrecord {

/// What a page says of its article. Any field may be empty.
struct HtmlMetadata {
  std::string title;  ///< without the site's name behind it
  std::string publisher;
  std::string url;  ///< http or https
  PartialDate published;
  std::string article_body;  ///< JSON-LD's plain text of the article
};

/// JSON-LD of schema.org first, then <meta>, then the page's elements. What cannot be read (JSON
/// that is not, dates that are none, urls of other schemes) counts as absent.
HtmlMetadata find_html_metadata(const HtmlPage& page);

/// Whether `url` begins with http:// or https://, has a host, no blanks or control characters, is
/// UTF-8 and at most 2,048 bytes.
bool is_web_url(std::string_view url);

/// A title without " | Site" and the like at its end.
std::string without_site_name(const std::string& title, std::string_view publisher);

}  // namespace onrecord
