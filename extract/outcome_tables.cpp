// Counted results in tables and lists. A row's first cell says what or where is counted, a column's
// header what: "Place | Arrests" over "Boise | 11" is 11 arrests in Boise; "Category | Number" over
// "Firearms seized | 34" is 34 firearms seized; "Outcome | Houston | Dallas" over "Arrests | 44 |
// 27" turns it round. A cell of words is read as a sentence ("370 offenders apprehended"). List
// items may have a label ("Memphis: 61 arrests", "Arrests: 61"). Not handled: tables without a
// header, cells that span rows, units in the header ("Cocaine (kg)").

#include <algorithm>
#include <optional>
#include <string>

#include "extract/confidence.h"
#include "extract/operation_outcomes.h"
#include "extract/outcome_words.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

struct Cell {
  std::size_t first = 0, end = 0;  ///< tokens
};
using Row = std::vector<Cell>;

bool counting_word(std::string_view low) {
  static const WordSet words = {"number",  "count",   "total", "quantity", "amount",
                                "figure",  "figures", "no.",   "#",        "result",
                                "results", "totals",  "value"};
  return words.contains(low);
}

bool place_word(std::string_view low) {
  static const WordSet words = {"place", "location", "city",     "county",       "state",  "where",
                                "area",  "region",   "district", "jurisdiction", "office", "town"};
  return words.contains(low);
}

bool share_word(std::string_view low) {
  static const WordSet words = {"percent", "percentage", "share", "%", "proportion", "rate"};
  return words.contains(low);
}

class ListReader {
 public:
  ListReader(const Words& words, const DocumentEntities& entities,
             const std::vector<Number>& numbers)
      : words_(words), entities_(entities), numbers_(numbers) {}

