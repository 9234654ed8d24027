#pragma once

#include <cstdint>
#include <string_view>

namespace onrecord {

/// What an HTML element means to somebody who wants its text.
enum class TagRole : std::uint8_t {
  Inline,     ///< anything not named here: text flows through it
  Skipped,    ///< no text of the page: script, style, template, svg, ...
  Noise,      ///< text around the article: nav, aside, figcaption, button, ...
  Header,     ///< noise unless inside an article
  Footer,     ///< noise unless inside a blockquote, where it says who spoke
  Container,  ///< div, section, body, ...
  Article,    ///< article, main
  Paragraph,  ///< p, blockquote, dd, ...
  Heading,    ///< h1 to h6
  List,       ///< ul, ol
  Item,       ///< li
  Table,
  Row,
  Cell,
  Pre,
  Break,      ///< br
  Rule,       ///< hr: ends a paragraph
  Link,       ///< a
  Quotation,  ///< q: browsers draw the marks
  Title,
};

/// name: lower case.
TagRole tag_role(std::string_view name);

/// Whether a class or id attribute says that the element is not the article ("related-links",
/// "site-nav"). A hint only: "content-with-sidebar" says so too.
bool hints_at_noise(std::string_view class_or_id);

}  // namespace onrecord
