// The pieces that attributions are made of: units (sentences, joined where a quotation runs over
// their border), ranges without the marks around them, and the content of a range with its kind.

#include <algorithm>

#include "extract/attribution_finder.h"

namespace onrecord {
namespace {

constexpr double kFinite = 0.6;  // share from which a word is taken for a finite verb

}  // namespace

std::vector<TokenRange> AttributionFinder::units_of(const Paragraph& paragraph) const {
  std::vector<TokenRange> units;
  for (std::uint32_t s = paragraph.first_sentence; s < paragraph.end_sentence; ++s) {
    const Sentence& sentence = c_.analysis.sentences[s];
    const std::size_t first = sentence.first_token;
    const bool joined = !units.empty() && first > 0 && passage_of_[first] >= 0 &&
                        passage_of_[first] == passage_of_[first - 1];
    if (joined) {
      units.back().end = sentence.end_token;
    } else {
      units.push_back({first, sentence.end_token});
    }
  }
  return units;
}

/// "KENT, Ohio, May 3, 2025 — " at the head of an article is no part of what is said.
std::size_t AttributionFinder::after_dateline(TokenRange unit) const {
  for (std::size_t i = unit.first; i < unit.end && i - unit.first < 16; ++i) {
    if (c_.words.dash(i)) return i > unit.first ? i + 1 : unit.first;
    const bool part = c_.words.capital(i) || !c_.words.word(i) ||
                      (c_.words.at(i)[0] >= '0' && c_.words.at(i)[0] <= '9');
    if (!part || c_.words.quote_mark(i)) break;
  }
  return unit.first;
}

bool AttributionFinder::finite_in(TokenRange range) const {
  for (std::size_t i = range.first; i < range.end; ++i) {
    if (!c_.words.capital(i) && c_.lexicon.finite(c_.words.at(i)) >= kFinite) return true;
  }
  return false;
}

TokenRange AttributionFinder::trim(TokenRange range) const {
  const auto loose = [&](std::size_t i) {
    return c_.words.is(i, {",", ";", ":", ".", "…"}) || c_.words.dash(i);
  };
  while (!range.empty() && passage_of_[range.end - 1] < 0 && loose(range.end - 1)) --range.end;
  while (!range.empty() && passage_of_[range.first] < 0 &&
         (loose(range.first) || c_.words.is(range.first, {"!", "?"}))) {
    ++range.first;
  }
  return range;
}

/// A quotation with its marks, as PolNeAR and PARC count content.
Span AttributionFinder::outer_of(int passage) const {
  return c_.analysis.passages[static_cast<std::size_t>(passage)].outer;
}

/// Marks around a name ("Safe Streets") quote nobody.
bool AttributionFinder::is_name(int passage) const {
  const QuotedPassage& p = c_.analysis.passages[static_cast<std::size_t>(passage)];
  const auto [first, end] = c_.words.tokens_of(p.inner);
  std::size_t names = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (!c_.words.word(i)) return false;
    if (c_.words.capital(i)) {
      ++names;
    } else if (!c_.words.is(i, {"of", "the", "and", "for", "on", "in", "a"})) {
      return false;
    }
  }
  return names > 0 && end - first <= 5;
}

AttributionFinder::Quoted AttributionFinder::quoted_in(TokenRange range) const {
  Quoted quoted;
  for (std::size_t i = range.first; i < range.end; ++i) {
    const int p = passage_of_[i];
    if (p >= 0) {
      if (quoted.passages.empty() || quoted.passages.back() != p) quoted.passages.push_back(p);
      quoted.some = quoted.some || !is_name(p);
    } else if (c_.words.word(i)) {
      const bool that = i == range.first && c_.words.at(i) == "that";
      quoted.all = quoted.all && that;
    }
  }
  quoted.all = quoted.all && !quoted.passages.empty();
  return quoted;
}

void AttributionFinder::take_content(TokenRange range, Attribution& attribution) const {
  range = trim(range);
  if (range.empty()) return;
  const Quoted quoted = quoted_in(range);
  const bool had = !attribution.content.empty();
  const QuoteKind before = attribution.kind;
  if (quoted.all) {
    for (const int p : quoted.passages) attribution.content.push_back(outer_of(p));
    attribution.kind = QuoteKind::Direct;
  } else {
    attribution.content.push_back(c_.words.span(range.first, range.end));
    attribution.kind = quoted.some ? QuoteKind::Mixed : QuoteKind::Indirect;
  }
  if (had && before != attribution.kind) attribution.kind = QuoteKind::Mixed;
}

}  // namespace onrecord
