#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/entities.h"
#include "extract/quotes.h"

namespace onrecord {

/// Text in the reader's notation, cut into the text and what is marked in it:
///
///   {Ann} [said] <it was late>.               one quote: source, cue, content
///   “<It is late>,” [said] {Ann}. “<Go.>”      pieces of one kind belong to one quote
///   {12:Ann} [1:said] <1:it was late>, [2:adding] <2:that …>     two quotes, numbered by content;
///                                             the source is that of both
///   (person:Ann Roe) works for the (agency:FBI).      names
///
/// A round bracket that no type follows is text. Marks may stand within marks.
struct Marked {
  std::string text;
  std::vector<Attribution> quotes;  ///< only source, cue and content are filled in
  std::vector<NameMention> names;   ///< only span and type are filled in
};

/// Throws std::invalid_argument on a mark that never closes: a mistake in the test itself.
Marked unmark(std::string_view marked);

/// The text with its quotes, or its names, marked: mark(unmark(x)) == x when quotes are numbered
/// in their order, and not at all when there is but one.
std::string mark(std::string_view text, const std::vector<Attribution>& quotes);
std::string mark(std::string_view text, const std::vector<NameMention>& names);

}  // namespace onrecord
