#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/routes.h"

namespace onrecord {

struct RouteMatch {
  const Route* route = nullptr;  ///< null: none for this path and method
  std::vector<std::string> ids;  ///< what stood at the route's ':' places
  std::string allow;  ///< when only the method is wrong: those that would do, "GET, HEAD"
};

/// The route of a path that was taken apart. HEAD is answered by routes of GET.
RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       const std::vector<std::string>& segments);

}  // namespace onrecord
