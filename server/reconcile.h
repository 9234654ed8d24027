#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "server/name_index.h"
#include "storage/store.h"

namespace onrecord {

// What OpenRefine and others ask to match names against the store: the Reconciliation Service API
// 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). Types are
// ours; properties of a query are not looked at.

/// What the service is. base: "http://127.0.0.1:8080"; entity_path: "/entity/{{id}}".
std::string reconciliation_manifest(std::string_view base, std::string_view entity_path);

/// The answers to a batch: {"q0": {"result": [{"id", "name", "score", "match", "type"}]}}, best
/// first. score: 100 for a whole name, else by the letters that differ; match: the only entity that
/// has that whole name. InvalidInput for what is no batch, TooLarge for over 100 queries.
Result<std::string> reconcile(const Store& store, const NameIndex& names, std::string_view queries);

/// {"result": [{"id", "name", "description", "notable"}]} for what is typed so far.
Result<std::string> suggest_entities(const Store& store, const NameIndex& names,
                                     std::string_view prefix);

}  // namespace onrecord
