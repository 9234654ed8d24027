#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/id_index.h"
#include "graph/numbered.h"
#include "graph/packed_edge.h"
#include "graph/text_list.h"
#include "model/result.h"
#include "storage/reading.h"
#include "storage/store.h"

namespace onrecord {

using NodeIndex = std::uint32_t;
using EdgeIndex = std::uint32_t;

struct SnapshotNode {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string_view name;  ///< lives as long as the snapshot
  std::uint64_t documents = 0;
};

/// One stored statement between two entities, or one co_mentioned pair (source < target).
struct SnapshotEdge {
  NodeIndex source = 0, target = 0;
  Predicate predicate = Predicate::CoMentioned;
  std::uint32_t detail = 0;   ///< index of qualifiers, or the first document of a co_mentioned
  std::uint32_t count = 0;    ///< sentences, of a co_mentioned; at most 2^24 - 1
  std::uint64_t support = 0;  ///< documents
  double confidence = 1.0;    ///< 6 decimals; 1 for co_mentioned
  PartialDate first, last;

  bool co_mentioned() const { return predicate == Predicate::CoMentioned; }
  bool operator==(const SnapshotEdge&) const = default;
};

struct SnapshotOptions {
  bool co_mentioned = true;  ///< derive them; false saves the walk over all documents
  /// A sentence that names more entities than this is a list: it gives no co_mentioned edges.
  std::size_t max_entities_in_sentence = 16;
  unsigned threads = 0;  ///< 0: one a core. The same snapshot for any number
  /// The graph of a store that had these documents alone, among all its entities; null: of all.
  /// Called from several threads at once, for as long as the snapshot lives.
  DocumentChoice chosen;
};

/// What a snapshot is made of by hand; `build` sorts it.
struct SnapshotParts {
  struct Node {
    EntityId id;
    EntityType type = EntityType::Person;
    std::string name;
    std::uint64_t documents = 0;
  };
  std::vector<Node> nodes;          ///< in any order
  std::vector<SnapshotEdge> edges;  ///< ends are indices into `nodes` as given
  std::vector<Qualifiers> qualifiers;
  std::vector<DocumentId> documents;
  std::uint64_t version = 0;
};

/// Bytes that a snapshot holds.
struct SnapshotMemory {
  std::uint64_t nodes = 0;  ///< ids, types, names, and how to find them
  std::uint64_t edges = 0;  ///< both directions, and all attributes
  std::uint64_t documents = 0;
};

/// The store's entities and what joins them, as a graph in memory. Immutable, so safe to use from
/// any number of threads; swap in a new one when `store.version() != snapshot.version()`.
///
/// Nodes are in order of their ids. Edges join two different nodes and are in order of (source,
/// target, predicate, qualifiers); several may join the same two. An edge takes 28 bytes: 12 in
/// Boost's compressed sparse rows, both ways, 12 of attributes (graph/packed_edge.h), and 4 that
/// repeat the chief of them in the order of the incoming rows, where searches read them.
class Snapshot {
 public:
  using Graph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property,
                                                   boost::no_property, boost::no_property,
                                                   NodeIndex, EdgeIndex>;

  /// Reads every entity and every statement that the ontology calls a link, and derives
  /// co_mentioned pairs from the documents' mentions, all with several threads. What a writer does
  /// meanwhile is not in it.
  static Result<Snapshot> load(const Store& store, const SnapshotOptions& options = {});
  /// From parts, without a store. Edges whose ends are equal or missing are dropped.
  static Snapshot build(const SnapshotParts& parts);

  const Graph& graph() const { return graph_; }
  NodeIndex node_count() const { return static_cast<NodeIndex>(ids_.size()); }
  EdgeIndex edge_count() const { return static_cast<EdgeIndex>(packed_.size()); }
  std::optional<NodeIndex> find(EntityId id) const { return index_.find(ids_, id); }

