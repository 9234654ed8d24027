#include "server/routes.h"

namespace onrecord {
namespace {

constexpr Route kRoutes[] = {
    {"/api/v1/health", "", get_health},
    {"/api/v1/stats", "", get_stats},
    {"/api/v1/entities", "q type cursor limit", list_entities},
    {"/api/v1/search", "q types limit", search_names},
    {"/api/v1/entities/:id", "", get_entity},
    {"/api/v1/entities/:id/graph",
     "outlets format depth nodes evidence predicates types since until min_support min_confidence "
     "co_mentioned",
     get_entity_graph},
    {"/api/v1/entities/:id/report", "outlets format max_quotes nodes since until min_confidence",
     get_entity_report},
    {"/api/v1/entities/:id/neighbours",
     "outlets direction sort evidence cursor limit predicates types since until min_support "
     "min_confidence co_mentioned",
     list_neighbours},
    {"/api/v1/evidence",
     "outlets from to cursor limit predicates types since until min_support min_confidence "
     "co_mentioned",
     list_evidence},
    {"/api/v1/statements/:id/evidence", "outlets since until cursor limit",
     list_statement_evidence},
    {"/api/v1/timeline",
     "outlets bucket entities predicates types since until min_support min_confidence co_mentioned",
     get_timeline},
    {"/api/v1/candidates", "verdict type min_probability cursor limit", list_candidates},
    {"/api/v1/decisions", "cursor limit", list_decisions},
    {"/api/v1/decisions", "", post_decision, Method::Post, RouteAccess::Write},
    {"/api/v1/decisions/undo", "", post_undo, Method::Post, RouteAccess::Write},
    {"/api/v1/quotes",
     "outlets as cursor limit speaker about place kind document since until text min_confidence",
     list_quotes},
    {"/api/v1/outlets", "cursor limit", list_outlets},
    {"/api/v1/operations", "outlets cursor limit place agency since until min_confidence",
     list_operations},
    {"/api/v1/conflicts", "outlets cursor limit operation min_confidence", list_conflicts},
    {"/api/v1/among",
     "outlets entities evidence predicates types since until min_support min_confidence "
     "co_mentioned",
     get_among},
    {"/api/v1/path",
     "outlets from to by k max_hops through through_types avoid avoid_types in_order evidence "
     "format "
     "predicates types since until min_support min_confidence co_mentioned",
     get_path},
    {"/api/v1/connect",
     "outlets entities by evidence format predicates types since until min_support min_confidence "
     "co_mentioned",
     get_connection},
    {"/api/v1/common",
     "outlets entities limit evidence predicates types since until min_support min_confidence "
     "co_mentioned",
     get_common},
    {"/api/v1/rank",
     "of limit predicates types since until min_support min_confidence co_mentioned", get_rank},
    {"/api/v1/documents", "outlets cursor limit", list_documents},
    {"/api/v1/documents", "resolve", post_documents, Method::Post, RouteAccess::Write},
    {"/api/v1/documents/:id", "", get_document},
    {"/api/v1/documents/:id", "", delete_document, Method::Delete, RouteAccess::Write},
    {"/api/v1/export",
     "outlets format with_text base rdf12 compress entity depth nodes from to entities quotes "
     "collapse_quotes "
     "speaker "
     "about place times evidence predicates types since until min_support min_confidence "
     "co_mentioned",
     get_export},
    {"/api/v1/export", "format times evidence compress", post_export, Method::Post},
    {"/reconcile", "queries", get_reconciliation},
    {"/reconcile", "", post_reconciliation, Method::Post, RouteAccess::Read, BodyType::Form},
    {"/reconcile/suggest/entity", "prefix", suggest_names},
    {"/openapi.yaml", "", get_openapi_yaml, Method::Get, RouteAccess::Shell},
    {"/openapi.json", "", get_openapi_json, Method::Get, RouteAccess::Shell},
    {"/metrics", "", get_metrics},
    {"/", "", show_explorer, Method::Get, RouteAccess::Shell},
    {"/assets/:name", "", show_asset, Method::Get, RouteAccess::Shell},
    {"/plain", "", show_home},
    {"/search", "q type", show_search},
    {"/entity/:id", "", show_entity},
    {"/quotes", "cursor speaker about place kind document since until text", show_quotes},
    {"/path", "from to k co_mentioned", show_path},
    {"/document/:id", "at", show_document},
    {"/style.css", "", show_style, Method::Get, RouteAccess::Shell},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace onrecord
