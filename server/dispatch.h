#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/call.h"

namespace onrecord {

/// What dispatching needs of the server. Both must stay good while requests run.
struct Sources {
  const Store& store;
  std::function<std::shared_ptr<const Snapshot>()> graph;
  std::function<void(std::string_view route, const Error&)> report;  ///< of troubles of our own
  Gates gates;
  ImportanceMemory importance;
};

/// Finds the route of a checked request target, by comparing its segments one by one, and answers
/// it. Errors of a route under /api are JSON, those of a page are a page.
/// Never throws.
Reply dispatch(Sources& sources, const std::string& target);

}  // namespace onrecord
