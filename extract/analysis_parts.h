#pragma once

#include <string_view>
#include <vector>

#include "extract/analysis.h"

// The steps of analyse(), each on the results of those before it.
namespace onrecord {

/// Lines, or hard-wrapped blocks of lines, that hold anything but blanks.
std::vector<Paragraph> find_paragraphs(std::string_view text);

/// Words, numbers and marks of one paragraph, appended to `tokens` (sentence is left 0).
void tokenise(std::string_view text, Span paragraph, std::vector<Token>& tokens);

/// Whether a token that ends in a period is an abbreviation after which a sentence rarely ends
/// ("Lt.", "Aug.", an initial) or may end ("U.S.", "Inc.", "p.m.").
enum class Abbreviation { None, Binds, MayEnd };
Abbreviation abbreviation_kind(std::string_view word);

/// Cuts tokens [first, tokens.size()) of one paragraph into sentences and numbers the tokens.
void split_sentences(std::string_view text, std::uint32_t paragraph, std::size_t first,
                     Analysis& analysis);

/// Words in quotation marks: curly, straight, single, guillemets, nested, re-opened in each
/// paragraph, never closed.
std::vector<QuotedPassage> find_passages(std::string_view text,
                                         const std::vector<Paragraph>& paragraphs);

}  // namespace onrecord
