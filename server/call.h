#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/limits.h"
#include "graph/snapshot.h"
#include "server/document_list.h"
#include "server/gates.h"
#include "server/importance_memory.h"
#include "server/lookup.h"
#include "server/metrics.h"
#include "server/name_index.h"
#include "server/outlet_graphs.h"
#include "server/param_reader.h"
#include "server/reply.h"
#include "server/request.h"
#include "server/resolve_name.h"

namespace onrecord {

struct AccessRules;
struct WriteSide;

/// What the server knows of itself.
struct Vitals {
  RequestMetrics requests;
  std::function<std::chrono::duration<double>()> graph_age;  ///< since the graph was made anew
  std::function<std::string()> trouble;  ///< why it lags behind the store; empty: it does not
};

/// One request on its way through a route.
struct Call {
  Call(const Store& from, std::shared_ptr<const Snapshot> snapshot, Gates& at,
       ImportanceMemory& memory, std::map<std::string, std::string> query, const Request& asked,
       const AccessRules& rules, const Vitals& vitals)
      : store(from),
        lookup(from),
        graph(std::move(snapshot)),
        gates(at),
        importance(memory),
        params(std::move(query)),
        request(asked),
        access(rules),
        metrics(vitals) {}

  const Store& store;
  Lookup lookup;
  std::shared_ptr<const Snapshot> graph;
  std::shared_ptr<const NameIndex> names;
  std::shared_ptr<const DocumentList> documents;  ///< null while they are being read
  Gates& gates;
  ImportanceMemory& importance;
  OutletGraphs* outlet_graphs = nullptr;
  ParamReader params;
  const Request& request;  ///< its body; its life, which replies that stream may keep
  const AccessRules& access;
  const Vitals& metrics;
  const WriteSide* writes = nullptr;  ///< never null in a route that writes
  std::string base;                   ///< "http://127.0.0.1:8080"
  std::vector<std::string> ids;       ///< what stood at the ':' places of the route, in order
  /// Why a name of this call meant no one entity; error replies list its candidates.
  std::optional<NameResolution> unresolved;
};

/// The id in the path; InvalidInput when it is none.
Result<EntityId> path_entity(const Call& call);

/// The entity that a parameter means by id or name; nothing when it is absent or empty. type: only
/// those of it are meant.
Result<std::optional<EntityId>> param_entity(Call& call, const char* name,
                                             std::optional<EntityType> type = std::nullopt);
/// As above; InvalidInput when it is absent.
Result<EntityId> required_entity(Call& call, const char* name);
/// Several of a parameter, ids or names, separated by semicolons (names may have commas).
Result<std::vector<EntityId>> param_entities(Call& call, const char* name);

/// The parameters of a quote filter: speaker, about, place, kind, document, since, until, text,
/// min_confidence.
Result<QuoteFilter> param_quote_filter(Call& call);

/// The outlets that `outlets` names, separated by semicolons; null when it is absent. InvalidInput
/// for one that no document is from, Busy while the documents are still being read.
Result<std::shared_ptr<const OutletChoice>> param_outlets(Call& call);
/// Where `outlets` is given, call.graph is from here on that of their documents alone.
Status narrow_to_outlets(Call& call);
Error documents_not_read();

/// Five seconds, but not past the end of the request's life.
SearchLimits search_limits(const Call& call);

}  // namespace onrecord
