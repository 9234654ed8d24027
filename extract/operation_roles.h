#pragma once

#include <map>
#include <vector>

#include "extract/confidence.h"
#include "model/extraction.h"

namespace onrecord {

/// An entity in an operation's frame, and how a sentence told it.
struct Role {
  std::size_t entity = 0;  ///< index into DocumentEntities::entities()
  Way way;
};

/// Adds the role, unless the entity has one there that is as sure.
void add_role(std::vector<Role>& roles, Role role);

/// By what a figure counts: a total, a kind, a place or a share.
Way way_of_outcome(const Outcome& outcome);

/// Where a document says that an entity has a role in an operation, or when the operation was.
struct RoleEvidence {
  Predicate predicate = Predicate::Conducted;
  EntityId entity;  ///< the other end; the operation itself for Occurred
  Span sentence;
  Way way;
};

/// A document's operations, and what their frames rest on.
struct FoundOperations {
  std::vector<Operation> operations;
  std::map<EntityId, std::vector<RoleEvidence>> evidence;  ///< by operation; in text order
};

}  // namespace onrecord
