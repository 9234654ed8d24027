// Quotations whose sentence has no cue. In order: one that goes on from an open quotation of the
// paragraph before; a further sentence of the speaker just quoted ('"…," said Roe. "…"'); one that
// is signed with a dash ('"…" – Commissioner Roe'), announced by a name-and-title line or a colon
// in the paragraph before, or signed by a name-and-title line after it; a paragraph of nothing but
// quotation right after one that quotes. Short marks inside a sentence ("the so-called ‘plan’")
// quote nobody. Not handled: dialogue in which speakers take turns without being named.

#include <algorithm>

#include "extract/attribution_finder.h"

namespace onrecord {
namespace {

constexpr double kSigned = 0.85, kAnnounced = 0.8, kSameSpeaker = 0.65;
constexpr std::size_t kLongestSignature = 24;  // tokens
constexpr std::size_t kFewestWords = 4;

}  // namespace

void AttributionFinder::paragraph_begins(std::size_t paragraph) {
  paragraph_ = paragraph;
  found_in_paragraph_ = found_.size();
  const bool goes_on =
      !pending_.empty() && paragraph > 0 &&
      c_.analysis.paragraphs[paragraph - 1].span.contains(outer_of(pending_.back()));
  if (!goes_on) pending_.clear();
}

/// A short line that is somebody's name with a title: "Ann Roe, Commissioner".
std::optional<TokenRange> AttributionFinder::name_line(std::size_t paragraph) const {
  if (paragraph >= c_.analysis.paragraphs.size()) return std::nullopt;
  const Paragraph& p = c_.analysis.paragraphs[paragraph];
  auto [first, end] = c_.words.tokens_of(p.span);
  while (first < end && (c_.words.dash(first) || c_.words.at(first) == "(")) ++first;
  if (first < end && c_.words.at(end - 1) == ":") --end;
  if (first >= end || end - first > kLongestSignature) return std::nullopt;
  if (c_.words.is(end - 1, {".", "!", "?"})) return std::nullopt;
  for (std::size_t i = first; i < end; ++i) {
    if (passage_of_[i] >= 0) return std::nullopt;
    const bool verb = !c_.words.capital(i) && c_.lexicon.finite(c_.words.at(i)) >= 0.7;
    if (verb) return std::nullopt;
  }
  const auto person = [&](const DocumentEntities::Link& link) {
    return c_.entities.entity(link.entity).type == EntityType::Person;
  };
  const auto links = c_.entities.within(c_.words.span(first, end));
  if (std::none_of(links.begin(), links.end(), person)) return std::nullopt;
  return TokenRange{first, end};
}

/// What signs the quotation that ends before `token`: after a dash, or the next line.
std::optional<TokenRange> AttributionFinder::signature_after(std::size_t token,
                                                             std::size_t paragraph) const {
  const auto [first, end] = c_.words.tokens_of(c_.analysis.paragraphs[paragraph].span);
  (void)first;
  if (token < end) {
    if (!c_.words.dash(token) || end - token > kLongestSignature) return std::nullopt;
    TokenRange range{token + 1, end};
    while (!range.empty() && c_.words.dash(range.first)) ++range.first;  // "--"
    while (!range.empty() && c_.words.is(range.end - 1, {".", ";"})) --range.end;
    if (!can_speak(c_, range)) return std::nullopt;
    return range;
  }
  const std::optional<TokenRange> line = name_line(paragraph + 1);
  if (!line) return std::nullopt;
  // A name line that itself announces what follows it ("Ann Roe, Commissioner:") signs nothing.
  const auto [from, to] = c_.words.tokens_of(c_.analysis.paragraphs[paragraph + 1].span);
  if (c_.words.at(to - 1) == ":") return std::nullopt;
  const bool dashed = c_.words.dash(from);
  const bool announces =
      !dashed && paragraph + 2 < c_.analysis.paragraphs.size() &&
      passage_of_[c_.words.tokens_of(c_.analysis.paragraphs[paragraph + 2].span).first] >= 0;
  if (announces) return std::nullopt;
  return line;
}

/// What announces the quotation that opens `paragraph`: the line before it.
std::optional<TokenRange> AttributionFinder::announced_by(std::size_t paragraph) const {
  if (paragraph == 0) return std::nullopt;
  const Paragraph& before = c_.analysis.paragraphs[paragraph - 1];
  const auto [first, end] = c_.words.tokens_of(before.span);
  (void)first;
  if (before.end_sentence > before.first_sentence && c_.words.at(end - 1) == ":") {
    // "Commissioner Ann Roe issued the following statement:"
    const Sentence& last = c_.analysis.sentences[before.end_sentence - 1];
    for (std::size_t i = last.first_token; i < end; ++i) {
      if (c_.words.capital(i) || passage_of_[i] >= 0) continue;
      if (c_.lexicon.finite(c_.words.at(i)) < 0.3 && c_.lexicon.cue(c_.words.at(i)) < 0.3) continue;
      if (const auto source = source_before(c_, i, last.first_token)) return source;
    }
  }
  if (const auto line = name_line(paragraph - 1)) return line;
  // Name and title, then the body on a line of its own.
  if (paragraph > 1 && before.headline) {
    if (const auto line = name_line(paragraph - 2)) {
      return TokenRange{line->first, c_.words.tokens_of(before.span).second};
    }
  }
  return std::nullopt;
}

void AttributionFinder::leftover(TokenRange unit, const Paragraph& paragraph) {
  std::size_t i = unit.first;
  while (i < unit.end && passage_of_[i] < 0 && !c_.words.word(i)) ++i;
  if (i >= unit.end || passage_of_[i] < 0) return;  // the unit does not open with a quotation
  const int first_passage = passage_of_[i];
  const QuotedPassage& passage = c_.analysis.passages[static_cast<std::size_t>(first_passage)];
  const std::size_t end = end_of_passages(i, unit.end);
  std::size_t quoted = 0;
  for (std::size_t t = i; t < end; ++t) quoted += c_.words.word(t);
  bool only = true;  // nothing but quotations and marks
  for (std::size_t t = end; t < unit.end; ++t) {
    only = only && (passage_of_[t] >= 0 || !c_.words.word(t));
  }
  if (taken(passage.inner)) return;

  const bool has_last = !found_.empty();
  const bool adjacent =
      has_last && paragraph_ > 0 && found_.back().kind != QuoteKind::Indirect &&
      c_.analysis.paragraphs[paragraph_ - 1].span.overlaps(found_.back().content.back());
  if (passage.continues && adjacent && only) {
    found_.back().content.push_back(outer_of(first_passage));
    return;
  }
  const bool same_paragraph = found_.size() > found_in_paragraph_;
  if (same_paragraph && only && has_last) {
    Attribution& last = found_.back();
    if (last.kind != QuoteKind::Indirect) {
      last.content.push_back(outer_of(first_passage));
      return;
    }
    Attribution next;
    next.kind = QuoteKind::Direct;
    next.source = last.source;
    next.content = {outer_of(first_passage)};
    next.confidence = kSameSpeaker;
    found_.push_back(std::move(next));
    return;
  }
  if (quoted < kFewestWords) return;

  Attribution attribution;
  attribution.kind = QuoteKind::Direct;
  attribution.content = {outer_of(first_passage)};
  attribution.confidence = kSigned;
  std::optional<TokenRange> source = signature_after(end, paragraph_);
  if (!source && !only) return;
  const bool opens = unit.first == c_.analysis.sentences[paragraph.first_sentence].first_token;
  if (!source && opens) {
    source = announced_by(paragraph_);
    attribution.confidence = kAnnounced;
  }
  if (source) {
    attribution.source = {c_.words.span(source->first, source->end)};
    last_source_ = *source;
    found_.push_back(std::move(attribution));
    return;
  }
  // A whole paragraph of quotation right after a quoted one: the speaker goes on.
  if (opens && adjacent) {
    found_.back().content.push_back(outer_of(first_passage));
  } else if (opens && !passage.closed) {
    // Its speaker may be named in a paragraph that opens the marks again.
    if (!passage.continues) pending_.clear();
    pending_.push_back(first_passage);
  }
}

}  // namespace onrecord
