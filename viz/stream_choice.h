#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "graph/id_index.h"
#include "graph/link_filter.h"
#include "graph/subgraph.h"
#include "viz/stream_graph.h"

namespace onrecord {

/// Links and pairs that pass a filter and are told by the chosen documents, and the entities that
/// go with them.
class StreamChoice {
 public:
  /// Both must outlive it.
  StreamChoice(const StoreReading& reading, const StreamOptions& options);

  /// Before anything else is asked. nodes: whether `entity` will be.
  Status read(bool nodes);
  /// Nothing when it has no part in the graph. Its documents are those of them that are chosen.
  std::optional<SubgraphNode> entity(const EntityLine& line) const;

  bool allows(Predicate predicate) const { return filter_.allows(predicate); }
  /// Whether it is less work to look up the sentences of each link than to walk over all documents.
  Result<bool> has_few_links(const Store& store) const;
  Status for_each_link(const std::function<bool(const LinkLine&)>& visit) const;

  bool has_pairs() const { return pairs_; }
  /// evidence: places of each.
  StorePairsOptions pair_options(std::size_t evidence) const;
  bool allows(const StorePair& pair) const;

 private:
  bool allows(const LinkLine& link) const;
  Status count_documents();

  const StoreReading& reading_;
  const StreamOptions& options_;
  const LinkFilter filter_;
  const bool restricts_, pairs_;
  std::vector<EntityId> ids_;  // of all entities, when something restricts; likewise the rest
  std::vector<EntityType> types_;
  std::vector<bool> touched_;
  std::vector<std::uint32_t> documents_;  // chosen ones, when they are chosen
  IdIndex index_;
};

}  // namespace onrecord
