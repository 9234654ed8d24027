#include "extract/words.h"

#include <algorithm>

#include "extract/utf8.h"

namespace onrecord {

Words::Words(const Analysis& analysis) : analysis_(&analysis) {
  low_.reserve(analysis.tokens.size());
  for (const Token& token : analysis.tokens) {
    low_.push_back(lower(slice(analysis.text, token.span)));
  }
}

bool Words::is(std::size_t token, std::initializer_list<std::string_view> words) const {
  const std::string_view here = at(token);
  for (const std::string_view word : words) {
    if (here == word) return true;
  }
  return false;
}

bool Words::phrase_at(std::size_t token, std::string_view phrase) const {
  while (!phrase.empty()) {
    const std::size_t blank = std::min(phrase.find(' '), phrase.size());
    if (at(token) != phrase.substr(0, blank)) return false;
    phrase.remove_prefix(std::min(blank + 1, phrase.size()));
    ++token;
  }
  return true;
}

std::size_t Words::any_phrase_at(std::size_t token,
                                 std::initializer_list<std::string_view> phrases) const {
  for (const std::string_view phrase : phrases) {
    if (!phrase_at(token, phrase)) continue;
    std::size_t length = 1;
    for (const char c : phrase) length += c == ' ';
    return length;
  }
  return 0;
}

bool Words::possessive(std::size_t token) const {
  if (at(token) == "'s") return true;
  return at(token) == "'" && token > 0 && at(token - 1).ends_with('s') &&
         tokens()[token - 1].span.end == tokens()[token].span.begin;
}

bool Words::quote_mark(std::size_t token) const {
  return is(token, {"\"", "“", "”", "„", "«", "»", "‘", "’", "'", "''", "``", "‹", "›"});
}

bool Words::dash(std::size_t token) const {
  return is(token, {"-", "--", "–", "—", "―", "‒", "‐", "‑"});
}

Span Words::span(std::size_t first, std::size_t end) const {
  end = std::min(end, size());
  if (first >= end) return {};
  return {tokens()[first].span.begin, tokens()[end - 1].span.end};
}

std::string_view Words::text(std::size_t first, std::size_t end) const {
  return slice(analysis_->text, span(first, end));
}

std::size_t Words::sentence_begin(std::size_t token) const {
  if (token >= size()) return size();
  return analysis_->sentences[tokens()[token].sentence].first_token;
}

std::size_t Words::sentence_end(std::size_t token) const {
  if (token >= size()) return size();
  return analysis_->sentences[tokens()[token].sentence].end_token;
}

std::pair<std::size_t, std::size_t> Words::tokens_of(Span span) const {
  const std::size_t first = analysis_->token_at(span.begin);
  std::size_t end = first;
  while (end < size() && tokens()[end].span.begin < span.end) ++end;
  return {first, end};
}

}  // namespace onrecord
