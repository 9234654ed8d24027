#include "storage/journal.h"

#include <cassert>

namespace onrecord {

void Journal::add(Decision decision) {
  const std::uint64_t sequence = next();
  assert(decision.sequence == sequence && decision.undoes < sequence);
  switch (decision.kind) {
    case DecisionKind::Merge:
    case DecisionKind::Split:
    case DecisionKind::Rename:
    case DecisionKind::Retype:
      for (const DecidedEntity& entity : decision.entities) {
        by_entity_[entity.id.value].push_back(sequence);
      }
      break;
    case DecisionKind::Reject:
    case DecisionKind::Confirm:
      by_statement_[decision.statement->id.value].push_back(sequence);
      break;
    case DecisionKind::Undo:
    case DecisionKind::KeepApart:  // for resolution, which asks for all of them
      break;
  }
  decisions_.push_back(std::move(decision));
  undone_.push_back(0);
  if (decisions_.back().kind == DecisionKind::Undo) change_force(decisions_.back().undoes, true);
}

void Journal::change_force(std::uint64_t sequence, bool undone) {
  while (true) {
    std::uint64_t& undos = undone_[sequence - 1];
    const bool was_in_force = undos == 0;
    undos = undone ? undos + 1 : undos - 1;
    const bool is_in_force = undos == 0;
    if (was_in_force == is_in_force || at(sequence).kind != DecisionKind::Undo) return;
    sequence = at(sequence).undoes;
    undone = is_in_force;
  }
}

std::unordered_map<std::uint64_t, std::uint64_t> Journal::undone() const {
  std::unordered_map<std::uint64_t, std::uint64_t> by;
  for (const Decision& decision : decisions_) {
    const bool undoes = decision.kind == DecisionKind::Undo && in_force(decision.sequence);
    if (undoes) by[decision.undoes] = decision.sequence;
  }
  return by;
}

std::uint64_t Journal::root(std::uint64_t sequence) const {
  while (at(sequence).kind == DecisionKind::Undo) sequence = at(sequence).undoes;
  return sequence;
}

std::span<const std::uint64_t> Journal::find(const Index& index, std::uint64_t id) {
  const auto found = index.find(id);
  if (found == index.end()) return {};
  return found->second;
}

}  // namespace onrecord
