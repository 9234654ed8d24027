#include "graph/kept_apart.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace onrecord {

namespace {

bool is_in_force(const LoggedDecision& logged, DecisionKind kind) {
  return logged.decision.kind == kind && !logged.undone_by;
}

/// Ids that decisions made one.
class SameIds {
 public:
  explicit SameIds(std::span<const LoggedDecision> log) {
    for (const LoggedDecision& logged : log) {
      const bool joins =
          is_in_force(logged, DecisionKind::Merge) || is_in_force(logged, DecisionKind::Retype);
      if (!joins) continue;
      for (const DecidedEntity& entity : logged.decision.entities) {
        into_[find(entity.id)] = find(logged.decision.result->id);
      }
    }
    for (const auto& [id, next] : into_) members_[find(id)].insert(id);
  }

  bool are_one(EntityId a, EntityId b) const { return find(a) == find(b); }
  std::set<EntityId> all_of(EntityId id) const {
    const auto known = members_.find(find(id));
    std::set<EntityId> ids = known == members_.end() ? std::set<EntityId>() : known->second;
    ids.insert(find(id));
    return ids;
  }

 private:
  EntityId find(EntityId id) const {
    for (auto next = into_.find(id); next != into_.end() && next->second != id;
         next = into_.find(id)) {
      id = next->second;
    }
    return id;
  }

  std::map<EntityId, EntityId> into_;  // towards the one that all of them come to
  std::map<EntityId, std::set<EntityId>> members_;
};

/// Where ids stand.
class Bearers {
 public:
  Bearers(const Occurrences& all, const std::set<EntityId>& wanted) : all_(all) {
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      const Occurrence& one = all[i];
      const EntityId parted = make_parted_id(one.entity, all.documents()[one.document]);
      for (const EntityId id : {one.entity, parted}) {
        if (wanted.contains(id)) having_[id].push_back(i);
      }
    }
  }

  /// Of each id one, in `document` if there is one.
  std::vector<std::uint32_t> of(const std::set<EntityId>& ids, const DocumentId& document) const {
    std::vector<std::uint32_t> some;
    for (const EntityId id : ids) {
      const auto found = having_.find(id);
      if (found == having_.end()) continue;
      const std::vector<std::uint32_t>& list = found->second;
      const auto there = std::find_if(list.begin(), list.end(), [&](std::uint32_t one) {
        return all_.documents()[all_[one].document] == document;
      });
      some.push_back(there == list.end() ? list.front() : *there);
    }
    return some;
  }

 private:
  const Occurrences& all_;
  std::unordered_map<EntityId, std::vector<std::uint32_t>> having_;  // never iterated
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> occurrences_apart(
    const Occurrences& all, std::span<const LoggedDecision> log) {
  const SameIds same(log);
  std::set<EntityId> wanted;
  for (const LoggedDecision& logged : log) {
    if (!is_in_force(logged, DecisionKind::KeepApart)) continue;
    for (const DecidedEntity& entity : logged.decision.entities) {
      wanted.merge(same.all_of(entity.id));
    }
  }
  if (wanted.empty()) return {};
  const Bearers bearers(all, wanted);
  std::set<std::pair<std::uint32_t, std::uint32_t>> apart;
  for (const LoggedDecision& logged : log) {
    if (!is_in_force(logged, DecisionKind::KeepApart)) continue;
    const std::vector<DecidedEntity>& entities = logged.decision.entities;
    const std::vector<DocumentId>& documents = logged.decision.documents;
    for (std::size_t i = 0; i < entities.size(); ++i) {
      const auto these = bearers.of(same.all_of(entities[i].id), documents[i]);
      for (std::size_t j = i + 1; j < entities.size(); ++j) {
        if (same.are_one(entities[i].id, entities[j].id)) continue;  // somebody merged them since
        for (const std::uint32_t a : these) {
          for (const std::uint32_t b : bearers.of(same.all_of(entities[j].id), documents[j])) {
            if (a != b) apart.emplace(std::min(a, b), std::max(a, b));
          }
        }
      }
    }
  }
  return {apart.begin(), apart.end()};
}

}  // namespace onrecord
