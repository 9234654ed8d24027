#include "server/routes.h"

namespace onrecord {
namespace {

constexpr Route kRoutes[] = {
    {"/api/v1/health", "", get_health},
    {"/api/v1/stats", "", get_stats},
    {"/api/v1/entities", "q type cursor limit", list_entities},
    {"/api/v1/entities/:id", "", get_entity},
    {"/api/v1/entities/:id/graph",
     "format depth nodes evidence predicates types since until min_support min_confidence "
     "co_mentioned",
     get_entity_graph},
    {"/api/v1/quotes",
     "as cursor limit speaker about place kind document since until text min_confidence",
     list_quotes},
    {"/api/v1/operations", "cursor limit place agency since until min_confidence", list_operations},
    {"/api/v1/conflicts", "cursor limit operation min_confidence", list_conflicts},
    {"/api/v1/path",
     "from to by k max_hops through through_types avoid avoid_types in_order evidence format "
     "predicates types since until min_support min_confidence co_mentioned",
     get_path},
    {"/api/v1/connect",
     "entities by evidence format predicates types since until min_support min_confidence "
     "co_mentioned",
     get_connection},
    {"/api/v1/common",
     "entities limit evidence predicates types since until min_support min_confidence co_mentioned",
     get_common},
    {"/api/v1/rank",
     "of limit predicates types since until min_support min_confidence co_mentioned", get_rank},
    {"/api/v1/documents", "cursor limit", list_documents},
    {"/api/v1/documents/:id", "", get_document},
    {"/api/v1/export",
     "format predicates types since until min_support min_confidence co_mentioned", get_export},
    {"/", "", show_home},
    {"/search", "q type", show_search},
    {"/entity/:id", "", show_entity},
    {"/quotes", "cursor speaker about place kind document since until text", show_quotes},
    {"/path", "from to k co_mentioned", show_path},
    {"/document/:id", "at", show_document},
    {"/style.css", "", show_style},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace onrecord
