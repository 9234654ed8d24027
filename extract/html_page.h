#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"

namespace onrecord {

enum class BlockKind : std::uint8_t { Paragraph, Heading, ListItem, TableRow, Preformatted };

/// A piece of text that a browser would set apart from its neighbours.
struct HtmlBlock {
  BlockKind kind = BlockKind::Paragraph;
  bool loose = false;            ///< stands in a <div> or the like, not in an element made for text
  bool header = false;           ///< inside the <header> of an article
  std::uint32_t container = 0;   ///< index into HtmlPage::containers
  std::uint32_t link_bytes = 0;  ///< how much of `text` is inside links
  std::string text;  ///< never empty, blanks collapsed; line ends only from <br> and <pre>
};

/// An element that holds blocks. Parents stand before their children; 0 is the page.
struct HtmlContainer {
  std::uint32_t parent = 0;
  bool article = false;     ///< <article>, <main> or something marked as such
  bool noise_hint = false;  ///< its class or id says that it is not the article
};

/// What one walk over a page finds: text in blocks, and what the page says of itself.
struct HtmlPage {
  std::vector<HtmlBlock> blocks;  ///< in page order, without what tags alone show to be noise
  std::vector<HtmlContainer> containers;
  std::string title;     ///< of <title>
  std::string headline;  ///< the first <h1>
  std::string canonical;
  std::string time;         ///< `datetime` of the first <time>
  std::string marked_date;  ///< of the first itemprop="datePublished"
  std::vector<std::pair<std::string, std::string>> metas;  ///< name (lower case), content
  std::vector<std::string> json_ld;
};

/// Walks a page as libxml2's parser reports it; no tree is built and nothing is loaded.
/// html: well-formed UTF-8 without NUL. Entities are decoded. TooLarge: elements nested deeper
/// than 512 (the depth at which browsers give up too), or more than 200,000 blocks. Pages go
/// through check_html first.
Result<HtmlPage> parse_html_page(std::string_view html, std::string_view item);

}  // namespace onrecord
