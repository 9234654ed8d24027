#pragma once

#include <cstddef>

#include "graph/evidence_sentences.h"
#include "graph/snapshot.h"
#include "graph/subgraph.h"

namespace onrecord {

/// Turns what a snapshot holds into nodes and edges for people, with sentences from the store.
/// Keeps a few documents' texts between calls; one loader for each query. Both must outlive it.
class SubgraphLoader {
 public:
  SubgraphLoader(const Snapshot& snapshot, const Store& store)
      : snapshot_(snapshot), store_(store), sentences_(store) {}

  SubgraphNode node(NodeIndex index, bool focus = false) const;
  /// With up to `sentences` of evidence: the most confident first, then the earliest, then by
  /// document and place in it; no sentence twice. Busy when the store no longer has any (a writer
  /// has changed it since the snapshot was made).
  Result<SubgraphEdge> edge(EdgeIndex index, std::size_t sentences);

 private:
  const Snapshot& snapshot_;
  const Store& store_;
  EvidenceSentences sentences_;
};

}  // namespace onrecord
