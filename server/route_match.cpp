#include "server/route_match.h"

#include <algorithm>
#include <optional>

namespace onrecord {
namespace {

/// The values at the pattern's ':' places when the segments fit it.
std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              const std::vector<std::string>& segments) {
  std::vector<std::string> values;
  pattern.remove_prefix(1);
  for (const std::string& segment : segments) {
    if (pattern.empty()) return std::nullopt;
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view wanted = pattern.substr(0, end);
    if (wanted.front() == ':') {
      values.push_back(segment);
    } else if (wanted != segment) {
      return std::nullopt;
    }
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  if (!pattern.empty()) return std::nullopt;
  return values;
}

std::string_view to_methods(Method method) {
  switch (method) {
    case Method::Post:
      return "POST";
    case Method::Delete:
      return "DELETE";
    case Method::Get:
      break;
  }
  return "GET, HEAD";
}

}  // namespace

RouteMatch match_route(std::span<const Route> table, std::string_view method,
                       const std::vector<std::string>& segments) {
  if (method == "HEAD") method = "GET";
  RouteMatch found;
  for (const Route& route : table) {
    auto ids = match(route.pattern, segments);
    if (!ids) continue;
    const std::string_view methods = to_methods(route.method);
    if (methods.substr(0, methods.find(',')) == method) return {&route, std::move(*ids), ""};
    if (!found.allow.empty()) found.allow += ", ";
    found.allow += methods;
  }
  return found;
}

}  // namespace onrecord