  std::vector<OutcomeFigure> run() {
    const auto& paragraphs = words_.analysis().paragraphs;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      if (paragraphs[i].table_row) {
        std::size_t end = i;
        std::vector<Row> rows;
        for (; end < paragraphs.size() && paragraphs[end].table_row; ++end) {
          for (Row& row : rows_of(paragraphs[end])) rows.push_back(std::move(row));
        }
        table(rows);
        i = end - 1;
      } else {
        labelled(paragraphs[i]);
      }
    }
    return std::move(found_);
  }

 private:
  std::pair<std::size_t, std::size_t> tokens(const Paragraph& paragraph) const {
    return words_.tokens_of(paragraph.span);
  }

  /// The cells of each line; a line that only rules off ("---|---") has none.
  std::vector<Row> rows_of(const Paragraph& paragraph) const {
    const auto [first, end] = tokens(paragraph);
    std::vector<Row> rows(1);
    Cell cell{first, first};
    for (std::size_t i = first; i <= end; ++i) {
      const bool line_end = i < end && i > first && line_break_before(i);
      if (i == end || words_.at(i) == "|" || line_end) {
        rows.back().push_back({cell.first, i});
        cell = {i + (line_end || i == end ? 0 : 1), i};
        if (line_end) {
          rows.emplace_back();
          if (words_.at(i) == "|") cell.first = i + 1;
        }
      }
    }
    std::vector<Row> kept;
    for (Row& row : rows) {
      while (!row.empty() && row.back().first >= row.back().end) row.pop_back();
      if (!row.empty() && row.front().first >= row.front().end) row.erase(row.begin());
      const bool any_word = std::any_of(row.begin(), row.end(), [&](const Cell& c) {
        for (std::size_t i = c.first; i < c.end; ++i) {
          if (words_.word(i)) return true;
        }
        return false;
      });
      if (any_word) kept.push_back(std::move(row));
    }
    return kept;
  }

  bool line_break_before(std::size_t token) const {
    const auto& all = words_.analysis().tokens;
    const Span gap{all[token - 1].span.end, all[token].span.begin};
    return slice(words_.analysis().text, gap).find('\n') != std::string_view::npos;
  }

  /// The cell's only figure, if nothing else stands in it but a unit mark.
  std::optional<Number> figure_of(const Cell& cell) const {
    for (const Number& number : numbers_) {
      if (number.first < cell.first) continue;
      if (number.end > cell.end) break;
      if (number.phrase_first > cell.first + 1 || number.end + 1 < cell.end) return std::nullopt;
      if (number.end < cell.end && words_.word(number.end)) return std::nullopt;
      return number;
    }
    return std::nullopt;
  }

  std::vector<Number> numbers_in(const Cell& cell) const {
    std::vector<Number> inside;
    for (const Number& number : numbers_) {
      if (number.first >= cell.first && number.end <= cell.end) inside.push_back(number);
    }
    return inside;
  }

  std::string text(const Cell& cell) const {
    std::string low = lower(words_.text(cell.first, cell.end));
    while (!low.empty() && (low.back() == ':' || low.back() == '*')) low.pop_back();
    return low;
  }

  /// The place that the cell names and nothing else; with its state at most.
  std::optional<EntityId> place_of(const Cell& cell) const {
    const auto links = entities_.within(words_.span(cell.first, cell.end));
    if (links.empty() || links.size() > 2) return std::nullopt;
    const auto [first, past] = words_.tokens_of(links.front().span);
    const Entity& entity = entities_.entity(links.front().entity);
    if (entity.type != EntityType::Place || first != cell.first) return std::nullopt;
    if (past != cell.end && words_.at(past) != ",") return std::nullopt;
    return entity.id;
  }

  std::vector<std::size_t> places_in(const Cell& cell) const {
    std::vector<std::size_t> places;
    for (const auto& link : entities_.within(words_.span(cell.first, cell.end))) {
      if (entities_.entity(link.entity).type == EntityType::Place) places.push_back(link.entity);
    }
    return places;
  }

  template <typename Test>
  bool holds(const Cell& cell, Test test) const {
    for (std::size_t i = cell.first; i < cell.end; ++i) {
      if (test(words_.at(i))) return true;
    }
    return false;
  }

  bool speaks_of_arrests(const Cell& cell) const {
    return holds(cell, [](std::string_view low) {
      const auto verb = outcome_verb(low);
      return (verb && verb->kind == OutcomeClass::Arrest) || result_noun(low) == "arrests";
    });
  }

  void table(const std::vector<Row>& rows) {
    if (rows.size() < 2) return;
    const Row& header = rows.front();
    std::size_t place_column = header.size();
    for (std::size_t c = 1; c < header.size(); ++c) {
      if (figure_of(header[c])) return;  // no header: nothing says what is counted
      const bool names_place = holds(header[c], place_word);
      if (names_place && place_column == header.size()) place_column = c;
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const Row& row = rows[r];
      std::string what_before;
      for (std::size_t c = 1; c < row.size() && c < header.size(); ++c) {
        if (c == place_column) continue;
        const auto figure = figure_of(row[c]);
        if (!figure) {
          words_in_cell(row[c]);
          continue;
        }
        OutcomeFigure told = start(*figure);
        fill(told, row.front(), header[c], what_before);
        if (told.outcome.what.empty()) continue;
        what_before = told.outcome.what;
        if (place_column < row.size() && !told.outcome.place) {
          told.outcome.place = place_of(row[place_column]);
          if (!told.outcome.place) told.places = places_in(row[place_column]);
        }
        told.outcome.evidence = {words_.span(row.front().first, row.front().end),
                                 words_.span(row[c].first, row[c].end)};
        found_.push_back(std::move(told));
      }
    }
  }

  OutcomeFigure start(const Number& number) const {
    OutcomeFigure figure;
    figure.token = number.first;
    figure.outcome.count = number.count;
    figure.outcome.percent = number.percent;
    figure.outcome.modifier = number.modifier;
    figure.outcome.confidence = Confidence::kOutcomeInTable;
    return figure;
  }

  /// What, where and of which kind, by the row's label and the column's header.
  void fill(OutcomeFigure& told, const Cell& label, const Cell& header,
            const std::string& what_before) const {
    Outcome& outcome = told.outcome;
    const auto label_place = place_of(label);
    const auto header_place = place_of(header);
    const bool total = holds(label, [](std::string_view low) {
      return low == "total" || low == "totals" || low == "all" || low == "overall";
    });
    told.told_as_whole = total;
    const bool share = outcome.percent || holds(header, share_word);
    if (share && !outcome.percent) {
      outcome.percent = true;
      outcome.count *= 100;
    }
    if (header_place && !label_place) {
      outcome.place = header_place;
      name_by(outcome, label);
      return;
    }
    outcome.place = label_place;
    if (speaks_of_arrests(header)) {
      outcome.what = "arrests";
      if (!label_place && !total) outcome.category = text(label);
    } else if (share || holds(header, counting_word)) {
      name_by(outcome, label);
      if (share && outcome.what != "arrests") {
        outcome.category = text(label);
        outcome.what = what_before.empty() ? "arrests" : what_before;
      }
      if (label_place || total) outcome.what = what_before.empty() ? "arrests" : what_before;
    } else {
      outcome.what = text(header);
      if (!label_place && !total) outcome.category = text(label);
    }
  }

  /// "Felony arrests" -> arrests, felony; "Firearms seized" as it stands.
  void name_by(Outcome& outcome, const Cell& label) const {
    if (label.end == label.first) return;
    const std::string_view last = words_.at(label.end - 1);
    if (result_noun(last) == "arrests") {
      outcome.what = "arrests";
      if (label.end - 1 > label.first) {
        outcome.category = lower(words_.text(label.first, label.end - 1));
      }
      return;
    }
    if (is_participle(last) && outcome_verb(last)->kind == OutcomeClass::Arrest) {
      outcome.what = "arrests";
      outcome.category = lower(words_.text(label.first, label.end - 1));
      return;
    }
    outcome.what = text(label);
  }

  void words_in_cell(const Cell& cell) {
    OutcomeContext context;
    for (OutcomeFigure& figure :
         read_outcomes(words_, entities_, cell.first, cell.end, numbers_in(cell), context)) {
      figure.outcome.confidence = Confidence::kOutcomeInTable;
      found_.push_back(std::move(figure));
    }
  }

  /// "Arrests: 61", "Firearms seized: 12" as a whole line.
  void labelled(const Paragraph& paragraph) {
    const auto [first, end] = tokens(paragraph);
    std::size_t colon = first;
    while (colon < end && words_.at(colon) != ":") ++colon;
    if (colon == end || colon - first > 6) return;
    const auto figure = figure_of({colon + 1, end});
    if (!figure || figure->year_like) return;
    std::size_t begin = first;
    while (begin < colon && !words_.word(begin)) ++begin;
    const Cell label{begin, colon};
    const bool result = speaks_of_arrests(label) || holds(label, [](std::string_view low) {
                          return is_participle(low) || !result_noun(low).empty();
                        });
    if (!result) return;
    OutcomeFigure told = start(*figure);
    told.outcome.confidence = Confidence::kOutcomeInList;
    name_by(told.outcome, label);
    told.outcome.evidence = {words_.span(begin, figure->end)};
    found_.push_back(std::move(told));
  }

  const Words& words_;
  const DocumentEntities& entities_;
  const std::vector<Number>& numbers_;
  std::vector<OutcomeFigure> found_;
};

}  // namespace

std::vector<OutcomeFigure> find_listed_outcomes(const Words& words,
                                                const DocumentEntities& entities,
                                                const std::vector<Number>& numbers) {
  return ListReader(words, entities, numbers).run();
}

}  // namespace onrecord
