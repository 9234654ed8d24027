#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "graph/limits.h"
#include "graph/snapshot.h"
#include "server/connection.h"
#include "server/importance_memory.h"
#include "server/lookup.h"
#include "server/param_reader.h"
#include "server/resolve_name.h"

namespace onrecord {

/// How many of the costly answers are made at once; more are told to come back.
struct Gates {
  std::counting_semaphore<> drawings{2};  ///< each runs a Graphviz process
  std::counting_semaphore<> exports{2};
};

/// A pass through a gate, given back at its end.
class GatePass {
 public:
  static std::shared_ptr<GatePass> try_enter(std::counting_semaphore<>& gate) {
    return gate.try_acquire() ? std::shared_ptr<GatePass>(new GatePass(gate)) : nullptr;
  }
  ~GatePass() { gate_.release(); }
  GatePass(const GatePass&) = delete;
  GatePass& operator=(const GatePass&) = delete;

 private:
  explicit GatePass(std::counting_semaphore<>& gate) : gate_(gate) {}
  std::counting_semaphore<>& gate_;
};

/// One request on its way through a route.
struct Call {
  Call(const Store& from, std::shared_ptr<const Snapshot> snapshot, Gates& at,
       ImportanceMemory& memory, std::map<std::string, std::string> query)
      : store(from),
        lookup(from),
        graph(std::move(snapshot)),
        gates(at),
        importance(memory),
        params(std::move(query)) {}

  const Store& store;
  Lookup lookup;
  std::shared_ptr<const Snapshot> graph;
  Gates& gates;
  ImportanceMemory& importance;
  ParamReader params;
  std::vector<std::string> ids;  ///< what stood at the ':' places of the route, in order
  /// Why a name of this call meant no one entity; error replies list its candidates.
  std::optional<NameResolution> unresolved;
};

/// The id in the path; InvalidInput when it is none.
Result<EntityId> path_entity(const Call& call);

/// The entity that a parameter means by id or name; nothing when it is absent or empty.
Result<std::optional<EntityId>> param_entity(Call& call, const char* name);
/// Several of a parameter, ids or names, separated by semicolons (names may have commas).
Result<std::vector<EntityId>> param_entities(Call& call, const char* name);

/// The parameters of a quote filter: speaker, about, place, kind, document, since, until, text,
/// min_confidence.
Result<QuoteFilter> param_quote_filter(Call& call);

SearchLimits search_limits();

}  // namespace onrecord
