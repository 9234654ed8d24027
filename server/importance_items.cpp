#include "server/importance_items.h"

namespace onrecord {

namespace {

/// Scores have many digits before the first that tells.
void write_score(JsonWriter& writer, double value) {
  writer.Key("value");
  writer.SetMaxDecimalPlaces(9);
  writer.Double(value);
  writer.SetMaxDecimalPlaces(3);
}

void write_scored(JsonWriter& writer, const EntityRef& entity, double value) {
  write_member(writer, "id", to_string(entity.id));
  write_member(writer, "type", to_string(entity.type));
  write_member(writer, "name", entity.name);
  write_score(writer, value);
}

Result<std::vector<ImportanceItem>> describe_groups(const ImportanceTable& table, Lookup& lookup,
                                                    std::size_t limit, std::size_t members) {
  std::vector<ImportanceItem> items;
  for (const ImportanceRow& row : table.rows) {
    if (row.group > items.size()) {
      if (limit != 0 && items.size() >= limit) break;
      items.emplace_back().place = row.group;
    }
    ImportanceItem& item = items.back();
    ++item.size;
    if (item.members.size() >= members) continue;
    const auto entity = lookup.entity(row.entity);
    if (!entity) return entity.error();
    if (*entity) item.members.push_back({**entity, row.value});
  }
  return items;
}

}  // namespace

Result<std::vector<ImportanceItem>> describe(const ImportanceTable& table, Lookup& lookup,
                                             std::size_t limit, std::size_t members) {
  if (!table.rows.empty() && table.rows.front().group > 0) {
    return describe_groups(table, lookup, limit, members);
  }
  std::vector<ImportanceItem> items;
  for (std::size_t i = 0; i < table.rows.size() && (limit == 0 || i < limit); ++i) {
    const ImportanceRow& row = table.rows[i];
    ImportanceItem item;
    item.place = i + 1;
    item.value = row.value;
    const auto entity = lookup.entity(row.entity);
    if (!entity) return entity.error();
    item.entity = *entity;
    if (row.other.value != 0) {
      const auto other = lookup.entity(row.other);
      if (!other) return other.error();
      item.other = *other;
      if (!item.other) continue;
    }
    if (item.entity) items.push_back(std::move(item));
  }
  return items;
}

std::uint64_t count_items(const ImportanceTable& table) {
  const bool groups = !table.rows.empty() && table.rows.front().group > 0;
  return groups ? table.rows.back().group : table.rows.size();
}

void write_item(JsonWriter& writer, const ImportanceItem& item) {
  writer.StartObject();
  if (!item.entity) {
    write_count(writer, "group", item.place);
    write_count(writer, "size", item.size);
    writer.Key("members");
    writer.StartArray();
    for (const ImportanceMember& member : item.members) {
      writer.StartObject();
      write_scored(writer, member.entity, member.value);
      writer.EndObject();
    }
    writer.EndArray();
  } else if (item.other) {
    write_count(writer, "rank", item.place);
    write_ref(writer, "entity", item.entity);
    write_ref(writer, "other", item.other);
    write_count(writer, "smaller_side", static_cast<std::uint64_t>(item.value));
  } else {
    write_count(writer, "rank", item.place);
    write_scored(writer, *item.entity, item.value);
  }
  writer.EndObject();
}

}  // namespace onrecord
