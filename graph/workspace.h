#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include "graph/measure.h"

namespace onrecord {

/// What a search knows of one node from one side. Holds only while `stamp` is the search's.
struct NodeMark {
  std::uint32_t stamp = 0;
  NodeIndex parent = 0;
  Cost cost = 0;
};

/// Nodes that were added: never denies one that was, and seldom has another one while they are some
/// ten thousand. It fits into the caches, where the marks do not (Bloom 1970, with one function).
class NodeSieve {
 public:
  void clear() { words_.fill(0); }
  void add(NodeIndex node) { words_[bit(node) / 64] |= std::uint64_t{1} << bit(node) % 64; }
  bool may_have(NodeIndex node) const { return words_[bit(node) / 64] >> bit(node) % 64 & 1; }

 private:
  static constexpr unsigned kBits = 18;
  static std::uint32_t bit(NodeIndex node) { return node * 0x9e3779b1u >> (32 - kBits); }
  std::array<std::uint64_t, (std::size_t{1} << kBits) / 64> words_{};
};

/// Marks for every node of a snapshot, used by one search after another without being cleared: each
/// search has a stamp of its own. The 32 bytes a node are reserved at once, but the system gives
/// memory only for what searches touch.
class Workspace {
 public:
  explicit Workspace(std::size_t nodes)
      : nodes_(nodes),
        marks_(static_cast<NodeMark*>(
            std::calloc(std::max<std::size_t>(nodes, 1) * 2, sizeof(NodeMark)))) {}

  std::size_t nodes() const { return nodes_; }
  bool usable() const { return marks_ != nullptr; }
  /// Forgets everything.
  void begin();
  /// side: 0 or 1.
  NodeMark& mark(NodeIndex node, int side) {
    return marks_[std::size_t{node} * 2 + static_cast<std::size_t>(side)];
  }
  bool known(NodeIndex node, int side) const {
    return marks_[std::size_t{node} * 2 + static_cast<std::size_t>(side)].stamp == stamp_;
  }
  /// Both marks of the node will be read or written soon.
  void expect(NodeIndex node) const { __builtin_prefetch(&marks_[std::size_t{node} * 2], 1); }
  std::uint32_t stamp() const { return stamp_; }

  /// The side with less to look at, roughly: what waits in its heap and the links of the next node
  /// there. Neither heap may be empty.
  int side_with_less(const Snapshot& snapshot) const;

  using Waiting = std::pair<Cost, NodeIndex>;
  std::vector<NodeIndex> fronts[2], next_front;
  std::vector<Waiting> heaps[2];
  std::vector<NodeIndex> meetings;
  NodeSieve reached[2];  ///< of searches by level

 private:
  struct Free {
    void operator()(NodeMark* marks) const { std::free(marks); }
  };
  std::size_t nodes_;
  std::unique_ptr<NodeMark[], Free> marks_;
  std::uint32_t stamp_ = 0;
};

/// A workspace out of a pool that all threads share, given back when this goes. The pool keeps a
/// few, so that a query in a running server reserves nothing.
class BorrowedWorkspace {
 public:
  explicit BorrowedWorkspace(std::size_t nodes);
  ~BorrowedWorkspace();
  BorrowedWorkspace(const BorrowedWorkspace&) = delete;
  BorrowedWorkspace& operator=(const BorrowedWorkspace&) = delete;

  Workspace& operator*() const { return *workspace_; }
  Workspace* operator->() const { return workspace_.get(); }

 private:
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace onrecord
