#include <algorithm>

#include "graph/link_dates.h"
#include "server/json_values.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostBytes = 512;

/// As documents write the name that was found.
const std::string& written(const Entity& entity, const std::string& folded) {
  if (fold_for_search(entity.name) == folded) return entity.name;
  const auto alias =
      std::find_if(entity.aliases.begin(), entity.aliases.end(),
                   [&](const std::string& one) { return fold_for_search(one) == folded; });
  return alias == entity.aliases.end() ? entity.name : *alias;
}

void write_hit(JsonWriter& writer, const NameHit& hit, const StoredEntity& stored,
               const Snapshot& graph) {
  std::pair<PartialDate, PartialDate> dates;
  if (const auto node = graph.find(hit.entity)) dates = link_dates(graph, *node);
  writer.StartObject();
  write_member(writer, "id", to_string(hit.entity));
  write_member(writer, "type", to_string(stored.entity.type));
  write_member(writer, "name", stored.entity.name);
  write_member(writer, "matched", written(stored.entity, hit.folded));
  write_flag(writer, "exact", hit.exact);
  write_count(writer, "typo", hit.errors);
  write_count(writer, "documents", stored.documents);
  write_count(writer, "mentions", stored.mentions);
  write_date(writer, "first", dates.first);
  write_date(writer, "last", dates.second);
  writer.EndObject();
}

}  // namespace

Result<Reply> search_names(Call& call) {
  NameSearch search;
  search.types = call.params.types("types");
  search.limit = call.params.count("limit", 10, 1, 100);
  if (!call.params.ok()) return call.params.error();
  const std::string text = call.params.text("q");
  if (text.size() > kMostBytes) {
    return Error{ErrorCode::InvalidInput,
                 "parameter 'q' is longer than " + std::to_string(kMostBytes) + " bytes"};
  }
  std::vector<std::pair<NameHit, StoredEntity>> found;
  for (NameHit& hit : call.names->find(text, search)) {
    auto stored = call.store.entity(hit.entity);
    if (!stored) return stored.error();
    if (*stored) found.emplace_back(std::move(hit), std::move(**stored));
  }
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const auto& [hit, stored] : found) write_hit(writer, hit, stored, *call.graph);
    writer.EndArray();
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
