#pragma once

#include <rapidjson/document.h>

#include <string>
#include <vector>

#include "storage/store.h"

namespace onrecord {

/// What somebody wants to decide, as it came in a body.
struct WantedDecision {
  DecisionKind kind = DecisionKind::Merge;
  /// merge: the one that stays last; keep_apart: at least two; split, rename, retype: one.
  std::vector<EntityId> entities;
  std::vector<DocumentId> documents;
  std::string name;
  EntityType type = EntityType::Person;
  StatementId statement;
  std::string who, why;
};

/// Members that a decision's body may have.
inline constexpr const char* kDecisionMembers =
    "kind entities entity documents name type statement who why";

/// InvalidInput names what is missing or wrong. body: an object with members of those only.
Result<WantedDecision> parse_decision(const rapidjson::Value& body);

/// when: as in Signature. Errors are those of the store.
Result<MadeDecision> decide(Store& store, const WantedDecision& wanted, const std::string& when);

/// The time of this machine, as a Signature has it.
std::string utc_now();

}  // namespace onrecord
