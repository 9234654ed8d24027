#include "server/histogram.h"
#include "server/json_values.h"
#include "server/routes.h"

namespace onrecord {
namespace {

void write_bar(JsonWriter& writer, const HistogramBar& bar) {
  write_count(writer, "documents", bar.documents);
  write_count(writer, "quotes", bar.quotes);
  write_count(writer, "statements", bar.statements);
}

}  // namespace

Result<Reply> get_timeline(Call& call) {
  HistogramQuestion question;
  const std::string bucket = call.params.one_of("bucket", {"month", "day", "week", "year"});
  question.bucket = *parse_bucket(bucket);
  question.filter = call.params.graph_filter();
  question.limits = search_limits(call);
  if (!call.params.ok()) return call.params.error();
  auto entities = param_entities(call, "entities");
  if (!entities) return entities.error();
  question.entities = *std::move(entities);
  if (call.documents == nullptr) return documents_not_read();
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  question.outlets = *outlets;
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto histogram = make_histogram(*call.graph, call.store, *call.documents, question);
  if (!histogram) return histogram.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "bucket", bucket);
    writer.Key("items");
    writer.StartArray();
    for (const auto& [start, bar] : histogram->bars) {
      writer.StartObject();
      write_date(writer, "start", start);
      write_bar(writer, bar);
      writer.EndObject();
    }
    writer.EndArray();
    writer.Key("undated");
    writer.StartObject();
    write_bar(writer, histogram->undated);
    writer.EndObject();
    writer.EndObject();
  });
  return reply;
}

}  // namespace onrecord
