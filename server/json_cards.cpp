#include "server/json_cards.h"

#include "model/count_text.h"

namespace onrecord {
namespace {

void write_positions(JsonWriter& writer, const char* name, const char* at,
                     const std::vector<CardPosition>& positions) {
  writer.Key(name);
  writer.StartArray();
  for (const CardPosition& position : positions) {
    writer.StartObject();
    write_member(writer, "title", position.title);
    write_member(writer, "status", position.status);
    write_ref(writer, at, position.at);
    write_member(writer, "statement", to_string(position.statement.statement.id));
    write_count(writer, "support", position.statement.support);
    write_number(writer, "confidence", position.statement.confidence);
    write_date(writer, "first", position.statement.first);
    write_date(writer, "last", position.statement.last);
    write_sentences(writer, "evidence", position.evidence);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_neighbours(JsonWriter& writer, const std::vector<CardNeighbours>& neighbours) {
  writer.Key("neighbours");
  writer.StartArray();
  for (const CardNeighbours& item : neighbours) {
    writer.StartObject();
    write_member(writer, "predicate", to_string(item.predicate));
    write_member(writer, "direction", item.outgoing ? "out" : "in");
    write_count(writer, "entities", item.entities);
    writer.EndObject();
  }
  writer.EndArray();
}

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

void write_conflicts(JsonWriter& writer, const OperationCard& card) {
  writer.Key("conflicts");
  writer.StartArray();
  for (const CardConflict& conflict : card.conflicts) {
    writer.StartObject();
    write_member(writer, "what", conflict.what);
    write_member(writer, "category", conflict.category);
    write_ref(writer, "place", conflict.place);
    writer.Key("figures");
    writer.StartArray();
    for (const std::size_t index : conflict.figures) writer.Uint64(index);
    writer.EndArray();
    writer.EndObject();
  }
  writer.EndArray();
}

void write_operation(JsonWriter& writer, const OperationCard& card) {
  writer.StartObject();
  write_texts(writer, "names", card.names);
  write_refs(writer, "places", card.places);
  write_refs(writer, "conducted_by", card.conducted_by);
  write_refs(writer, "partners", card.partners);
  write_texts(writer, "partner_groups", card.partner_groups);
  write_refs(writer, "targets", card.targets);
  writer.Key("dates");
  writer.StartArray();
  for (const CardDates& dates : card.dates) {
    writer.StartObject();
    write_date(writer, "start", dates.dates.start);
    write_date(writer, "end", dates.dates.end);
    write_member(writer, "document", dates.document.id.value);
    writer.EndObject();
  }
  writer.EndArray();
  writer.Key("figures");
  writer.StartArray();
  for (const CardFigure& figure : card.figures) write_figure(writer, figure);
  writer.EndArray();
  write_conflicts(writer, card);
  writer.EndObject();
}

}  // namespace

void write_card(JsonWriter& writer, const EntityCard& card) {
  writer.StartObject();
  write_entity_members(writer, card.entity);
  write_positions(writer, "positions", "at", card.positions);
  write_positions(writer, "people", "person", card.people);
  writer.Key("quotes");
  writer.StartObject();
  write_count(writer, "by", card.quotes_by);
  write_count(writer, "about", card.quotes_about);
  writer.EndObject();
  write_neighbours(writer, card.neighbours);
  writer.Key("operation");
  if (card.operation) {
    write_operation(writer, *card.operation);
  } else {
    writer.Null();
  }
  writer.Key("mentioned_in");
  writer.StartArray();
  for (const DocumentRef& document : card.documents) write_document_ref(writer, document);
  writer.EndArray();
  write_flag(writer, "more_documents", card.more_documents);
  writer.EndObject();
}

std::string to_json(const EntityCard& card) {
  return to_json_text([&](JsonWriter& writer) { write_card(writer, card); });
}

std::string figure_text(const Outcome& outcome) {
  return (outcome.modifier.empty() ? "" : outcome.modifier + " ") + count_text(outcome);
}

}  // namespace onrecord
