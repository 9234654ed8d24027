#pragma once

// What the JSON writers share. Every reply is written with these, so ids, dates and spans look the
// same everywhere: ids 16 hex digits, dates ISO 8601 or null, spans [begin, end) in code points.

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/lookup.h"
#include "server/resolve_name.h"

namespace onrecord {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

/// Writes one JSON value with `write(writer)` and returns its bytes.
template <typename Write>
std::string to_json_text(Write write) {
  rapidjson::StringBuffer buffer;
  JsonWriter writer(buffer);
  writer.SetMaxDecimalPlaces(3);
  write(writer);
  return std::string(buffer.GetString(), buffer.GetSize());
}

/// Bytes that are not UTF-8 become U+FFFD.
void write_string(JsonWriter& writer, std::string_view value);
void write_member(JsonWriter& writer, const char* name, std::string_view value);
void write_count(JsonWriter& writer, const char* name, std::uint64_t value);
void write_flag(JsonWriter& writer, const char* name, bool value);
/// Rounded to 3 decimals; 0 for what is no number.
void write_number(JsonWriter& writer, const char* name, double value);
/// null when nothing is known.
void write_date(JsonWriter& writer, const char* name, const PartialDate& date);

using CodePointSpan = std::pair<std::uint32_t, std::uint32_t>;
void write_span(JsonWriter& writer, CodePointSpan span);
void write_spans(JsonWriter& writer, const char* name, const std::vector<CodePointSpan>& spans);

/// "qualifiers": {name: value, ...}
void write_qualifiers(JsonWriter& writer, const Qualifiers& qualifiers);

/// {"id", "type", "name"}, or null.
void write_ref(JsonWriter& writer, const EntityRef& ref);
void write_ref(JsonWriter& writer, const char* name, const std::optional<EntityRef>& ref);
void write_refs(JsonWriter& writer, const char* name, const std::vector<EntityRef>& refs);

/// {"id", "title", "url", "publisher", "published"}
void write_document_ref(JsonWriter& writer, const DocumentRef& document);

/// {"document", "title", "url", "publisher", "date", "confidence", "sentence", "span",
/// "highlights"}: highlights count code points of "sentence", span those of the document.
void write_sentence(JsonWriter& writer, const SentenceEvidence& evidence);
/// Without the braces.
void write_sentence_members(JsonWriter& writer, const SentenceEvidence& evidence);
void write_sentences(JsonWriter& writer, const char* name,
                     const std::vector<SentenceEvidence>& evidence);

/// {"id", "type", "name", "aliases", "attributes", "documents", "mentions"} without the braces.
void write_entity_members(JsonWriter& writer, const StoredEntity& stored);

/// {"id", "type", "name", "matched", "documents", "mentions", "known_by"}
void write_candidates(JsonWriter& writer, const char* name,
                      const std::vector<NameCandidate>& candidates);

}  // namespace onrecord
