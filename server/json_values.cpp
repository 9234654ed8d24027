#include "server/json_values.h"

#include <cmath>

#include "model/code_points.h"
#include "server/valid_text.h"

namespace onrecord {

void write_string(JsonWriter& writer, std::string_view value) {
  const std::string valid = to_valid_utf8(value);
  writer.String(valid.data(), static_cast<rapidjson::SizeType>(valid.size()));
}

void write_member(JsonWriter& writer, const char* name, std::string_view value) {
  writer.Key(name);
  write_string(writer, value);
}

void write_count(JsonWriter& writer, const char* name, std::uint64_t value) {
  writer.Key(name);
  writer.Uint64(value);
}

void write_flag(JsonWriter& writer, const char* name, bool value) {
  writer.Key(name);
  writer.Bool(value);
}

void write_number(JsonWriter& writer, const char* name, double value) {
  writer.Key(name);
  writer.Double(std::isfinite(value) ? std::round(value * 1000.0) / 1000.0 : 0.0);
}

void write_date(JsonWriter& writer, const char* name, const PartialDate& date) {
  writer.Key(name);
  if (date.empty()) {
    writer.Null();
  } else {
    write_string(writer, to_string(date));
  }
}

void write_span(JsonWriter& writer, CodePointSpan span) {
  writer.StartArray();
  writer.Uint(span.first);
  writer.Uint(span.second);
  writer.EndArray();
}

void write_spans(JsonWriter& writer, const char* name, const std::vector<CodePointSpan>& spans) {
  writer.Key(name);
  writer.StartArray();
  for (const CodePointSpan& span : spans) write_span(writer, span);
  writer.EndArray();
}

void write_ref(JsonWriter& writer, const EntityRef& ref) {
  writer.StartObject();
  write_member(writer, "id", to_string(ref.id));
  write_member(writer, "type", to_string(ref.type));
  write_member(writer, "name", ref.name);
  writer.EndObject();
}

void write_ref(JsonWriter& writer, const char* name, const std::optional<EntityRef>& ref) {
  writer.Key(name);
  if (ref) {
    write_ref(writer, *ref);
  } else {
    writer.Null();
  }
}

void write_refs(JsonWriter& writer, const char* name, const std::vector<EntityRef>& refs) {
  writer.Key(name);
  writer.StartArray();
  for (const EntityRef& ref : refs) write_ref(writer, ref);
  writer.EndArray();
}

void write_document_ref(JsonWriter& writer, const DocumentRef& document) {
  writer.StartObject();
  write_member(writer, "id", document.id.value);
  write_member(writer, "title", document.title);
  write_member(writer, "url", document.url);
  write_member(writer, "publisher", document.publisher);
  write_date(writer, "published", document.published);
  writer.EndObject();
}

void write_qualifiers(JsonWriter& writer, const Qualifiers& qualifiers) {
  writer.Key("qualifiers");
  writer.StartObject();
  for (const auto& [name, value] : qualifiers) {
    write_string(writer, name);
    write_string(writer, value);
  }
  writer.EndObject();
}

void write_sentence(JsonWriter& writer, const SentenceEvidence& evidence) {
  writer.StartObject();
  write_sentence_members(writer, evidence);
  writer.EndObject();
}

void write_sentence_members(JsonWriter& writer, const SentenceEvidence& evidence) {
  const CodePoints code_points(evidence.sentence.text);
  write_member(writer, "document", evidence.sentence.document.value);
  write_member(writer, "title", evidence.title);
  write_member(writer, "url", evidence.url);
  write_member(writer, "publisher", evidence.publisher);
  write_date(writer, "date", evidence.date);
  write_number(writer, "confidence", evidence.confidence);
  write_member(writer, "sentence", evidence.sentence.text);
  writer.Key("span");
  write_span(writer, {evidence.begin_code_point, evidence.end_code_point});
  std::vector<CodePointSpan> highlights;
  for (const Span span : evidence.sentence.highlights) {
    highlights.push_back(code_points.from_span(span));
  }
  write_spans(writer, "highlights", highlights);
}

void write_sentences(JsonWriter& writer, const char* name,
                     const std::vector<SentenceEvidence>& evidence) {
  writer.Key(name);
  writer.StartArray();
  for (const SentenceEvidence& item : evidence) write_sentence(writer, item);
  writer.EndArray();
}

void write_entity_members(JsonWriter& writer, const StoredEntity& stored) {
  const Entity& entity = stored.entity;
  write_member(writer, "id", to_string(entity.id));
  write_member(writer, "type", to_string(entity.type));
  write_member(writer, "name", entity.name);
  writer.Key("aliases");
  writer.StartArray();
  for (const std::string& alias : entity.aliases) write_string(writer, alias);
  writer.EndArray();
  writer.Key("attributes");
  writer.StartObject();
  for (const auto& [name, value] : entity.attributes) {
    write_string(writer, name);
    write_string(writer, value);
  }
  writer.EndObject();
  write_count(writer, "documents", stored.documents);
  write_count(writer, "mentions", stored.mentions);
}

void write_candidates(JsonWriter& writer, const char* name,
                      const std::vector<NameCandidate>& candidates) {
  writer.Key(name);
  writer.StartArray();
  for (const NameCandidate& candidate : candidates) {
    writer.StartObject();
    write_member(writer, "id", to_string(candidate.entity));
    write_member(writer, "type", to_string(candidate.type));
    write_member(writer, "name", candidate.name);
    write_member(writer, "matched", candidate.matched);
    write_count(writer, "documents", candidate.documents);
    write_count(writer, "mentions", candidate.mentions);
    write_member(writer, "known_by", candidate.known_by);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace onrecord
