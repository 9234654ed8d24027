#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/importance.h"
#include "server/json_values.h"
#include "server/lookup.h"

namespace onrecord {

struct ImportanceMember {
  EntityRef entity;
  double value = 0.0;
};

/// A row of a table of scores or pairs, or a whole group, with names.
struct ImportanceItem {
  std::size_t place = 0;                   ///< from 1
  std::optional<EntityRef> entity, other;  ///< of a row; `other` of a bridge
  double value = 0.0;                      ///< of a row
  std::uint64_t size = 0;                  ///< of a group
  std::vector<ImportanceMember> members;   ///< of a group: those of highest degree
};

/// The first `limit` items (0: all), with up to `members` of each group. Entities that the store no
/// longer knows are left out.
Result<std::vector<ImportanceItem>> describe(const ImportanceTable& table, Lookup& lookup,
                                             std::size_t limit, std::size_t members);

/// Rows, or groups where the table has them.
std::uint64_t count_items(const ImportanceTable& table);

/// One item as an object: {"rank", "id", "type", "name", "value"}; of a group {"group", "size",
/// "members"}; of a bridge {"rank", "entity", "other", "smaller_side"}.
void write_item(JsonWriter& writer, const ImportanceItem& item);

}  // namespace onrecord
