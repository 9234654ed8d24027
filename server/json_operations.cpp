#include "server/json_operations.h"

namespace onrecord {
namespace {

void write_texts(JsonWriter& writer, const char* name, const std::vector<std::string>& texts) {
  writer.Key(name);
  writer.StartArray();
  for (const std::string& text : texts) write_string(writer, text);
  writer.EndArray();
}

void write_figure(JsonWriter& writer, const CardFigure& figure) {
  const Outcome& outcome = figure.outcome;
  writer.StartObject();
  write_member(writer, "what", outcome.what);
  if (outcome.percent) {
    write_number(writer, "percent", static_cast<double>(outcome.count) / 100.0);
  } else {
    writer.Key("count");
    writer.Int64(outcome.count);
  }
  write_member(writer, "modifier", outcome.modifier);
  write_member(writer, "category", outcome.category);
  write_ref(writer, "place", figure.place);
  writer.Key("evidence");
  write_sentence(writer, figure.sentence);
  writer.EndObject();
}

void write_dates(JsonWriter& writer, const CardDates& dates) {
  writer.StartObject();
  write_date(writer, "start", dates.dates.start);
  write_date(writer, "end", dates.dates.end);
  writer.Key("evidence");
  write_sentence(writer, dates.sentence);
  writer.EndObject();
}

void write_indices(JsonWriter& writer, const char* name, const std::vector<std::size_t>& indices) {
  writer.Key(name);
  writer.StartArray();
  for (const std::size_t index : indices) writer.Uint64(index);
  writer.EndArray();
}

void write_conflicts(JsonWriter& writer, const OperationCard& card) {
  writer.Key("conflicts");
  writer.StartArray();
  for (const CardConflict& conflict : card.conflicts) {
    writer.StartObject();
    write_member(writer, "what", conflict.what);
    write_member(writer, "category", conflict.category);
    write_ref(writer, "place", conflict.place);
    write_indices(writer, "figures", conflict.figures);
    writer.EndObject();
  }
  writer.EndArray();
  writer.Key("date_conflicts");
  writer.StartArray();
  for (const DateConflict& conflict : card.date_conflicts) {
    writer.StartObject();
    write_member(writer, "field", conflict.of_end ? "end" : "start");
    write_indices(writer, "dates", conflict.dates);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_operation_ref(JsonWriter& writer, const OperationCard& card) {
  writer.Key("operation");
  write_ref(writer, EntityRef{card.id, EntityType::Operation, card.name});
}

void write_figure_conflict(JsonWriter& writer, const OperationCard& card,
                           const CardConflict& conflict) {
  writer.StartObject();
  write_operation_ref(writer, card);
  write_member(writer, "field", "figure");
  write_member(writer, "what", conflict.what);
  write_member(writer, "category", conflict.category);
  write_ref(writer, "place", conflict.place);
  writer.Key("tellings");
  writer.StartArray();
  for (const std::size_t index : conflict.figures) write_figure(writer, card.figures[index]);
  writer.EndArray();
  writer.EndObject();
}

void write_date_conflict(JsonWriter& writer, const OperationCard& card,
                         const DateConflict& conflict) {
  writer.StartObject();
  write_operation_ref(writer, card);
  write_member(writer, "field", conflict.of_end ? "end" : "start");
  writer.Key("tellings");
  writer.StartArray();
  for (const std::size_t index : conflict.dates) write_dates(writer, card.dates[index]);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

void write_operation_card(JsonWriter& writer, const OperationCard& card) {
  writer.StartObject();
  write_member(writer, "id", to_string(card.id));
  write_member(writer, "name", card.name);
  write_texts(writer, "names", card.names);
  write_date(writer, "start", card.when.start);
  write_date(writer, "end", card.when.end);
  write_refs(writer, "places", card.places);
  write_refs(writer, "conducted_by", card.conducted_by);
  write_refs(writer, "partners", card.partners);
  write_texts(writer, "partner_groups", card.partner_groups);
  write_refs(writer, "targets", card.targets);
  writer.Key("dates");
  writer.StartArray();
  for (const CardDates& dates : card.dates) write_dates(writer, dates);
  writer.EndArray();
  writer.Key("figures");
  writer.StartArray();
  for (const CardFigure& figure : card.figures) write_figure(writer, figure);
  writer.EndArray();
  write_conflicts(writer, card);
  writer.Key("documents");
  writer.StartArray();
  for (const DocumentRef& document : card.documents) write_document_ref(writer, document);
  writer.EndArray();
  writer.EndObject();
}

std::string to_json(const OperationCard& card) {
  return to_json_text([&](JsonWriter& writer) { write_operation_card(writer, card); });
}

void write_conflicts_of(JsonWriter& writer, const OperationCard& card) {
  for (const CardConflict& conflict : card.conflicts) {
    write_figure_conflict(writer, card, conflict);
  }
  for (const DateConflict& conflict : card.date_conflicts) {
    write_date_conflict(writer, card, conflict);
  }
}

std::vector<std::string> conflicts_to_json(const OperationCard& card) {
  std::vector<std::string> lines;
  for (const CardConflict& conflict : card.conflicts) {
    lines.push_back(
        to_json_text([&](JsonWriter& writer) { write_figure_conflict(writer, card, conflict); }));
  }
  for (const DateConflict& conflict : card.date_conflicts) {
    lines.push_back(
        to_json_text([&](JsonWriter& writer) { write_date_conflict(writer, card, conflict); }));
  }
  return lines;
}

}  // namespace onrecord
