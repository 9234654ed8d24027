#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "server/name_table.h"
#include "storage/store.h"

namespace onrecord {

/// An entity that a search found.
struct NameHit {
  EntityId entity;
  EntityType type = EntityType::Person;
  std::uint64_t documents = 0;  ///< that mention it
  std::string folded;           ///< the name that was found, folded
  bool exact = false;           ///< all of that name was wanted
  unsigned errors = 0;          ///< typing errors that had to be allowed for
  bool operator==(const NameHit&) const = default;
};

struct NameSearch {
  std::vector<EntityType> types;  ///< empty: all
  std::size_t limit = 10;
};

/// The names and aliases of a store's entities in memory, for search as one types. Immutable, so
/// safe for several threads.
class NameIndex {
 public:
  /// Reads all names, with several threads.
  static Result<NameIndex> load(const Store& store);
  /// What `old` becomes by the store's changes since; reads only what changed when that is little.
  /// The same answers as of one that was loaded.
  static Result<NameIndex> refresh(const NameIndex& old, const Store& store);

  /// Each entity once. In this order:
  ///   1. whole names; 2. names, or words of them, that begin so; 3. names of which words begin
  ///   with each of the words, in any order; 4. beginnings within one, then two typing errors (of
  ///   four characters, of eight and more).
  /// Among those by documents, most first, then by the entity's first name, then id. A later kind
  /// is looked for only where earlier ones leave room.
  std::vector<NameHit> find(std::string_view text, const NameSearch& search = {}) const;

  /// Of the store, when it was read.
  std::uint64_t version() const { return version_; }
  std::size_t entity_count() const;
  std::size_t memory() const;

 private:
  class Collector;
  enum class Fit;
  bool hidden(std::uint32_t entity) const;

  std::shared_ptr<const NameTable> base_;
  std::vector<EntityId> changed_;      // since the base was read, sorted
  std::vector<std::uint32_t> hidden_;  // of those, the ones the base has, as it counts; sorted
  NameTable recent_;                   // and what they are now
  std::uint64_t version_ = 0;
};

}  // namespace onrecord
