#pragma once

#include <span>
#include <string_view>

#include "server/call.h"

namespace onrecord {

enum class Method { Get, Post, Delete };  ///< HEAD is answered like GET, without the body

/// What a request needs, beside a good head.
enum class RouteAccess {
  Shell,  ///< nothing: files of the page that hold none of the store's contents
  Read,   ///< nothing on a loopback address, the token elsewhere
  Write,  ///< the token, always; refused by servers that only read
};

/// What a POST must bring, by its Content-Type.
enum class BodyType {
  Json,  ///< application/json
  Form,  ///< application/x-www-form-urlencoded
};

/// One route. A segment of the pattern that begins with ':' takes any value, which comes in
/// Call::ids.
struct Route {
  std::string_view pattern;  ///< "/api/v1/entities/:id"
  std::string_view params;   ///< blank-separated names of what the query may hold
  Result<Reply> (*handle)(Call&);
  Method method = Method::Get;
  RouteAccess access = RouteAccess::Read;
  BodyType body = BodyType::Json;
};

/// All routes of the server; server/API.md describes those under /api.
std::span<const Route> routes();

// The interface for programs.
Result<Reply> get_health(Call& call);
Result<Reply> get_stats(Call& call);
Result<Reply> list_entities(Call& call);
Result<Reply> search_names(Call& call);
Result<Reply> get_entity(Call& call);
Result<Reply> get_entity_graph(Call& call);
Result<Reply> get_entity_report(Call& call);
Result<Reply> list_neighbours(Call& call);
Result<Reply> list_evidence(Call& call);
Result<Reply> list_statement_evidence(Call& call);
Result<Reply> get_timeline(Call& call);
Result<Reply> list_candidates(Call& call);
Result<Reply> list_decisions(Call& call);
Result<Reply> post_decision(Call& call);
Result<Reply> post_undo(Call& call);
Result<Reply> list_quotes(Call& call);
Result<Reply> list_outlets(Call& call);
Result<Reply> list_operations(Call& call);
Result<Reply> list_conflicts(Call& call);
Result<Reply> get_among(Call& call);
Result<Reply> get_path(Call& call);
Result<Reply> get_connection(Call& call);
Result<Reply> get_common(Call& call);
Result<Reply> get_rank(Call& call);
Result<Reply> list_documents(Call& call);
Result<Reply> get_document(Call& call);
Result<Reply> post_documents(Call& call);
Result<Reply> delete_document(Call& call);
Result<Reply> get_export(Call& call);
Result<Reply> post_export(Call& call);
Result<Reply> get_reconciliation(Call& call);
Result<Reply> post_reconciliation(Call& call);
Result<Reply> suggest_names(Call& call);
Result<Reply> get_openapi_yaml(Call& call);
Result<Reply> get_openapi_json(Call& call);
Result<Reply> get_metrics(Call& call);

// The explorer.
Result<Reply> show_explorer(Call& call);
Result<Reply> show_asset(Call& call);

// The pages for people, without a script.
Result<Reply> show_home(Call& call);
Result<Reply> show_search(Call& call);
Result<Reply> show_entity(Call& call);
Result<Reply> show_quotes(Call& call);
Result<Reply> show_path(Call& call);
Result<Reply> show_document(Call& call);
Result<Reply> show_style(Call& call);

}  // namespace onrecord
