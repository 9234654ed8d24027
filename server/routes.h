#pragma once

#include <span>
#include <string_view>

#include "server/call.h"

namespace onrecord {

/// One route. A segment of the pattern that begins with ':' takes any value, which comes in
/// Call::ids.
struct Route {
  std::string_view pattern;  ///< "/api/v1/entities/:id"
  std::string_view params;   ///< blank-separated names of what the query may hold
  Result<Reply> (*handle)(Call&);
};

/// All routes of the server; server/API.md describes those under /api.
std::span<const Route> routes();

// The interface for programs.
Result<Reply> get_health(Call& call);
Result<Reply> get_stats(Call& call);
Result<Reply> list_entities(Call& call);
Result<Reply> get_entity(Call& call);
Result<Reply> get_entity_graph(Call& call);
Result<Reply> list_quotes(Call& call);
Result<Reply> list_operations(Call& call);
Result<Reply> list_conflicts(Call& call);
Result<Reply> get_path(Call& call);
Result<Reply> get_connection(Call& call);
Result<Reply> get_common(Call& call);
Result<Reply> get_rank(Call& call);
Result<Reply> list_documents(Call& call);
Result<Reply> get_document(Call& call);
Result<Reply> get_export(Call& call);

// The pages for people.
Result<Reply> show_home(Call& call);
Result<Reply> show_search(Call& call);
Result<Reply> show_entity(Call& call);
Result<Reply> show_quotes(Call& call);
Result<Reply> show_path(Call& call);
Result<Reply> show_document(Call& call);
Result<Reply> show_style(Call& call);

}  // namespace onrecord
