#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/statement.h"
#include "storage/store.h"

namespace onrecord {

/// A sentence that an edge rests on, with what a reader needs to find it again.
struct SentenceEvidence {
  std::string title, url, publisher;  ///< of the document; each may be empty
  PartialDate date;                   ///< when it held or was said, else when it was published
  PartialDate published;              ///< of the document
  double confidence = 0.0;            ///< probability in [0, 1] that the text says this
  SentenceText sentence;              ///< document, span, words and highlights in bytes
  /// `sentence.span` as code points of the document's text, which is not at hand where a subgraph
  /// is written.
  std::uint32_t begin_code_point = 0, end_code_point = 0;
};

struct SubgraphNode {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;
  std::uint64_t documents = 0;  ///< that mention it
  bool focus = false;           ///< the centre of an ego network, the ends of a path
};

/// One statement between two entities, or a `co_mentioned`.
struct SubgraphEdge {
  EntityId source, target;  ///< of a co_mentioned: the smaller id first
  Predicate predicate = Predicate::CoMentioned;
  std::optional<StatementId> statement;  ///< nothing for co_mentioned
  Qualifiers qualifiers;                 ///< of a statement; "count" (sentences) of a co_mentioned
  std::uint64_t support = 0;             ///< documents that say so
  double confidence = 0.0;  ///< probability in [0, 1]; 1 for co_mentioned, which is observed
  PartialDate first, last;  ///< of its evidence; empty when none is dated
  std::vector<SentenceEvidence> evidence;  ///< best first, as many as were asked for

  bool co_mentioned() const { return predicate == Predicate::CoMentioned; }
};

/// What the writers of viz/ take. Every end of an edge is among the nodes. Nodes by id; edges by
/// (source, target, predicate, statement): the same bytes out for the same contents.
struct Subgraph {
  std::vector<SubgraphNode> nodes;
  std::vector<SubgraphEdge> edges;
  std::uint64_t left_out = 0;  ///< nodes that a cap kept out

  const SubgraphNode* find(EntityId id) const;
};

/// Puts nodes and edges into the order above and drops repeats.
void sort_subgraph(Subgraph& graph);

/// The edge for people: "holds position at (press secretary, former)", "is mentioned with". What is
/// current goes without saying.
std::string edge_label(const SubgraphEdge& edge);

}  // namespace onrecord
