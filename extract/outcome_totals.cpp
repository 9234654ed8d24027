// How figures go together. "370 offenders" and, later, "370 individuals" are one figure; "65% had
// felony convictions" and a table's "Felony Convictions | 65%" too. Not handled: sums (121 felony
// and 91 misdemeanor arrests are 212), roundings ("about 80" beside 79 stay two figures that do
// not contradict each other).

#include "extract/outcome_totals.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <tuple>

namespace onrecord {
namespace {

constexpr std::uint32_t kNearSentences = 6;

bool words_within(const std::string& few, const std::string& many) {
  const auto split = [](const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; stream >> word;) words.push_back(word);
    std::sort(words.begin(), words.end());
    return words;
  };
  const auto a = split(few), b = split(many);
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
}

/// Whether two figures tell the same: "65% had previous felony convictions" and a table's
/// "Felony Convictions | 65%".
bool repeats(const Outcome& a, const Outcome& b) {
  if (a.what != b.what || a.count != b.count || a.percent != b.percent || a.place != b.place) {
    return false;
  }
  if (a.category == b.category) return a.modifier == b.modifier || !a.category.empty();
  return !a.category.empty() && !b.category.empty() &&
         (words_within(a.category, b.category) || words_within(b.category, a.category));
}

/// "arrested 38 suspected arsonists" is the total when nothing else is.
void total_by_noun(std::vector<OutcomeFigure>& figures) {
  OutcomeFigure* most = nullptr;
  for (OutcomeFigure& figure : figures) {
    const Outcome& outcome = figure.outcome;
    if (outcome.what != "arrests" || outcome.percent || outcome.place) continue;
    if (outcome.category.empty()) return;
    if (figure.by_noun && (most == nullptr || outcome.count > most->outcome.count)) {
      most = &figure;
    }
  }
  if (most != nullptr) most->outcome.category.clear();
}

/// A figure without category and place that is less than half of another one is some part of it
/// that the text does not name; it contradicts nothing.
void unnamed_parts(std::vector<OutcomeFigure>& figures) {
  std::map<std::string, std::int64_t> most;
  const auto bare = [](const Outcome& o) { return !o.percent && o.category.empty() && !o.place; };
  for (const OutcomeFigure& figure : figures) {
    if (!bare(figure.outcome)) continue;
    std::int64_t& top = most[figure.outcome.what];
    top = std::max(top, figure.outcome.count);
  }
  for (OutcomeFigure& figure : figures) {
    if (!bare(figure.outcome) || figure.told_as_whole) continue;
    if (figure.outcome.count * 2 < most[figure.outcome.what]) {
      figure.outcome.category = kUnnamedPart;
    }
  }
}

/// "Of the 50 arrests made, …" and two sentences on "the Ohio arrests": the fifty were there.
void parts_of_places(const Words& words, const DocumentEntities& entities,
                     const std::vector<EventMention>& mentions,
                     std::vector<OutcomeFigure>& figures) {
  for (const EventMention& mention : mentions) {
    if (mention.kind != EventMention::Kind::Result || mention.first == 0) continue;
    const auto place = entities.at(words.span(mention.first - 1, mention.first));
    if (!place || entities.entity(*place).type != EntityType::Place) continue;
    const auto sentence = [&](std::size_t token) {
      return words.analysis().tokens[token].sentence;
    };
    for (std::size_t i = figures.size(); i-- > 0;) {
      OutcomeFigure& figure = figures[i];
      if (figure.token > mention.first) continue;
      if (sentence(figure.token) + kNearSentences < sentence(mention.first)) break;
      if (figure.outcome.what != "arrests" || figure.outcome.category != kUnnamedPart) continue;
      figure.outcome.category.clear();
      figure.outcome.place = entities.entity(*place).id;
      break;
    }
  }
}

void join(OutcomeFigure& known, OutcomeFigure& again) {
  Outcome& outcome = known.outcome;
  if (again.outcome.category.size() > outcome.category.size()) {
    outcome.category = again.outcome.category;
  }
  if (outcome.modifier.empty()) outcome.modifier = again.outcome.modifier;
  outcome.evidence.insert(outcome.evidence.end(), again.outcome.evidence.begin(),
                          again.outcome.evidence.end());
}

}  // namespace

std::vector<OutcomeFigure> settle_figures(const Words& words, const DocumentEntities& entities,
                                          const std::vector<EventMention>& mentions,
                                          std::vector<OutcomeFigure> figures) {
  total_by_noun(figures);
  unnamed_parts(figures);
  parts_of_places(words, entities, mentions, figures);
  std::vector<OutcomeFigure> kept;
  std::map<std::tuple<std::string, std::int64_t>, std::vector<std::size_t>> by_count;
  for (OutcomeFigure& figure : figures) {
    std::vector<std::size_t>& alike = by_count[{figure.outcome.what, figure.outcome.count}];
    const auto same = std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
      return repeats(figure.outcome, kept[i].outcome);
    });
    if (same != alike.end()) {
      join(kept[*same], figure);
    } else {
      alike.push_back(kept.size());
      kept.push_back(std::move(figure));
    }
  }
  return kept;
}

}  // namespace onrecord
