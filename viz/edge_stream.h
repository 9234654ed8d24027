#pragma once

#include <optional>
#include <vector>

#include "graph/evidence_sentences.h"
#include "graph/link_sentences.h"
#include "graph/store_pairs.h"
#include "viz/stream_choice.h"

namespace onrecord {

/// The edges of stream_store: links, then pairs. Sentences come of one walk over the documents for
/// both, or, where few links are left, are looked up. For one writing.
class EdgeStream {
 public:
  /// All must outlive it.
  EdgeStream(const Store& store, const StoreReading& reading, const StreamChoice& choice,
             const StreamOptions& options)
      : store_(store), reading_(reading), choice_(choice), options_(options), looked_up_(store) {}

  Status write(GraphWriter& writer);

 private:
  Status walk();
  Status write_links(GraphWriter& writer);
  Status write_pairs(GraphWriter& writer);
  Result<GraphEdge> complete(const LinkLine& link);
  Result<std::vector<SentenceEvidence>> sentences(StatementId id);

  const Store& store_;
  const StoreReading& reading_;
  const StreamChoice& choice_;
  const StreamOptions& options_;
  EvidenceSentences looked_up_;
  std::optional<LinkSentences> links_;  // once there was a walk
  std::optional<StorePairs> pairs_;
};

/// On which the evidence of a statement in these documents is dated, ascending. chosen: null: all.
Result<std::vector<PartialDate>> dates_of(const Store& store, StatementId statement,
                                          const DocumentChoice& chosen);

}  // namespace onrecord
