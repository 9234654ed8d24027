#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "graph/subgraph.h"
#include "storage/store.h"

namespace onrecord {

/// The sentences that evidence stands in. Keeps a few documents' texts between calls; one for each
/// query. The store must outlive it.
class EvidenceSentences {
 public:
  explicit EvidenceSentences(const Store& store) : store_(store) {}

  /// Of so many of the given ones: the most confident first, then the earliest, then by document
  /// and place in it; no sentence twice. Busy when the store no longer has one of the documents.
  Result<std::vector<SentenceEvidence>> best(std::vector<Evidence> evidence, std::size_t sentences);

  /// A document, as long as nothing else is asked for. Busy as above.
  Result<const Document*> document(const DocumentId& id);

 private:
  Result<SentenceEvidence> sentence(const Evidence& evidence);

  const Store& store_;
  std::map<DocumentId, Document> documents_;
  std::size_t bytes_held_ = 0;
};

/// Busy: the store is no longer what a graph was made of.
Error store_changed();

}  // namespace onrecord
