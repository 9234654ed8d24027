#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "server/admission.h"
#include "server/call.h"
#include "server/outlet_graphs.h"
#include "server/reply_memory.h"

namespace onrecord {

/// What dispatching needs of the server. All must stay good while requests run.
struct Sources {
  const Store& store;
  std::function<std::shared_ptr<const Snapshot>()> graph;
  std::function<void(std::string_view route, const Error&)> report;  ///< of troubles of our own
  Gates gates;
  ImportanceMemory importance;
  AccessRules access = {};
  Vitals vitals = {};
  std::span<const Route> table = routes();
  std::function<std::shared_ptr<const NameIndex>()> names = {};
  std::function<std::shared_ptr<const DocumentList>()> documents = {};
  OutletGraphs* outlet_graphs = nullptr;
  const WriteSide* writes = nullptr;
  std::string host = {};  ///< as others reach it
  std::atomic<std::uint16_t> port{0};
  std::function<Status()> catch_up = {};  ///< has the store see what others wrote; may be empty
  /// Has the graph take in what the store has, and waits a moment for that; may be empty.
  std::function<void()> renew_graph = {};
  std::function<Moment()> moment = {};
  std::unique_ptr<ReplyMemory> replies = nullptr;  ///< null: no answer is remembered
};

/// Finds the route of an admitted request, by comparing its path's segments one by one, and answers
/// it. Errors of a route under /api are JSON, those of a page are a page. A read that finds rows
/// which do not fit together is made again, up to three times, after catching up; so is one that
/// soon finds its graph older than the store, with a newer graph. What was asked before in this
/// moment is answered from memory.
/// Never throws.
Reply dispatch(Sources& sources, const Request& request);

}  // namespace onrecord
