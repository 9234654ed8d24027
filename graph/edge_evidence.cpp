#include "graph/edge_evidence.h"

#include "graph/pair_evidence.h"

namespace onrecord {

Result<std::vector<Evidence>> edge_evidence(const Snapshot& snapshot, const Store& store,
                                            EdgeIndex edge, std::size_t sentences) {
  if (snapshot.co_mentioned(edge)) {
    const auto [a, b] = snapshot.ends(edge);
    return pair_evidence(store, snapshot.id(a), snapshot.id(b), snapshot.first_document(edge),
                         sentences, snapshot.chosen());
  }
  Result<std::vector<Evidence>> evidence = store.evidence(snapshot.statement(edge));
  if (evidence && snapshot.chosen()) {
    std::erase_if(*evidence, [&](const Evidence& e) { return !snapshot.chooses(e.document); });
  }
  return evidence;
}

}  // namespace onrecord
