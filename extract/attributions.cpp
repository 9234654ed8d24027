// Attributions by rule. The text is cut into units: sentences, joined where a quotation runs over
// their border, so that '"A. B," said Roe.' is one. Each cue of a unit looks for its source on both
// sides and for its content before ('The sweep is over, Roe said Monday'), after ('Roe said that
// …', 'Roe said: "…"') or on both sides ('"A," said Roe, "B"'). What stands wholly in quotation
// marks is direct. Passages without a cue of their own go on with the speaker before
// them or are signed ('"…" – Commissioner Roe'). Not handled: cues inside quotations, content cut
// short by a clause that has no comma or conjunction.
// Pattern after O'Keefe et al. 2012 (direct) and Pareti 2016, PARC 3.0 (source, cue, content).

#include <algorithm>

#include "extract/attribution_finder.h"

namespace onrecord {
namespace {

constexpr double kDirect = 0.93, kMixed = 0.82, kThat = 0.85, kClause = 0.75, kPhrase = 0.6;
constexpr double kAnything = 0.7;   // share of a cue after which any words are content
constexpr double kOfClause = 0.45;  // share of a cue after which "that", "how" or marks must follow
constexpr double kSaying = 0.75;    // share of a cue that may follow unquoted content
constexpr double kFinite = 0.6;

const WordSet& clause_openers() {
  static const WordSet set = {"that", "how", "whether", "if", "why", "what", "where", "who"};
  return set;
}

bool is_stop(std::string_view word) {
  return word == "." || word == "!" || word == "?" || word == "…" || word == "...";
}

bool is_time(std::string_view word) {
  static const WordSet set = {"monday", "tuesday", "wednesday", "thursday", "friday",  "saturday",
                              "sunday", "today",   "yesterday", "tonight",  "earlier", "recently",
                              "later",  "morning", "afternoon", "evening",  "night"};
  return set.contains(word);
}

bool is_told(std::string_view word) {
  static const WordSet set = {"told",    "tells",    "tell",   "telling", "informed",
                              "assured", "reminded", "warned", "notified"};
  return set.contains(word);
}

}  // namespace

AttributionFinder::AttributionFinder(const AttributionContext& context) : c_(context) {
  passage_of_.assign(c_.words.size(), -1);
  for (std::size_t p = 0; p < c_.analysis.passages.size(); ++p) {
    const QuotedPassage& passage = c_.analysis.passages[p];
    if (passage.depth != 0) continue;
    const auto [first, end] = c_.words.tokens_of(passage.outer);
    for (std::size_t i = first; i < end; ++i) passage_of_[i] = static_cast<int>(p);
  }
}

/// Where what follows a cue begins once "the Times", "Monday", "in a statement" are passed over.
std::size_t AttributionFinder::skip_adverbials(std::size_t i, std::size_t end, bool told) const {
  const auto stops = [&](std::size_t at) {
    return at >= end || passage_of_[at] >= 0 || c_.words.is(at, {",", ":", ";", "—", "–"}) ||
           is_stop(c_.words.at(at)) || clause_openers().contains(c_.words.at(at));
  };
  if (told) {
    std::size_t j = i;
    while (!stops(j) && j - i < 8) {
      const bool clause = j > i && c_.words.is(j, {"he", "she", "they", "it", "we", "i", "there"});
      if (clause) break;
      const std::optional<std::size_t> mention = c_.entities.at(c_.words.span(j, j + 1));
      ++j;
      if (mention && !stops(j) && !c_.words.possessive(j) &&
          c_.entities.at(c_.words.span(j, j + 1)) != mention) {
        break;
      }
      if (c_.words.is(j - 1, {"me", "us", "him", "her", "them", "reporters", "lawmakers"})) break;
    }
    i = j;
  }
  while (i < end) {
    if (is_time(c_.words.at(i)) ||
        (c_.words.is(i, {"last", "late", "early", "this"}) &&
         (is_time(c_.words.at(i + 1)) || c_.words.is(i + 1, {"week", "month", "year"})))) {
      i += is_time(c_.words.at(i)) ? 1 : 2;
      continue;
    }
    if (c_.words.is(i, {"in", "on", "at", "during", "via", "through", "by", "after", "before", "to",
                        "about", "outside"})) {
      std::size_t j = i + 1;
      while (!stops(j)) ++j;
      i = j;
      continue;
    }
    if (c_.words.is(i, {",", ":"}) || c_.words.dash(i)) {
      if (i + 1 < end && passage_of_[i + 1] >= 0) return i + 1;
      if (c_.words.at(i) == ":") return i + 1;
      if (i + 1 < end && clause_openers().contains(c_.words.at(i + 1)) &&
          c_.words.at(i + 1) == "that") {
        return i + 1;
      }
      return end;  // what follows a comma is said of the source or by another cue
    }
    break;
  }
  return i;
}

/// Where the content after cue number `k` ends: at the next clause that has a cue of its own.
std::size_t AttributionFinder::content_end(TokenRange unit, const std::vector<Cue>& cues,
                                           std::size_t k) const {
  std::size_t end = unit.end;
  for (std::size_t n = k + 1; n < cues.size(); ++n) {
    std::size_t at = cues[n].tokens.first;
    if (cues[n].form == Cue::Form::Verb) {
      const auto source = source_before(c_, at, cues[k].tokens.end);
      if (!source) continue;
      at = source->first;
    } else if (cues[n].form == Cue::Form::AccordingTo) {
      continue;
    }
    std::size_t joint = at;
    while (joint > cues[k].tokens.end &&
           c_.words.is(joint - 1, {"and", "but", "while", "whereas"})) {
      --joint;
    }
    const bool comma = joint > cues[k].tokens.end &&
                       (c_.words.at(joint - 1) == "," || c_.words.quote_mark(joint - 1));
    const bool that = cues[n].form == Cue::Form::Joined && joint < at &&
                      c_.words.at(cues[n].tokens.end) == "that";
    if ((comma && (joint < at || cues[n].form == Cue::Form::Joined)) || that) {
      end = joint - (c_.words.at(joint - 1) == "," ? 1 : 0);
      break;
    }
  }
  return end;
}

bool AttributionFinder::content_before_ok(TokenRange before) const {
  const TokenRange range = trim(before);
  if (range.empty()) return false;
  // A mark, comma or dash must part it from the source.
  if (before.end > range.end || passage_of_[range.end - 1] >= 0) {
    if (passage_of_[range.end - 1] >= 0) return true;
    return range.end - range.first >= 6 || (range.end - range.first >= 3 && finite_in(range));
  }
  return false;
}

bool AttributionFinder::content_after_ok(TokenRange after, double share) const {
  const TokenRange range = trim(after);
  if (range.empty()) return false;
  if (passage_of_[range.first] >= 0) return share >= 0.2;
  if (range.end - range.first < 2) return false;
  if (finite_in({range.first, range.first + 1})) return false;  // "Key focuses should include"
  if (clause_openers().contains(c_.words.at(range.first))) return share >= 0.3;
  if (share >= kAnything) return true;
  return share >= kOfClause && finite_in(range);
}

double AttributionFinder::confidence_of(const Attribution& a, TokenRange content) const {
  if (a.kind == QuoteKind::Direct) return kDirect;
  if (a.kind == QuoteKind::Mixed) return kMixed;
  const TokenRange range = trim(content);
  if (!range.empty() && c_.words.at(range.first) == "that") return kThat;
  return finite_in(range) ? kClause : kPhrase;
}

void AttributionFinder::emit(Attribution attribution, TokenRange source, TokenRange cue,
                             TokenRange content) {
  if (attribution.content.empty()) return;
  if (!source.empty()) attribution.source = {c_.words.span(source.first, source.end)};
  if (!cue.empty()) attribution.cue = {c_.words.span(cue.first, cue.end)};
  attribution.confidence = confidence_of(attribution, content);
  if (!pending_.empty()) {
    const int passage = passage_of_[c_.analysis.token_at(attribution.content.front().begin)];
    if (passage >= 0 && c_.analysis.passages[static_cast<std::size_t>(passage)].continues) {
      for (const int p : pending_) attribution.content.push_back(outer_of(p));
      pending_.clear();
    }
  }
  last_source_ = source;
  found_.push_back(std::move(attribution));
}

/// "According to [the bank], prices rose": up to the first comma, or past an apposition's second.
std::optional<TokenRange> AttributionFinder::opening_source(std::size_t first,
                                                            std::size_t end) const {
  const auto comma_from = [&](std::size_t i) {
    while (i < end && (c_.words.at(i) != "," || passage_of_[i] >= 0)) ++i;
    return i;
  };
  std::size_t comma = comma_from(first);
  if (comma == end) return std::nullopt;
  const std::size_t second = comma_from(comma + 1);
  const bool apposition = second < end && second - comma < 16 &&
                          c_.words.is(comma + 1, {"a", "an", "the", "its", "who", "which"}) &&
                          !finite_in({comma + 1, second});
  if (apposition) comma = second;
  const TokenRange source{first, comma};
  if (!can_speak(c_, source)) return std::nullopt;
  return source;
}

void AttributionFinder::according_to(TokenRange unit, std::size_t floor, const Cue& cue) {
  const TokenRange before = trim({floor, cue.tokens.first});
  const auto source = before.empty() ? opening_source(cue.tokens.end, unit.end)
                                     : source_after(c_, cue.tokens.end, unit.end);
  if (!source) return;
  Attribution attribution;
  TokenRange content = before;
  if (before.empty()) {
    content = {source->end, unit.end};
    if (trim(content).empty()) return;
  }
  take_content(content, attribution);
  // "Burglaries, according to police, fell": the rest belongs to it.
  if (!before.empty() && c_.words.at(source->end) == "," && !finite_in(before)) {
    take_content({source->end, unit.end}, attribution);
  }
  emit(std::move(attribution), *source, cue.tokens, content);
}

/// The subject of the unit's first verb, for cues that share it.
std::optional<TokenRange> AttributionFinder::subject_of(std::size_t floor,
                                                        std::size_t before) const {
  for (std::size_t i = floor; i < before; ++i) {
    if (passage_of_[i] >= 0 || c_.words.capital(i)) continue;
    const bool verb =
        c_.lexicon.finite(c_.words.at(i)) >= kFinite || c_.lexicon.cue(c_.words.at(i)) >= kOfClause;
    if (!verb) continue;
    if (const auto source = source_before(c_, i, floor)) return source;
  }
  return std::nullopt;
}

void AttributionFinder::joined_cue(TokenRange unit, std::size_t floor, const std::vector<Cue>& cues,
                                   std::size_t k, std::size_t found_before) {
  const Cue& cue = cues[k];
  std::optional<TokenRange> source;
  if (found_.size() > found_before && !last_source_.empty()) source = last_source_;
  if (!source) source = subject_of(floor, cue.tokens.first);
  if (!source) return;
  const std::size_t end = content_end(unit, cues, k);
  const TokenRange after{
      skip_adverbials(cue.tokens.end, end, is_told(c_.words.at(cue.tokens.first))), end};
  if (!content_after_ok(after, cue.share)) return;
  Attribution attribution;
  take_content(after, attribution);
  emit(std::move(attribution), *source, cue.tokens, after);
}

void AttributionFinder::verb_cue(TokenRange unit, std::size_t floor, const std::vector<Cue>& cues,
                                 std::size_t k) {
  const Cue& cue = cues[k];
  const std::size_t end = content_end(unit, cues, k);
  const bool told = is_told(c_.words.at(cue.tokens.first));
  // Inverted: "…," said Roe. The words before the cue end in a mark or comma.
  const bool after_mark = cue.tokens.first > floor && (passage_of_[cue.tokens.first - 1] >= 0 ||
                                                       c_.words.at(cue.tokens.first - 1) == ",");
  const TokenRange words_before{floor, cue.tokens.first};
  if ((after_mark && content_before_ok(words_before)) || cue.tokens.first == floor) {
    const auto source = source_after(c_, cue.tokens.end, unit.end);
    const bool quoted = after_mark && passage_of_[cue.tokens.first - 1] >= 0;
    const bool comma_quoted =
        after_mark && cue.tokens.first - 1 > floor && passage_of_[cue.tokens.first - 2] >= 0;
    const bool apposition =
        !quoted && source_before(c_, cue.tokens.first, floor).has_value() && !comma_quoted;
    if (source && !apposition && (quoted || comma_quoted || cue.share >= kSaying)) {
      Attribution attribution;
      if (after_mark) take_content(words_before, attribution);
      const std::size_t next = skip_adverbials(source->end, end, false);
      const bool more = next < end && passage_of_[next] >= 0;
      if (more) take_content({next, std::min(end, end_of_passages(next, end))}, attribution);
      emit(std::move(attribution), *source, cue.tokens, words_before);
      return;
    }
  }
  const auto source = source_before(c_, cue.tokens.first, floor);
  if (!source) return;
  const TokenRange before{floor, source->first};
  const std::size_t next = skip_adverbials(cue.tokens.end, end, told);
  const TokenRange after{next, end};
  const TokenRange trimmed = trim(before);
  const bool quoted_before = !trimmed.empty() && passage_of_[trimmed.end - 1] >= 0 &&
                             !is_name(passage_of_[trimmed.end - 1]);
  const bool after_ok = content_after_ok(after, cue.share);
  Attribution attribution;
  if (quoted_before && cue.share >= 0.2) {
    take_content(before, attribution);
    if (next < end && passage_of_[next] >= 0) {
      take_content({next, end_of_passages(next, end)}, attribution);
    }
    emit(std::move(attribution), *source, cue.tokens, before);
  } else if (after_ok) {
    take_content(after, attribution);
    emit(std::move(attribution), *source, cue.tokens, after);
  } else if (content_before_ok(before) && cue.share >= kSaying) {
    take_content(before, attribution);
    emit(std::move(attribution), *source, cue.tokens, before);
  } else if (trimmed.empty() && cue.share >= kOfClause && pending_question(unit.first)) {
    // "Why?" Roe asked.
    attribution.content = {outer_of(passage_of_[unit.first - 1])};
    emit(std::move(attribution), *source, cue.tokens, before);
  }
}

/// One past the last of the passages that follow one another from `at` on.
std::size_t AttributionFinder::end_of_passages(std::size_t at, std::size_t end) const {
  std::size_t i = at;
  while (i < end && passage_of_[i] >= 0) ++i;
  return i;
}

/// Whether the words before token `first` are a quotation of the same paragraph that nobody has
/// taken yet and that ends in ! or ?.
bool AttributionFinder::pending_question(std::size_t first) const {
  if (first == 0 || passage_of_[first - 1] < 0) return false;
  const auto& sentences = c_.analysis.sentences;
  const auto& tokens = c_.analysis.tokens;
  if (sentences[tokens[first - 1].sentence].paragraph !=
      sentences[tokens[first].sentence].paragraph)
    return false;
  const Span inner = c_.analysis.passages[static_cast<std::size_t>(passage_of_[first - 1])].inner;
  const char last = inner.empty() ? ' ' : c_.analysis.text[inner.end - 1];
  return (last == '?' || last == '!') && !taken(inner);
}

bool AttributionFinder::taken(Span span) const {
  for (auto it = found_.rbegin(); it != found_.rend() && it - found_.rbegin() < 12; ++it) {
    for (const Span content : it->content) {
      if (content.overlaps(span)) return true;
    }
  }
  return false;
}

void AttributionFinder::unit(TokenRange unit) {
  const std::size_t floor = after_dateline(unit);
  const std::vector<Cue> cues = find_cues(c_, unit, passage_of_);
  const std::size_t before = found_.size();
  for (std::size_t k = 0; k < cues.size(); ++k) {
    switch (cues[k].form) {
      case Cue::Form::AccordingTo:
        according_to(unit, floor, cues[k]);
        break;
      case Cue::Form::Joined:
        joined_cue(unit, floor, cues, k, before);
        break;
      case Cue::Form::Verb:
        verb_cue(unit, floor, cues, k);
        break;
    }
  }
}

std::vector<Attribution> AttributionFinder::run() {
  for (std::size_t p = 0; p < c_.analysis.paragraphs.size(); ++p) {
    const Paragraph& paragraph = c_.analysis.paragraphs[p];
    if (paragraph.table_row) continue;
    paragraph_begins(p);
    for (const TokenRange range : units_of(paragraph)) {
      const std::size_t before = found_.size();
      if (c_.reading != nullptr) {
        read(range);
        if (!paragraph.headline) rules_beside(range, before);
      } else if (!paragraph.headline) {
        unit(range);
      }
      if (found_.size() == before) leftover(range, paragraph);
    }
  }
  drop_repeats();
  find_parents();
  return std::move(found_);
}

void AttributionFinder::drop_repeats() {
  for (Attribution& a : found_) {
    std::sort(a.content.begin(), a.content.end());
    // Pieces that overlap are one.
    Spans merged;
    for (const Span span : a.content) {
      if (!merged.empty() && merged.back().end >= span.begin) {
        merged.back().end = std::max(merged.back().end, span.end);
      } else {
        merged.push_back(span);
      }
    }
    a.content = std::move(merged);
  }
  std::stable_sort(found_.begin(), found_.end(), [](const Attribution& a, const Attribution& b) {
    return std::pair(a.content.front(), a.source) < std::pair(b.content.front(), b.source);
  });
  const auto same = [](const Attribution& a, const Attribution& b) {
    return a.content == b.content;
  };
  found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
}

void AttributionFinder::find_parents() {
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (found_[i].source.empty() || found_[i].cue.empty()) continue;
    const Span whole{std::min(found_[i].source.front().begin, found_[i].content.front().begin),
                     std::max(found_[i].cue.back().end, found_[i].content.back().end)};
    for (std::size_t j = i; j-- > 0 && i - j < 12;) {
      const bool holds = std::any_of(found_[j].content.begin(), found_[j].content.end(),
                                     [&](Span s) { return s.contains(whole); });
      if (holds) {
        found_[i].parent = static_cast<int>(j);
        break;
      }
    }
  }
}

std::vector<Attribution> find_attributions(const AttributionContext& context) {
  return AttributionFinder(context).run();
}

}  // namespace onrecord