  SnapshotNode node(NodeIndex index) const;
  EntityId id(NodeIndex index) const { return ids_[index]; }
  EntityType type(NodeIndex index) const { return types_[index]; }
  /// Edges that begin or end here.
  std::uint32_t degree(NodeIndex index) const { return degrees_[index]; }
  /// degree(index) will be asked for soon.
  void expect_degree(NodeIndex index) const { __builtin_prefetch(&degrees_[index]); }

  /// Looks for the source: some twenty steps. What searches ask for at each step stands below.
  SnapshotEdge edge(EdgeIndex index) const;
  std::pair<NodeIndex, NodeIndex> ends(EdgeIndex index) const;
  const PackedEdge& packed(EdgeIndex index) const { return packed_[index]; }
  /// Of the incoming edges of a node, in the order of Boost's in_edges.
  const EdgeGist* incoming_gists(NodeIndex node) const {
    return incoming_gists_.data() + graph_.m_backward.m_rowstart[node];
  }
  Predicate predicate(EdgeIndex index) const { return predicate_of(packed_[index].kind); }
  bool co_mentioned(EdgeIndex index) const { return predicate(index) == Predicate::CoMentioned; }
  /// -ln(confidence) in millionths; 0 for co_mentioned.
  std::uint32_t doubt(EdgeIndex index) const {
    return co_mentioned(index) ? 0 : amount_of(packed_[index].weight);
  }
  double confidence(EdgeIndex index) const { return confidence_of(doubt(index)); }
  std::uint64_t support(EdgeIndex index) const;
  /// First and last date of its evidence.
  const std::pair<PartialDate, PartialDate>& dates(EdgeIndex index) const {
    return times_[packed_[index].time];
  }

  /// All of them, by value, in order.
  Numbered<Snapshot, SnapshotNode, &Snapshot::node> nodes() const { return {*this, node_count()}; }
  Numbered<Snapshot, SnapshotEdge, &Snapshot::edge> edges() const { return {*this, edge_count()}; }

  /// Of a statement's edge; empty for co_mentioned.
  const Qualifiers& qualifiers(EdgeIndex index) const;
  /// The id of a statement's edge, computed from its parts; 0 for co_mentioned.
  StatementId statement(EdgeIndex index) const;
  /// The first of the documents, in the order of their ids, that have a co_mentioned pair in one
  /// sentence; empty for statements.
  DocumentId first_document(EdgeIndex index) const;

  /// All sets of qualifiers, sorted; all pairs of first and last date; all documents that were read
  /// for co_mentioned pairs, in the order of their ids.
  const std::vector<Qualifiers>& qualifier_sets() const { return qualifiers_; }
  const std::vector<std::pair<PartialDate, PartialDate>>& times() const { return times_; }
  const TextList& documents() const { return documents_; }

  /// Whether what it says is told by this document too: SnapshotOptions::chosen.
  bool chooses(const DocumentId& document) const { return !chosen_ || chosen_(document.value); }
  const DocumentChoice& chosen() const { return chosen_; }

  /// Of the store when loading began.
  std::uint64_t version() const { return version_; }
  SnapshotMemory memory() const;

 private:
  friend class SnapshotBuilder;
  Snapshot() = default;

  std::vector<EntityId> ids_;
  IdIndex index_;
  std::vector<EntityType> types_;
  std::vector<std::uint32_t> documents_of_;  // documents that mention a node, cut at 2^32 - 1
  TextList names_;
  std::vector<std::uint32_t> degrees_;
  Graph graph_;
  std::vector<PackedEdge> packed_;                         // in the order of the graph's edges
  std::vector<EdgeGist> incoming_gists_;                   // in the order of all nodes' in_edges
  std::vector<std::pair<EdgeIndex, std::uint64_t>> many_;  // supports too great to be packed
  std::vector<Qualifiers> qualifiers_;                     // sorted
  std::vector<std::pair<PartialDate, PartialDate>> times_;
  TextList documents_;
  DocumentChoice chosen_;  // null: all
  std::uint64_t version_ = 0;
};

}  // namespace onrecord
