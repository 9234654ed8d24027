#include <algorithm>
#include <charconv>

#include "server/cards.h"
#include "server/json_cards.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMaxMatches = 5000;  // names that one search walks through

struct FoundEntity {
  StoredEntity stored;
  std::string matched;  // empty in a plain list
  bool exact = false;
};

struct FoundEntities {
  std::vector<FoundEntity> items;
  std::string next;
};

/// A search has no cursor of its own: ours is the number of matches already shown.
Result<std::size_t> parse_offset(const std::string& cursor) {
  if (cursor.empty()) return std::size_t{0};
  std::size_t offset = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
  if (error != std::errc() || end != cursor.data() + cursor.size() || offset > kMaxMatches) {
    return Error{ErrorCode::InvalidInput, "parameter 'cursor' is not one that this search gave"};
  }
  return offset;
}

Result<FoundEntities> search_entities(const Store& store, const std::string& prefix,
                                      std::optional<EntityType> type, const std::string& cursor,
                                      std::size_t limit) {
  const auto offset = parse_offset(cursor);
  if (!offset) return offset.error();
  const std::size_t wanted = type ? kMaxMatches : std::min(kMaxMatches, *offset + limit + 1);
  auto matches = store.find_names(prefix, wanted);
  if (!matches) return matches.error();
  if (type) std::erase_if(*matches, [&](const NameMatch& match) { return match.type != *type; });
  FoundEntities out;
  for (std::size_t i = *offset; i < matches->size(); ++i) {
    if (i - *offset == limit) {
      out.next = std::to_string(i);
      break;
    }
    const NameMatch& match = (*matches)[i];
    auto stored = store.entity(match.entity);
    if (!stored) return stored.error();
    if (*stored) out.items.push_back({std::move(**stored), match.name, match.exact});
  }
  return out;
}

Result<FoundEntities> list_all(const Store& store, std::optional<EntityType> type,
                               const std::string& cursor, std::size_t limit) {
  auto page = store.entities(type, cursor, limit);
  if (!page) return page.error();
  FoundEntities out;
  for (StoredEntity& stored : page->items) out.items.push_back({std::move(stored), "", false});
  out.next = std::move(page->next);
  return out;
}

void write_found(JsonWriter& writer, const FoundEntity& found) {
  writer.StartObject();
  write_entity_members(writer, found.stored);
  if (!found.matched.empty()) {
    write_member(writer, "matched", found.matched);
    write_flag(writer, "exact", found.exact);
  }
  writer.EndObject();
}

}  // namespace

Result<Reply> list_entities(Call& call) {
  const std::string prefix = call.params.text("q");
  const auto type = call.params.type("type");
  const std::string cursor = call.params.text("cursor");
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  const bool searches = !fold_for_search(prefix).empty();
  auto found = searches ? search_entities(call.store, prefix, type, cursor, limit)
                        : list_all(call.store, type, cursor, limit);
  if (!found) return found.error();
  std::vector<NameCandidate> near;
  if (searches && found->items.empty() && cursor.empty()) {
    auto candidates = find_near_names(call.store, prefix, {type, 8});
    if (!candidates) return candidates.error();
    near = std::move(*candidates);
  }
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const FoundEntity& item : found->items) write_found(writer, item);
    writer.EndArray();
    write_member(writer, "next", found->next);
    if (searches) write_candidates(writer, "did_you_mean", near);
    writer.EndObject();
  });
  return reply;
}

Result<Reply> get_entity(Call& call) {
  const auto id = path_entity(call);
  if (!id) return id.error();
  const auto card = make_card(call.lookup, *id);
  if (!card) return card.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json(*card);
  return reply;
}

}  // namespace onrecord
