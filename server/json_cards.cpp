#include "server/json_cards.h"

#include "server/json_operations.h"

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

void write_period(JsonWriter& writer, const PeriodView& period) {
  writer.StartObject();
  write_member(writer, "status", period.status);
  write_date(writer, "first", period.first);
  write_date(writer, "last", period.last);
  write_count(writer, "documents", period.documents);
  writer.Key("statements");
  writer.StartArray();
  for (const StatementId id : period.statements) write_string(writer, to_string(id));
  writer.EndArray();
  write_sentences(writer, "evidence", period.evidence);
  writer.EndObject();
}

void write_offices(JsonWriter& writer, const char* name, const char* other,
                   const std::vector<OfficeView>& offices) {
  writer.Key(name);
  writer.StartArray();
  for (const OfficeView& office : offices) {
    writer.StartObject();
    write_member(writer, "title", office.title);
    write_ref(writer, other, office.other);
    writer.Key("periods");
    writer.StartArray();
    for (const PeriodView& period : office.periods) write_period(writer, period);
    writer.EndArray();
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

}  // namespace

void write_card(JsonWriter& writer, const EntityCard& card) {
  writer.StartObject();
  write_entity_members(writer, card.entity);
  write_positions(writer, "positions", "at", card.positions);
  write_positions(writer, "people", "person", card.people);
  write_offices(writer, "offices", "at", card.offices);
  write_offices(writer, "holders", "person", card.holders);
  writer.Key("quotes");
  writer.StartObject();
  write_count(writer, "by", card.quotes_by);
  write_count(writer, "about", card.quotes_about);
  writer.EndObject();
  write_neighbours(writer, card.neighbours);
  writer.Key("operation");
  if (card.operation) {
    write_operation_card(writer, *card.operation);
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

}  // namespace onrecord
