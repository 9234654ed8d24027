// Attributions that the language model reads, unit by unit, and the rules beside them: where the
// model is silent or unsure about what a cue and its source frame ("…," said Roe; Roe said that …),
// the rule's attribution stands.

#include <algorithm>

#include "extract/attribution_finder.h"
#include "extract/language_model.h"

namespace onrecord {
namespace {

// Probabilities below which what was read is let go; quotations have rules to fall back on.
constexpr double kLeast = 0.2, kLeastQuoted = 0.35;
// A rule from the first confidence on may displace what was read with less than its own, or, of
// quotations, with less than the second: their borders are read well even where links are unsure.
constexpr double kSureRule = 0.85, kSureRead = 0.7;

bool share_content(const Attribution& one, const Attribution& other) {
  return std::any_of(one.content.begin(), one.content.end(), [&](Span ours) {
    return std::any_of(other.content.begin(), other.content.end(),
                       [&](Span theirs) { return ours.overlaps(theirs); });
  });
}

}  // namespace

/// The content just as it was read: its ends are the model's.
void AttributionFinder::take_read(TokenRange content, Attribution& attribution) const {
  const Quoted quoted = quoted_in(content);
  const bool had = !attribution.content.empty();
  const QuoteKind before = attribution.kind;
  attribution.content.push_back(c_.words.span(content.first, content.end));
  attribution.kind = quoted.all    ? QuoteKind::Direct
                     : quoted.some ? QuoteKind::Mixed
                                   : QuoteKind::Indirect;
  if (had && before != attribution.kind) attribution.kind = QuoteKind::Mixed;
}

/// The model sees neither sentences nor paragraphs: indirect speech stays in its cue's sentence;
/// words of another paragraph go with the cue only as a quotation of the next one, where a colon
/// announces it or its marks are open from before.
bool AttributionFinder::may_belong(TokenRange content, TokenRange cue) const {
  const std::size_t ours = paragraph_of(cue.first), theirs = paragraph_of(content.first);
  const int passage = passage_of_[content.first];
  const auto sentence_of = [&](std::size_t token) { return c_.analysis.tokens[token].sentence; };
  if (ours == theirs) return passage >= 0 || sentence_of(content.first) == sentence_of(cue.first);
  if (passage < 0 || theirs != ours + 1) return false;
  if (c_.analysis.passages[static_cast<std::size_t>(passage)].continues) return true;
  return c_.words.at(content.first - 1) == ":";
}

/// Without what it has of paragraphs before that of its cue, which the model read as one with the
/// text: a headline, and the dateline after it.
TokenRange AttributionFinder::without_headline(TokenRange cue, TokenRange content) const {
  const std::size_t begin = c_.words.sentence_begin(cue.first);
  const bool reaches = paragraph_of(content.first) != paragraph_of(cue.first) &&
                       content.first < begin && content.end > begin;
  if (!reaches || passage_of_[content.first] >= 0) return content;
  return {after_dateline({begin, content.end}), content.end};
}

/// What the model reads with its cue in `unit`. Units come in text order.
void AttributionFinder::read(TokenRange unit) {
  const auto& all = c_.reading->attributions;
  while (next_read_ < all.size() && all[next_read_].cue.first < unit.first) ++next_read_;
  for (; next_read_ < all.size() && all[next_read_].cue.first < unit.end; ++next_read_) {
    const ReadAttribution& read = all[next_read_];
    const bool quoted = std::any_of(read.content.begin(), read.content.end(),
                                    [&](TokenRange content) { return quoted_in(content).some; });
    if (read.probability < (quoted ? kLeastQuoted : kLeast)) continue;
    Attribution attribution;
    for (const TokenRange whole : read.content) {
      const TokenRange content = without_headline(read.cue, whole);
      if (may_belong(content, read.cue)) take_read(content, attribution);
    }
    const std::size_t before = found_.size();
    emit(std::move(attribution), read.source.value_or(TokenRange{}), read.cue, {});
    if (found_.size() > before) found_.back().confidence = read.probability;
  }
}

/// The sure attributions of the rules, for what nothing was read of or nothing as sure.
void AttributionFinder::rules_beside(TokenRange unit_range, std::size_t read_from) {
  const std::size_t read_end = found_.size();
  unit(unit_range);
  const auto at = [&](std::size_t index) {
    return found_.begin() + static_cast<std::ptrdiff_t>(index);
  };
  std::vector<Attribution> by_rule(at(read_end), found_.end());
  found_.erase(at(read_end), found_.end());
  for (Attribution& rule : by_rule) {
    if (rule.confidence < kSureRule || rule.source.empty()) continue;
    const bool indirect = rule.kind == QuoteKind::Indirect;
    const double least = indirect ? rule.confidence : std::min(kSureRead, rule.confidence);
    const bool read = std::any_of(at(read_from), found_.end(), [&](const Attribution& other) {
      return other.confidence >= least && share_content(other, rule);
    });
    if (read) continue;
    found_.erase(
        std::remove_if(at(read_from), found_.end(),
                       [&](const Attribution& other) { return share_content(other, rule); }),
        found_.end());
    found_.push_back(std::move(rule));
  }
}

}  // namespace onrecord
