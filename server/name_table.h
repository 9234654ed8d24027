#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/id_index.h"
#include "model/entity.h"
#include "model/result.h"

namespace onrecord {

/// What a table of names is made of.
struct NameTableParts {
  std::vector<EntityId> ids;  ///< ascending, none twice
  std::vector<EntityType> types;
  std::vector<std::uint64_t> documents;  ///< that mention each entity
  struct Name {
    std::uint32_t entity = 0;  ///< index into `ids`
    std::string folded;        ///< fold_for_search of it; an empty one is left out
  };
  std::vector<Name> names;
};

/// The names of many entities, to be found by their beginning and by that of every later word:
/// a sorted list of all places at which a word begins. Immutable, so safe for several threads.
/// About 75 bytes for an entity with one name of three words.
class NameTable {
 public:
  /// Some of the places, one after another.
  struct Range {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t size() const { return end - begin; }
  };
  static constexpr char kEnd = '\n';  ///< after each name; no other byte is as small

  NameTable() = default;
  /// TooLarge for more than 4 GiB of names.
  static Result<NameTable> build(NameTableParts parts);

  std::size_t entity_count() const { return ids_.size(); }
  std::size_t name_count() const { return name_ends_.size(); }
  std::size_t memory() const;

  EntityId id(std::uint32_t entity) const { return ids_[entity]; }
  EntityType type(std::uint32_t entity) const { return types_[entity]; }
  std::uint64_t documents(std::uint32_t entity) const { return documents_[entity]; }
  std::optional<std::uint32_t> find(EntityId id) const { return index_.find(ids_, id); }
  /// Of its names the first in byte order.
  std::string_view first_name(std::uint32_t entity) const { return name_from(firsts_[entity]); }
  /// 0, 1, 2 …: by documents, most first, then by first name, then id.
  std::uint32_t rank(std::uint32_t entity) const { return ranks_[entity]; }

  /// All places, in the order of the text from there on.
  Range all() const { return {0, static_cast<std::uint32_t>(places_.size())}; }
  /// The places in `within` where the text begins with `prefix`.
  Range find(std::string_view prefix) const;
  /// Of those, the ones that are a whole name: nothing before, nothing after.
  Range whole(Range found, std::string_view name) const;
  /// From a place to beyond the end of its name: up to kEnd, and then what comes next.
  const char* text(std::uint32_t place) const { return pool_.data() + places_[place]; }
  std::uint32_t entity_at(std::uint32_t place) const {
    return entity_of_name_[name_at(places_[place])];
  }
  /// The whole name that a place stands in.
  std::string_view name_of(std::uint32_t place) const;

 private:
  friend class BestFirst;
  static constexpr std::uint32_t kBlock = 16;  // places under one leaf of the tree

  std::uint32_t name_at(std::uint32_t position) const;
  std::string_view name_from(std::uint32_t position) const;
  void sort_places();
  void rank_entities();
  void plant_tree();

  std::vector<EntityId> ids_;
  IdIndex index_;
  std::vector<EntityType> types_;
  std::vector<std::uint32_t> documents_;  // cut at 2^32 - 1
  std::vector<std::uint32_t> firsts_;     // position of the first name of each entity
  std::vector<std::uint32_t> ranks_;
  std::string pool_;                      // folded names, each with kEnd after it
  std::vector<std::uint32_t> name_ends_;  // of each name, the position of its kEnd
  std::vector<std::uint32_t> entity_of_name_;
  std::vector<std::uint32_t> places_;  // positions in the pool, by the text from there on

  /// What lies under a node of the tree: the best rank, and which types there are, a bit each.
  struct Under {
    std::uint32_t rank = ~0u;
    std::uint32_t types = 0;
  };
  std::vector<Under> tree_;  // the root is 1, below n are 2n and 2n + 1; leaves_ leaves
  std::uint32_t leaves_ = 0;
};

/// Goes through ranges of places, those of the best entities first, without looking at the others.
class BestFirst {
 public:
  /// types: a bit for each type that is wanted, 1 << type. The table must outlive it.
  BestFirst(const NameTable& table, std::span<const NameTable::Range> ranges, std::uint32_t types);

  /// The next place of an entity of a wanted type; nothing at the end.
  std::optional<std::uint32_t> next();

 private:
  struct Waiting {
    std::uint32_t rank = 0;
    bool is_place = false;
    std::uint32_t at = 0;  // a place, or a node of the tree
    auto operator<=>(const Waiting&) const = default;
  };
  void add_node(std::uint32_t node);
  void add_places(std::uint32_t begin, std::uint32_t end);
  void add(const Waiting& waiting);

  const NameTable& table_;
  const std::uint32_t types_;
  std::vector<Waiting> waiting_;  // a heap
};

}  // namespace onrecord
