#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/quote.h"
#include "model/statement.h"

namespace onrecord {

// The keys of storage/FORMAT.md. Integers are big-endian, so RocksDB's byte order is their order.
// `take_` functions cut what they read off the front of `key`; nothing when it is not there.

/// Order-preserving and self-delimiting: 00 becomes 00 FF, and 00 01 ends it.
void append_escaped(std::string& key, std::string_view bytes);
std::optional<std::string> take_escaped(std::string_view& key);
std::optional<std::uint64_t> take_be64(std::string_view& key);

std::string be64(std::uint64_t value);
void append_be64(std::string& key, std::uint64_t value);

template <typename Tag>
std::string id_key(Id64<Tag> id) {
  return be64(id.value);
}

/// An id and the document that has it: mentions, evidence, quotes.
template <typename Tag>
std::string id_document_key(Id64<Tag> id, const DocumentId& document) {
  std::string key;
  key.reserve(sizeof id.value + document.value.size());
  append_be64(key, id.value);
  return key += document.value;
}

/// Names and attributes that documents give an entity.
enum class FormKind : std::uint8_t { Name = 1, Attribute = 2 };  // stored: never renumber
std::string name_form_key(EntityId entity, std::string_view name);
std::string attribute_form_key(EntityId entity, std::string_view key, std::string_view value);

struct Form {
  EntityId entity;
  FormKind kind = FormKind::Name;
  std::string attribute;  ///< of an attribute
  std::string text;       ///< the name, or the attribute's value
};
std::optional<Form> parse_form_key(std::string_view key);

/// Rows by which a name is found: the whole folded name, and from each later word on; none twice.
std::vector<std::string> name_keys(EntityId entity, std::string_view name);
/// What every row found by a folded prefix begins with.
std::string name_prefix(std::string_view folded);

struct NameKey {
  std::string folded;
  bool whole = false;  ///< else from a later word on
  EntityId entity;
  std::string name;
};
std::optional<NameKey> parse_name_key(std::string_view key);

std::string subject_prefix(const Subject& subject);
std::string object_prefix(const Object& object);
std::string predicate_prefix(Predicate predicate);
std::string subject_key(const Statement& statement);
std::string object_key(const Statement& statement);
std::string predicate_key(const Statement& statement);
/// The statement that the three keys above end in.
std::optional<StatementId> statement_of_key(std::string_view key);

/// Where a quote stands among all: by date, document, place in the text, id. The key of
/// quotes_by_date, and the end of the keys of the other quote indexes.
struct QuotePosition {
  PartialDate date;
  DocumentId document;
  std::uint32_t begin = 0;  ///< of its content
  QuoteId quote;
  auto operator<=>(const QuotePosition&) const = default;
};
std::string position_key(const QuotePosition& position);
std::optional<QuotePosition> parse_position_key(std::string_view key);
std::string date_key(const PartialDate& date);

/// "00ff…" for messages and cursors.
std::string hex_of(std::string_view bytes);
std::optional<std::string> bytes_of_hex(std::string_view hex);

}  // namespace onrecord
