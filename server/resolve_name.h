#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// An entity that a name may mean.
struct NameCandidate {
  EntityId entity;
  EntityType type = EntityType::Person;
  std::string name;     ///< canonical
  std::string matched;  ///< the name or alias that was found
  std::uint64_t documents = 0, mentions = 0;
  std::string known_by = {};  ///< what tells it from others (server/known_by.h); may be empty
  bool operator==(const NameCandidate&) const = default;
};

/// What a name means. At most one of the three holds: an entity, several that it fits, or near
/// ones when it fits none.
struct NameResolution {
  std::optional<EntityId> entity;
  std::vector<NameCandidate> fitting;       ///< at least two, each with what it is known by
  std::vector<NameCandidate> did_you_mean;  ///< may be empty
  /// Where one type was asked for and none of it is so called: it, and what others it fits.
  std::optional<EntityType> wanted = {};
  std::vector<NameCandidate> of_other_types = {};
};

struct ResolveOptions {
  std::optional<EntityType> type;  ///< only entities of it
  std::size_t max_candidates = 8;
};

/// Finds whom a person means. In this order, the first that fits decides:
///   1. an id of 16 hex digits that the store knows;
///   2. the whole canonical name, folded for search; then a whole alias;
///   3. the beginning of a name, an alias, or a later word of one, when all that begin so are the
///      same entity.
/// Otherwise names within small typing errors of it are suggested, nearest first. A type counts at
/// each step; what has another is never the answer.
///
/// InvalidInput for an empty name or one of more than 512 bytes; what the store reports.
Result<NameResolution> resolve_name(const Store& store, std::string_view name,
                                    const ResolveOptions& options = {});

/// Ambiguous or NotFound with the candidates in the message. Only for a resolution without entity.
Error to_error(const NameResolution& resolution, std::string_view name);

/// Both of the above at once.
Result<EntityId> find_entity(const Store& store, std::string_view name,
                             const ResolveOptions& options = {});

/// Names within typing errors of `name`, nearest first, then by documents, name, id.
Result<std::vector<NameCandidate>> find_near_names(const Store& store, std::string_view name,
                                                   const ResolveOptions& options = {});

}  // namespace onrecord
