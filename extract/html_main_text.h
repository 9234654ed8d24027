#pragma once

#include <string>

#include "extract/html_page.h"

namespace onrecord {

/// The article's text among the blocks of a page, by density of text against links and by the
/// elements that hold it. Paragraphs are separated by a blank line; list items ("- item") and table
/// rows ("a | b | c") stand one a line. "" when nothing reads like text.
std::string find_main_text(const HtmlPage& page);

}  // namespace onrecord
