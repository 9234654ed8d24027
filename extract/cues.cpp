// Cues: verbs that the lexicon knows from training articles, and "according to". Left out are
// infinitives ("declined to say"), passives ("was told"), nouns ("the report", "claims of") and
// auxiliaries. "Roe said" is a verb with its own subject; ", adding" and "but cautioned" share one.

#include "extract/cues.h"

namespace onrecord {
namespace {

constexpr double kLeastShare = 0.3;

const WordSet& never() {
  static const WordSet set = {"is",        "was",   "are",       "were",      "be",     "been",
                              "being",     "has",   "have",      "had",       "do",     "does",
                              "did",       "will",  "would",     "can",       "could",  "may",
                              "might",     "must",  "should",    "made",      "make",   "led",
                              "according", "based", "including", "regarding", "citizen"};
  return set;
}

const WordSet& determiners() {
  static const WordSet set = {"the",   "a",    "an",   "his",     "her",   "its",
                              "their", "this", "that", "these",   "those", "of",
                              "in",    "no",   "any",  "several", "such",  "new"};
  return set;
}

const WordSet& forms_of_be() {
  static const WordSet set = {"is", "was", "are", "were", "be", "been", "being", "get", "got"};
  return set;
}

bool skippable(std::string_view word) {
  static const WordSet set = {"also",       "has",  "have",  "had",  "then",  "later",
                              "previously", "not",  "never", "once", "again", "even",
                              "would",      "will", "did",   "often"};
  return set.contains(word) || word.ends_with("ly");
}

}  // namespace

std::vector<Cue> find_cues(const AttributionContext& c, TokenRange range,
                           const std::vector<int>& passage_of) {
  std::vector<Cue> cues;
  for (std::size_t i = range.first; i < range.end; ++i) {
    if (passage_of[i] >= 0) continue;
    if (c.words.phrase_at(i, "according to") && i + 2 < range.end) {
      cues.push_back({Cue::Form::AccordingTo, {i, i + 2}, 0.93});
      ++i;
      continue;
    }
    const std::string_view word = c.words.at(i);
    const double share = c.lexicon.cue(word);
    if (share < kLeastShare || never().contains(word)) continue;
    if (c.words.capital(i) && i > range.first && !c.words.quote_mark(i - 1)) continue;
    std::size_t before = i;
    while (before > range.first && !c.words.capital(before - 1) &&
           skippable(c.words.at(before - 1))) {
      --before;
    }
    const std::string_view left = before > range.first ? c.words.at(before - 1) : "";
    const bool gerund = word.ends_with("ing");
    if (left == "to" || determiners().contains(left)) continue;
    if (before > range.first && c.words.possessive(before - 1)) continue;
    if (forms_of_be().contains(left) && !gerund) continue;
    Cue cue;
    cue.tokens = {i, i + 1};
    cue.share = share;
    const bool after_mark = left == "," || (before > range.first && c.words.quote_mark(before - 1));
    const bool conjunction = left == "and" || left == "but";
    if (conjunction || (gerund && after_mark)) cue.form = Cue::Form::Joined;
    if (gerund && cue.form == Cue::Form::Verb && !forms_of_be().contains(left)) continue;
    cues.push_back(cue);
  }
  return cues;
}

}  // namespace onrecord
