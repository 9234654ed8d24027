#include "server/json_timeline.h"

#include "server/json_quotes.h"

namespace onrecord {
namespace {

void write_differences(JsonWriter& writer, const std::vector<QuoteDifference>& differences) {
  writer.Key("differences");
  writer.StartArray();
  for (const QuoteDifference& difference : differences) {
    writer.StartObject();
    write_member(writer, "full", difference.full);
    write_member(writer, "told", difference.told);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

void write_timeline_entry(JsonWriter& writer, const TimelineEntry& entry) {
  writer.StartObject();
  write_date(writer, "date", entry.date);
  writer.Key("tellings");
  writer.StartArray();
  for (const TimelineTelling& telling : entry.tellings) {
    writer.StartObject();
    writer.Key("quote");
    write_quote(writer, telling.view);
    write_differences(writer, telling.differences);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

std::string to_json(const TimelineEntry& entry) {
  return to_json_text([&](JsonWriter& writer) { write_timeline_entry(writer, entry); });
}

}  // namespace onrecord
