#pragma once

#include <algorithm>
#include <vector>

#include "server/call.h"
#include "server/json_values.h"
#include "server/offset_cursor.h"

namespace onrecord {

/// {"total", "items", "next"} of a list that is at hand whole, by the call's `cursor` and `limit`.
/// write: (writer, item).
template <typename Item, typename Write>
Result<Reply> page_reply(Call& call, const std::vector<Item>& all, Write write) {
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  const auto offset = parse_offset_cursor(call.params.text("cursor"));
  if (!offset) return offset.error();
  const std::size_t begin = std::min(*offset, all.size());
  const std::size_t end = begin + std::min(limit, all.size() - begin);
  Reply reply;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_count(writer, "total", all.size());
    writer.Key("items");
    writer.StartArray();
    for (std::size_t i = begin; i < end; ++i) write(writer, all[i]);
    writer.EndArray();
    write_member(writer, "next", offset_cursor(end, all.size()));
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
