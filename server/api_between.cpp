#include <sstream>

#include "graph/between.h"
#include "server/importance_items.h"
#include "server/json_between.h"
#include "server/picture_reply.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMembersShown = 10;

Result<std::vector<EntityId>> required_entities(Call& call) {
  auto found = param_entities(call, "entities");
  if (!found || !found->empty()) return found;
  return Error{ErrorCode::InvalidInput,
               "parameter 'entities' is missing: names or ids, separated by semicolons"};
}

BetweenOptions between_options(Call& call) {
  BetweenOptions options;
  options.evidence_per_hop = call.params.count("evidence", 1, 1, 10);
  options.filter = call.params.graph_filter();
  options.limits = search_limits(call);
  return options;
}

}  // namespace

Result<Reply> get_common(Call& call) {
  const auto entities = required_entities(call);
  if (!entities) return entities.error();
  BetweenOptions options = between_options(call);
  options.limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto found = common_neighbours(*call.graph, call.store, *entities, options);
  if (!found) return found.error();
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) { write_common(writer, *found); });
  return reply;
}

Result<Reply> get_connection(Call& call) {
  const auto entities = required_entities(call);
  if (!entities) return entities.error();
  BetweenOptions options = between_options(call);
  options.measure = *parse_measure(call.params.one_of("by", {"hops", "reliable", "telling"}));
  const std::string format = call.params.one_of("format", {"json", "dot", "svg"});
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto found = connect(*call.graph, call.store, *entities, options);
  if (!found) return found.error();
  if (format != "json") return draw(call, found->graph, format, "");
  Status written;
  Reply reply;
  reply.body = to_json_text(
      [&](JsonWriter& writer) { written = write_connection(writer, *found, call.lookup); });
  if (!written) return written.error();
  return reply;
}

Result<Reply> get_rank(Call& call) {
  ImportanceQuestion question;
  question.what = *parse_importance(call.params.one_of(
      "of",
      {"degree", "pagerank", "betweenness", "communities", "components", "bridges", "cut-points"}));
  question.filter = call.params.graph_filter();
  question.filter.geography = false;
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  const auto table = call.importance.find(call.graph, question, search_limits(call));
  if (!table) return table.error();
  const auto items = describe(**table, call.lookup, limit, kMembersShown);
  if (!items) return items.error();
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "of", to_string(question.what));
    write_count(writer, "total", count_items(**table));
    write_count(writer, "sampled", (*table)->sampled);
    if (question.what == Importance::Communities) {
      write_number(writer, "modularity", (*table)->modularity);
    }
    writer.Key("items");
    writer.StartArray();
    for (const ImportanceItem& item : *items) write_item(writer, item);
    writer.EndArray();
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
