#include "server/document_view.h"
#include "server/json_documents.h"
#include "server/json_quotes.h"
#include "server/json_timeline.h"
#include "server/offset_cursor.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostTimelineQuotes = 20'000;  // compared for one request

Result<Reply> list_timeline(Call& call, const QuoteFilter& filter, std::size_t limit) {
  const auto offset = parse_offset_cursor(call.params.text("cursor"));
  if (!offset) return offset.error();
  TimelineOptions options;
  options.offset = *offset;
  options.limit = limit;
  options.most_quotes = kMostTimelineQuotes;
  const auto timeline = make_timeline(call.lookup, filter, options);
  if (!timeline) return timeline.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const TimelineEntry& entry : timeline->entries) write_timeline_entry(writer, entry);
    writer.EndArray();
    write_member(writer, "next", offset_cursor(*offset + limit, timeline->total));
    writer.EndObject();
  });
  return reply;
}

/// Fewer than `limit` only at the end, or when the search took longer than a request may.
Result<Page<DocumentId>> find_documents(Call& call, const DocumentChoice& chosen,
                                        std::size_t limit) {
  StepCounter counter(search_limits(call));
  Page<DocumentId> found;
  found.next = call.params.text("cursor");
  do {
    auto page = call.store.documents(found.next, limit - found.items.size());
    if (!page) return page.error();
    found.next = page->next;
    for (DocumentId& id : page->items) {
      if (!chosen || chosen(id.value)) found.items.push_back(std::move(id));
    }
  } while (found.items.size() < limit && !found.next.empty() && counter.slow_step());
  return found;
}

}  // namespace

Result<Reply> list_quotes(Call& call) {
  const auto filter = param_quote_filter(call);
  if (!filter) return filter.error();
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  const std::string as = call.params.one_of("as", {"table", "timeline"});
  if (!call.params.ok()) return call.params.error();
  if (as == "timeline") return list_timeline(call, *filter, limit);
  const auto page = call.store.quotes(*filter, call.params.text("cursor"), limit);
  if (!page) return page.error();
  const auto views = view_quotes(call.lookup, page->items);
  if (!views) return views.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const QuoteView& view : *views) write_quote(writer, view);
    writer.EndArray();
    write_member(writer, "next", page->next);
    writer.EndObject();
  });
  return reply;
}

Result<Reply> list_documents(Call& call) {
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  const auto page = find_documents(call, chosen_documents(*outlets), limit);
  if (!page) return page.error();
  std::vector<DocumentRef> items;
  for (const DocumentId& id : page->items) {
    const auto document = call.store.document(id);
    if (!document) return document.error();
    if (*document) items.push_back(to_ref(**document));
  }
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    for (const DocumentRef& item : items) write_document_ref(writer, item);
    writer.EndArray();
    write_member(writer, "next", page->next);
    writer.EndObject();
  });
  return reply;
}

Result<Reply> get_document(Call& call) {
  const auto view = view_document(call.lookup, DocumentId{call.ids.at(0)});
  if (!view) return view.error();
  Reply reply;
  reply.lasting = true;
  reply.body = to_json(*view);
  return reply;
}

}  // namespace onrecord
