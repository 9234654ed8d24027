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

void print_conflict(Console& console, const std::string& name, const ToldConflict& conflict) {
  std::vector<std::string> values;
  for (const ToldValue& told : conflict.tellings) {
    if (std::find(values.begin(), values.end(), told.value) == values.end()) {
      values.push_back(told.value);
    }
  }
  print_wrapped(console, join({name, conflict.what}) + ": " + join(values, " or "), 2,
                Style::Warning);
  for (const ToldValue& told : conflict.tellings) {
    print_wrapped(console, told.value + ":", 6);
    print_sentence(console, *told.sentence, 8);
  }
}

}  // namespace

void print_sentence(Console& console, const SentenceEvidence& evidence, std::size_t indent) {
  const std::string source =
      join({evidence.sentence.document.value, evidence.publisher, to_string(evidence.published)});
  print_wrapped(console, evidence.sentence.text, indent);
  print_wrapped(console, "[" + source + "]", indent, Style::Dim);
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
  for (const ToldConflict& conflict : told_conflicts(card)) {
    print_conflict(console, name, conflict);
  }
}

}  // namespace onrecord
