#include "app/operation_text.h"

#include <algorithm>

#include "app/answer.h"
#include "app/table.h"
#include "server/figure_text.h"

namespace onrecord {
namespace {

void print_heading(Console& console, const std::string& text) {
  console.out << '\n' << paint(console, text, Style::Bold) << '\n';
}

void print_list(Console& console, const std::string& label, const std::string& list) {
  if (!list.empty()) print_wrapped(console, label + ": " + list, 2);
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

void print_conflict(Console& console, const std::string& title,
                    const std::vector<std::pair<std::string, const SentenceEvidence*>>& tellings) {
  std::vector<std::string> values;
  for (const auto& [value, sentence] : tellings) add_once(values, value);
  print_wrapped(console, title + ": " + join(values, " or "), 2, Style::Warning);
  for (const auto& [value, sentence] : tellings) {
    print_wrapped(console, value + ":", 6);
    print_sentence(console, *sentence, 8);
  }
}

}  // namespace

void print_sentence(Console& console, const SentenceEvidence& evidence, std::size_t indent) {
  const std::string source =
      join({evidence.sentence.document.value, evidence.publisher, to_string(evidence.published)});
  print_wrapped(console, evidence.sentence.text, indent);
  print_wrapped(console, "[" + source + "]", indent, Style::Dim);
}

std::string names_of(const std::vector<EntityRef>& refs) {
  std::vector<std::string> names;
  names.reserve(refs.size());
  for (const EntityRef& ref : refs) names.push_back(ref.name);
  return join(names);
}

std::string dates_text(const DateRange& dates) {
  const std::string start = to_string(dates.start), end = to_string(dates.end);
  if (start == end) return start;
  if (end.empty()) return "from " + start;
  return start.empty() ? "until " + end : start + " to " + end;
}

void print_operation_card(Console& console, const OperationCard& card) {
  print_heading(console, "Operation");
  print_list(console, "places", names_of(card.places));
  print_list(console, "dates", dates_text(card.when));
  print_list(console, "conducted by", names_of(card.conducted_by));
  print_list(console, "partners", names_of(card.partners));
  print_list(console, "further partners", join(card.partner_groups));
  print_list(console, "targets", names_of(card.targets));
  if (!card.dates.empty()) print_heading(console, "Dates");
  for (const CardDates& dates : card.dates) {
    print_wrapped(console, dates_text(dates.dates), 2, Style::Name);
    print_sentence(console, dates.sentence, 6);
  }
  if (!card.figures.empty()) print_heading(console, "Figures");
  for (const CardFigure& figure : card.figures) {
    print_wrapped(console,
                  figure_text(figure.outcome) + " " + counted_thing(figure.outcome, figure.place),
                  2, Style::Name);
    print_sentence(console, figure.sentence, 6);
  }
  if (card.conflicts.empty() && card.date_conflicts.empty()) return;
  print_heading(console, "What contradicts");
  print_conflicts(console, card, false);
}

void print_conflicts(Console& console, const OperationCard& card, bool titled) {
  const std::string name = titled ? (card.name.empty() ? to_string(card.id) : card.name) : "";
  for (const CardConflict& conflict : card.conflicts) {
    std::vector<std::pair<std::string, const SentenceEvidence*>> tellings;
    for (const std::size_t index : conflict.figures) {
      const CardFigure& figure = card.figures[index];
      tellings.emplace_back(figure_text(figure.outcome), &figure.sentence);
    }
    const std::string what = counted_thing(conflict.what, conflict.category, conflict.place);
    print_conflict(console, join({name, what}), tellings);
  }
  for (const DateConflict& conflict : card.date_conflicts) {
    std::vector<std::pair<std::string, const SentenceEvidence*>> tellings;
    for (const std::size_t index : conflict.dates) {
      const CardDates& told = card.dates[index];
      tellings.emplace_back(to_string(conflict.of_end ? told.dates.end : told.dates.start),
                            &told.sentence);
    }
    print_conflict(console, join({name, conflict.of_end ? "end" : "beginning"}), tellings);
  }
}

}  // namespace onrecord
