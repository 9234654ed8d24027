#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

using NodeIndex = std::uint32_t;
using EdgeIndex = std::uint32_t;

struct SnapshotNode {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;
  std::uint64_t documents = 0;
};

/// One stored statement between two entities, or one co_mentioned pair (source < target).
struct SnapshotEdge {
  NodeIndex source = 0, target = 0;
  Predicate predicate = Predicate::CoMentioned;
  StatementId statement;      ///< 0 for co_mentioned
  std::uint32_t detail = 0;   ///< index into qualifiers(), or co_places() of a co_mentioned
  std::uint32_t count = 0;    ///< sentences, of a co_mentioned
  std::uint64_t support = 0;  ///< documents
  double confidence = 1.0;    ///< 1 for co_mentioned
  PartialDate first, last;

  bool co_mentioned() const { return predicate == Predicate::CoMentioned; }
};

/// Where two entities stand in one sentence.
struct CoPlace {
  std::uint32_t document = 0;  ///< index into documents()
  Span source, target;         ///< their mentions, in either order in the text
};

struct SnapshotOptions {
  bool co_mentioned = true;  ///< derive them; false saves the walk over all documents
  /// A sentence that names more entities than this is a list: it gives no co_mentioned edges.
  std::size_t max_entities_in_sentence = 16;
  std::size_t places_per_pair = 3;  ///< example sentences kept for each co_mentioned edge
};

/// What a snapshot is made of; `build` sorts it.
struct SnapshotParts {
  std::vector<SnapshotNode> nodes;
  std::vector<SnapshotEdge> edges;  ///< ends are indices into `nodes` as given
  std::vector<Qualifiers> qualifiers;
  std::vector<std::vector<CoPlace>> co_places;
  std::vector<DocumentId> documents;
  std::uint64_t version = 0;
};

/// The store's entities and what joins them, as a graph in memory. Immutable, so safe to use from
/// any number of threads; swap in a new one when `store.version() != snapshot.version()`.
///
/// Nodes are in order of their ids. Edges join two different nodes and are in order of (source,
/// target, predicate, statement); several may join the same two. Memory: about 100 bytes an edge
/// plus the names.
class Snapshot {
 public:
  using Graph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property,
                                                   boost::no_property, boost::no_property,
                                                   NodeIndex, EdgeIndex>;

  /// Reads every entity and every statement that the ontology calls a link, and derives
  /// co_mentioned pairs from the documents' mentions. A writer may go on meanwhile: `version` is
  /// then older than the store's, which says that a new snapshot is due.
  static Result<Snapshot> load(const Store& store, const SnapshotOptions& options = {});
  /// From parts, without a store. Edges whose ends are equal or missing are dropped.
  static Snapshot build(SnapshotParts parts);

  const Graph& graph() const { return graph_; }
  const std::vector<SnapshotNode>& nodes() const { return parts_.nodes; }
  const std::vector<SnapshotEdge>& edges() const { return parts_.edges; }
  const SnapshotNode& node(NodeIndex index) const { return parts_.nodes[index]; }
  const SnapshotEdge& edge(EdgeIndex index) const { return parts_.edges[index]; }
  std::optional<NodeIndex> find(EntityId id) const;

  /// Of a statement's edge; empty for co_mentioned.
  const Qualifiers& qualifiers(const SnapshotEdge& edge) const;
  /// Of a co_mentioned edge, by document; empty for statements.
  const std::vector<CoPlace>& co_places(const SnapshotEdge& edge) const;
  const DocumentId& document(std::uint32_t index) const { return parts_.documents[index]; }

  /// Of the store when loading began.
  std::uint64_t version() const { return parts_.version; }

 private:
  Snapshot() = default;
  SnapshotParts parts_;
  Graph graph_;
};

}  // namespace onrecord
