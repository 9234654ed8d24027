#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity.h"
#include "model/ids.h"
#include "model/result.h"
#include "model/statement.h"

namespace onrecord {

/// What a person decided about what was extracted. stored: never renumber
enum class DecisionKind : std::uint8_t {
  Merge = 1,      ///< several entities are one
  Split = 2,      ///< in some documents an entity is another one
  Rename = 3,     ///< an entity is called so, whatever most documents call it
  Retype = 4,     ///< an entity is of another type
  Reject = 5,     ///< a statement is wrong
  Confirm = 6,    ///< a statement is right
  Undo = 7,       ///< an earlier decision is out of force; of an undo: it is in force again
  KeepApart = 8,  ///< entities are different ones: resolution neither joins them nor asks
};

std::string_view to_string(DecisionKind kind);

/// An entity as it stood when somebody decided about it: for the log, once no document names it.
struct DecidedEntity {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;
  bool operator==(const DecidedEntity&) const = default;
};

/// One entry of the journal. Fields that its kind does not use are empty.
struct Decision {
  std::uint64_t sequence = 0;  ///< 1, 2, 3 … in the order of deciding; given by the store
  DecisionKind kind = DecisionKind::Merge;
  /// merge: those that go, sorted by id; split, rename, retype: the one; reject, confirm: the ends
  /// of the statement that are entities, subject first; keep_apart: at least two, sorted by id,
  /// each different from each.
  std::vector<DecidedEntity> entities;
  /// merge: the one that stays; split: the new one, its name empty when it keeps the old; rename:
  /// the one with its new name; retype: what it is then.
  std::optional<DecidedEntity> result;
  /// split: sorted, no repeats, never empty; keep_apart: for each of the entities one document that
  /// has it, so that it is known again whatever it is joined with later.
  std::vector<DocumentId> documents;
  std::optional<Statement> statement;  ///< reject, confirm
  std::uint64_t undoes = 0;            ///< undo: an earlier sequence
  std::string who;
  std::string when;  ///< RFC 3339 in UTC, whole seconds: "2026-11-22T09:30:00Z"
  std::string why;   ///< may be empty
  bool operator==(const Decision&) const = default;
};

/// Who decides, when and why. The caller knows; nothing below reads a clock or asks the system.
struct Signature {
  std::string who, when, why;
};

/// Whether the fields are what Decision says: `who` is 1 to 512 bytes without control characters,
/// `why` at most 10,000, both UTF-8. InvalidInput names the field.
Status check_signature(const Signature& signature);

/// Whether an entity may be called so: 1 to 512 bytes of UTF-8 without control characters, and
/// something is left of it once it is folded for search. InvalidInput names the trouble.
Status check_entity_name(std::string_view name);

/// The id that an entity has once it is of another type. Where one of its names is the key that its
/// id was made from, the id that documents would give it then; else one made from the old id, so
/// that it stays the same for whoever asks. names: those it is known by, the canonical one first.
EntityId make_retyped_id(EntityId id, EntityType from, EntityType to,
                         const std::vector<std::string>& names);

/// The id of what a split takes out of an entity: another one for every split.
EntityId make_split_id(EntityId id, std::uint64_t sequence);

}  // namespace onrecord
