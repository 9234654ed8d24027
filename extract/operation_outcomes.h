#pragma once

#include <string>
#include <vector>

#include "extract/entities.h"
#include "extract/numbers.h"
#include "extract/words.h"
#include "model/operation.h"

namespace onrecord {

/// A counted result as the text tells it, before anybody knows of which operation.
struct OutcomeFigure {
  Outcome outcome;                  ///< `place` set where the figure's own words name one
  std::vector<std::size_t> places;  ///< entities, where several places share the figure
  std::size_t token = 0;            ///< the figure's first token
  bool told_as_whole = false;       ///< "500 total", "a total of 212", "In all, 41"
  bool part = false;                ///< "9 of the arrests", "88 were made in Portland"
  bool by_noun = false;             ///< its category is the noun that is counted: "12 gang members"
};

/// What a sentence counted last, for sentences that go on from it: "60 percent had …".
struct OutcomeContext {
  std::string what;  ///< empty when nothing was counted yet
};

/// Counted results among the tokens [first, end) of one sentence or table cell, given the numbers
/// that stand there; `context` is read and then set.
std::vector<OutcomeFigure> read_outcomes(const Words& words, const DocumentEntities& entities,
                                         std::size_t first, std::size_t end,
                                         const std::vector<Number>& numbers,
                                         OutcomeContext& context);

/// Counted results in sentences: "arrested 370 individuals", "107 were arrested in X, while 101 in
/// Y", "205 of those arrested had …", "seized 61 pounds of fentanyl". In text order.
/// Left out: sentences about other periods ("In FY 2019"), figures that are planned or feared
/// ("will arrest 500"), "hundreds", lists and tables (find_listed_outcomes).
std::vector<OutcomeFigure> find_outcomes(const Words& words, const DocumentEntities& entities,
                                         const std::vector<Number>& numbers,
                                         const std::vector<bool>& in_date);

/// Counted results in tables ("Place | Arrests") and list items ("Memphis: 61 arrests", "65% had
/// previous convictions"). In text order.
std::vector<OutcomeFigure> find_listed_outcomes(const Words& words,
                                                const DocumentEntities& entities,
                                                const std::vector<Number>& numbers);

/// Whether the sentence [first, end) speaks of another time than the one reported: fiscal years,
/// "last year", "so far this year", "in 2019", "since 2021".
bool other_period(const Words& words, std::size_t first, std::size_t end);

}  // namespace onrecord
