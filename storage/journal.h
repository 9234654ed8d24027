#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/decision.h"

namespace onrecord {

/// All decisions in the order in which they were made, which of them are in force, and which are
/// about an id. In memory: some hundred bytes each. Not safe for threads that write.
class Journal {
 public:
  /// decision: its sequence is next(), what it undoes is earlier.
  void add(Decision decision);

  std::uint64_t next() const { return decisions_.size() + 1; }
  bool empty() const { return decisions_.empty(); }
  const std::vector<Decision>& decisions() const { return decisions_; }
  /// sequence: from 1 to next() - 1, here and below.
  const Decision& at(std::uint64_t sequence) const { return decisions_[sequence - 1]; }

  /// Whether no undo that is in force itself undoes it.
  bool in_force(std::uint64_t sequence) const { return undone_[sequence - 1] == 0; }
  /// What is out of force, and the last undo in force that keeps it so.
  std::unordered_map<std::uint64_t, std::uint64_t> undone() const;
  /// The decision that an undo comes to in the end, undos of undos followed; of others itself.
  std::uint64_t root(std::uint64_t sequence) const;

  /// The decisions that take an entity away or change it, or judge a statement; ascending, whether
  /// in force or not. What a merge merges into is not changed by it.
  std::span<const std::uint64_t> about(EntityId id) const { return find(by_entity_, id.value); }
  std::span<const std::uint64_t> about(StatementId id) const {
    return find(by_statement_, id.value);
  }

 private:
  using Index = std::unordered_map<std::uint64_t, std::vector<std::uint64_t>>;  // never iterated
  static std::span<const std::uint64_t> find(const Index& index, std::uint64_t id);
  /// One more or one fewer undo in force of a decision, and what follows when it is an undo itself.
  void change_force(std::uint64_t sequence, bool undone);

  std::vector<Decision> decisions_;
  std::vector<std::uint64_t> undone_;  // undos in force of each
  Index by_entity_, by_statement_;
};

}  // namespace onrecord
