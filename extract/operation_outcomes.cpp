// Which sentences tell results, and in what order; extract/outcome_reader reads each of them.

#include "extract/operation_outcomes.h"

#include <utility>

#include "extract/outcome_reader.h"

namespace onrecord {

bool other_period(const Words& words, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    if (words.any_phrase_at(i, {"fiscal year",
                                "fy",
                                "last year",
                                "previous year",
                                "year-end",
                                "so far this year",
                                "a year earlier",
                                "a year ago",
                                "years ago",
                                "each year",
                                "per year",
                                "annually",
                                "last fiscal",
                                "this fiscal",
                                "calendar year",
                                "prior year",
                                "since taking office",
                                "the same period",
                                "last decade",
                                "year to date",
                                "in recent years",
                                "compared with",
                                "compared to",
                                "first term",
                                "every year"}) > 0) {
      return true;
    }
    const std::string_view low = words.at(i);
    const bool year = low.size() == 4 && (low.starts_with("19") || low.starts_with("20")) &&
                      parse_count(low).has_value();
    if (year && i > first && words.is(i - 1, {"in", "since", "during", "from"}) &&
        words.at(i + 1) != ",") {
      return true;
    }
    if (year && i == first + 1 && words.at(first) == "in") return true;
  }
  return false;
}

std::vector<OutcomeFigure> read_outcomes(const Words& words, const DocumentEntities& entities,
                                         std::size_t first, std::size_t end,
                                         const std::vector<Number>& numbers,
                                         OutcomeContext& context) {
  OutcomeReader reader(words, entities, first, end, context);
  std::vector<OutcomeFigure> found = reader.read(numbers);
  if (reader.told()) context.what = reader.told()->what;
  return found;
}

std::vector<OutcomeFigure> find_outcomes(const Words& words, const DocumentEntities& entities,
                                         const std::vector<Number>& numbers,
                                         const std::vector<bool>& in_date) {
  std::vector<OutcomeFigure> all;
  OutcomeContext context;
  const auto& paragraphs = words.analysis().paragraphs;
  std::size_t next = 0;
  for (const Sentence& sentence : words.analysis().sentences) {
    std::vector<Number> here;
    for (; next < numbers.size() && numbers[next].first < sentence.end_token; ++next) {
      if (!in_date[numbers[next].first]) here.push_back(numbers[next]);
    }
    if (paragraphs[sentence.paragraph].table_row) continue;
    if (other_period(words, sentence.first_token, sentence.end_token)) continue;
    for (OutcomeFigure& figure :
         read_outcomes(words, entities, sentence.first_token, sentence.end_token, here, context)) {
      all.push_back(std::move(figure));
    }
  }
  return all;
}

}  // namespace onrecord
