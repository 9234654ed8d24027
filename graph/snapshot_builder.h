#pragma once

#include <vector>

#include "graph/edge_collector.h"
#include "graph/snapshot.h"

namespace onrecord {

/// Puts together what several threads have read. What comes out depends on the nodes and the edges
/// alone, and not on which collector has what.
class SnapshotBuilder {
 public:
  /// ids ascending, none twice.
  void add_node(const SnapshotNode& node);
  /// After the last node; then they can be found.
  void end_nodes();
  std::optional<NodeIndex> find(EntityId id) const { return snapshot_.find(id); }
  NodeIndex node_count() const { return snapshot_.node_count(); }
  void add_document(std::string_view id) { snapshot_.documents_.add(id); }
  void set_version(std::uint64_t version) { snapshot_.version_ = version; }
  void set_chosen(DocumentChoice chosen) { snapshot_.chosen_ = std::move(chosen); }
  /// How many documents mention the node, in place of what it was added with.
  void set_documents(NodeIndex node, std::uint32_t documents) {
    snapshot_.documents_of_[node] = documents;
  }

  /// Takes what was added; the builder is of no use afterwards. TooLarge for more edges, sets of
  /// qualifiers or documents than a snapshot can count.
  Result<Snapshot> finish(std::vector<EdgeCollector> collectors, std::size_t threads);

 private:
  struct Half {  // an edge in the row of its source
    NodeIndex target = 0;
    PackedEdge packed;
  };

  void unite_qualifiers(std::vector<EdgeCollector>& collectors, std::size_t threads);
  void unite_times(std::vector<EdgeCollector>& collectors, std::size_t threads);
  void gather_rows(std::vector<EdgeCollector>& collectors);
  void sort_rows(std::size_t threads);
  void drop_repeats();
  void build_graph();
  void note_incoming_gists(std::size_t threads);
  void keep_many(const std::vector<ManyDocuments>& many);

  Snapshot snapshot_;
  std::vector<std::uint64_t> begins_;  // of each source's row, and the end of the last
  std::vector<Half> halves_;
};

}  // namespace onrecord
