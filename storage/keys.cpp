#include "storage/keys.h"

#include <algorithm>

#include "model/entity.h"

namespace onrecord {

namespace {

// A name is found by its first words only: what a person types is shorter, and a hostile name of
// ten thousand words must not make ten thousand rows.
constexpr std::size_t kMaxFoldedBytes = 200;
constexpr std::size_t kMaxLaterWords = 11;

// stored: never renumber
enum class EndTag : std::uint8_t { Nothing = 0, Entity = 1, Quote = 2, Document = 3, Literal = 4 };

void append_byte(std::string& key, std::uint8_t byte) { key.push_back(static_cast<char>(byte)); }

void append_escaped_body(std::string& key, std::string_view bytes) {
  for (const char byte : bytes) {
    key.push_back(byte);
    if (byte == '\0') key.push_back('\xff');
  }
}

std::string tagged(EndTag tag, std::uint64_t id) {
  return std::string(1, static_cast<char>(tag)) + be64(id);
}

std::string tagged(EndTag tag, std::string_view bytes) {
  std::string key(1, static_cast<char>(tag));
  append_escaped(key, bytes);
  return key;
}

std::string name_key(std::string_view folded, bool whole, EntityId entity, std::string_view name) {
  std::string key;
  append_escaped(key, folded.substr(0, kMaxFoldedBytes));
  append_byte(key, whole ? 0 : 1);
  key += be64(entity.value);
  key += name;
  return key;
}

}  // namespace

void append_escaped(std::string& key, std::string_view bytes) {
  append_escaped_body(key, bytes);
  key.append("\0\1", 2);
}

std::optional<std::string> take_escaped(std::string_view& key) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < key.size(); ++i) {
    if (key[i] != '\0') {
      bytes.push_back(key[i]);
    } else if (key[i + 1] == '\xff') {
      bytes.push_back('\0');
      ++i;
    } else if (key[i + 1] == '\1') {
      key.remove_prefix(i + 2);
      return bytes;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> take_be64(std::string_view& key) {
  if (key.size() < 8) return std::nullopt;
  std::uint64_t value = 0;
  for (const char byte : key.substr(0, 8)) value = (value << 8) | static_cast<std::uint8_t>(byte);
  key.remove_prefix(8);
  return value;
}

void append_be64(std::string& key, std::uint64_t value) {
  char bytes[8];
  for (std::size_t i = 8; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xff);
  key.append(bytes, sizeof bytes);
}

std::string be64(std::uint64_t value) {
  std::string bytes;
  append_be64(bytes, value);
  return bytes;
}

std::string name_form_key(EntityId entity, std::string_view name) {
  std::string key;
  key.reserve(9 + name.size());
  append_be64(key, entity.value);
  append_byte(key, static_cast<std::uint8_t>(FormKind::Name));
  key += name;
  return key;
}

std::string attribute_form_key(EntityId entity, std::string_view key, std::string_view value) {
  std::string form = be64(entity.value);
  append_byte(form, static_cast<std::uint8_t>(FormKind::Attribute));
  append_escaped(form, key);
  form += value;
  return form;
}

std::optional<Form> parse_form_key(std::string_view key) {
  const std::optional<std::uint64_t> entity = take_be64(key);
  if (!entity || key.empty()) return std::nullopt;
  const auto kind = static_cast<FormKind>(key.front());
  key.remove_prefix(1);
  Form form{EntityId{*entity}, kind, {}, {}};
  if (kind == FormKind::Attribute) {
    const std::optional<std::string> attribute = take_escaped(key);
    if (!attribute) return std::nullopt;
    form.attribute = *attribute;
  } else if (kind != FormKind::Name) {
    return std::nullopt;
  }
  form.text = key;
  return form;
}

std::vector<std::string> name_keys(EntityId entity, std::string_view name) {
  const std::string folded = fold_for_search(name);
  std::vector<std::string> keys;
  if (folded.empty()) return keys;
  keys.push_back(name_key(folded, true, entity, name));
  std::size_t blank = folded.find(' ');
  for (std::size_t word = 0; word < kMaxLaterWords && blank != std::string::npos; ++word) {
    std::string key = name_key(std::string_view(folded).substr(blank + 1), false, entity, name);
    // Words that repeat for longer than a key is are the same, cut, from several words on.
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
    blank = folded.find(' ', blank + 1);
  }
  return keys;
}

std::string name_prefix(std::string_view folded) {
  std::string prefix;
  append_escaped_body(prefix, folded.substr(0, kMaxFoldedBytes));
  return prefix;
}

std::optional<NameKey> parse_name_key(std::string_view key) {
  const std::optional<std::string> folded = take_escaped(key);
  if (!folded || key.empty() || static_cast<std::uint8_t>(key.front()) > 1) return std::nullopt;
  const bool whole = key.front() == 0;
  key.remove_prefix(1);
  const std::optional<std::uint64_t> entity = take_be64(key);
  if (!entity) return std::nullopt;
  return NameKey{*folded, whole, EntityId{*entity}, std::string(key)};
}

std::string subject_prefix(const Subject& subject) {
  if (const auto* entity = std::get_if<EntityId>(&subject))
    return tagged(EndTag::Entity, entity->value);
  return tagged(EndTag::Quote, std::get<QuoteId>(subject).value);
}

std::string object_prefix(const Object& object) {
  if (const auto* entity = std::get_if<EntityId>(&object))
    return tagged(EndTag::Entity, entity->value);
  if (const auto* quote = std::get_if<QuoteId>(&object)) return tagged(EndTag::Quote, quote->value);
  if (const auto* document = std::get_if<DocumentId>(&object))
    return tagged(EndTag::Document, std::string_view(document->value));
  if (const auto* literal = std::get_if<Literal>(&object))
    return tagged(EndTag::Literal, std::string_view(literal->text));
  return std::string(1, static_cast<char>(EndTag::Nothing));
}

std::string predicate_prefix(Predicate predicate) {
  return std::string(1, static_cast<char>(predicate));
}

std::string subject_key(const Statement& statement) {
  return subject_prefix(statement.subject) + predicate_prefix(statement.predicate) +
         id_key(statement.id);
}

std::string object_key(const Statement& statement) {
  return object_prefix(statement.object) + predicate_prefix(statement.predicate) +
         id_key(statement.id);
}

std::string predicate_key(const Statement& statement) {
  return predicate_prefix(statement.predicate) + id_key(statement.id);
}

std::optional<StatementId> statement_of_key(std::string_view key) {
  if (key.size() < 9) return std::nullopt;
  key.remove_prefix(key.size() - 8);
  return StatementId{*take_be64(key)};
}

std::string date_key(const PartialDate& date) {
  std::string key;
  append_byte(key, static_cast<std::uint8_t>(date.year >> 8));
  append_byte(key, static_cast<std::uint8_t>(date.year & 0xff));
  append_byte(key, static_cast<std::uint8_t>(date.month));
  append_byte(key, static_cast<std::uint8_t>(date.day));
  return key;
}

std::string position_key(const QuotePosition& position) {
  std::string key = date_key(position.date);
  append_escaped(key, position.document.value);
  for (int shift = 24; shift >= 0; shift -= 8) {
    append_byte(key, static_cast<std::uint8_t>(position.begin >> shift));
  }
  return key + id_key(position.quote);
}

std::optional<QuotePosition> parse_position_key(std::string_view key) {
  if (key.size() < 4) return std::nullopt;
  const auto byte = [&key](std::size_t i) { return static_cast<std::uint8_t>(key[i]); };
  QuotePosition position;
  position.date = {static_cast<std::int16_t>((byte(0) << 8) | byte(1)),
                   static_cast<std::int8_t>(byte(2)), static_cast<std::int8_t>(byte(3))};
  if (byte(0) > 39 || byte(2) > 12 || byte(3) > 31) return std::nullopt;
  key.remove_prefix(4);
  std::optional<std::string> document = take_escaped(key);
  if (!document || key.size() != 12) return std::nullopt;
  position.document.value = std::move(*document);
  for (std::size_t i = 0; i < 4; ++i) position.begin = (position.begin << 8) | byte(i);
  key.remove_prefix(4);
  position.quote = QuoteId{*take_be64(key)};
  return position;
}

std::string hex_of(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit(hex[i]);
    const int low = digit(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

}  // namespace onrecord
