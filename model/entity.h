#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/span.h"

namespace onrecord {

/// stored: never renumber
enum class EntityType : std::uint8_t {
  Person = 1,
  Agency = 2,        ///< any public body: federal, state, local, police, courts, armed forces
  Organization = 3,  ///< everybody else: parties, media, companies, armed and criminal groups
  Place = 4,
  Operation = 5,
};

/// The node that mentions resolve to.
struct Entity {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;                               ///< canonical, as people write it
  std::vector<std::string> aliases;               ///< sorted, without `name`
  std::map<std::string, std::string> attributes;  ///< e.g. kind, lat, lon of a place
  bool operator==(const Entity&) const = default;
};

/// A span that refers to an entity, or to somebody unresolved when `entity` is empty.
struct Mention {
  Span span;
  EntityType type = EntityType::Person;
  std::optional<EntityId> entity;
  bool operator==(const Mention&) const = default;
};

std::string_view to_string(EntityType type);
std::optional<EntityType> parse_entity_type(std::string_view word);

/// The form of a name that decides identity: NFKC and casefolded, straight quotation marks, single
/// blanks, no periods, no invisible characters, no leading "the", no trailing possessive.
/// "The U.S. Army's" -> "us army". The key of a key is the key itself. Total: bytes that are not
/// UTF-8 become U+FFFD; of a name of over 64 MiB the rest is ignored.
std::string normalise_key(std::string_view name);

/// As normalise_key with diacritics and the strokes of Latin letters dropped, for search:
/// "José Ødegård" -> "jose odegard".
std::string fold_for_search(std::string_view name);

/// Hash of (type, key). `key` is normalised here; it may carry a scope that is no name, such as
/// "sarmiento @ <document id>" for somebody known only by a surname. What follows the first " @ "
/// is that scope and counts byte for byte.
EntityId make_entity_id(EntityType type, std::string_view key);

}  // namespace onrecord
