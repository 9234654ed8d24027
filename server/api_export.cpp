#include <memory>

#include "graph/ego.h"
#include "graph/paths.h"
#include "server/routes.h"
#include "viz/compressed.h"
#include "viz/export_json.h"
#include "viz/formats.h"
#include "viz/quote_graph.h"
#include "viz/stream_graph.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

constexpr std::chrono::seconds kDrawingTime{10};
constexpr std::size_t kMostQuotes = 10'000;

using Pass = std::shared_ptr<GatePass>;
using Write = std::function<Status(std::ostream&)>;

/// A file that belongs to no folder: a reply is one file.
bool is_served(const Format& format) { return !format.folder && format.kind != FormatKind::Data; }

Result<Pass> enter(const Call& call, Gate& gate, const char* what) {
  Pass pass = GatePass::enter(gate, *call.request.life);
  if (pass != nullptr) return pass;
  return Error{ErrorCode::Busy, std::string(what) + "; try again in a moment"};
}

/// Streams what `write` writes, compressed if that is asked for.
Result<Reply> stream_of(Call& call, const Format& format, Write write, Pass pass) {
  const std::string word = call.params.one_of("compress", {"none", "gz", "zst"});
  if (!call.params.ok()) return call.params.error();
  const Compression compression = *parse_compression(word);
  Reply reply;
  reply.content_type = compression == Compression::Gzip   ? "application/gzip"
                       : compression == Compression::Zstd ? "application/zstd"
                                                          : std::string(format.media_type);
  reply.stream = [write = std::move(write), compression,
                  pass = std::move(pass)](std::ostream& out) {
    return static_cast<bool>(write_compressed(out, compression, write)) && static_cast<bool>(out);
  };
  return reply;
}

Result<Reply> export_store(Call& call, const Format& format) {
  const bool with_text = call.params.flag("with_text", false);
  if (!call.params.ok()) return call.params.error();
  if (!call.params.check_known("format with_text compress")) {
    return Error{ErrorCode::InvalidInput,
                 "format=json exports the whole store; entity and filters go with the formats of "
                 "graphs: " +
                     format_names([](const Format& f) { return f.has_graph() && is_served(f); })};
  }
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  return stream_of(
      call, format,
      [&store = call.store, with_text](std::ostream& out) {
        return export_json(store, out, {with_text});
      },
      *pass);
}

Result<GraphParts> parts_of(const Result<Subgraph>& graph) {
  if (!graph) return graph.error();
  return to_graph_parts(*graph);
}

bool asks_quotes(Call& call) {
  const bool flagged =
      call.params.flag("quotes", false) || call.params.flag("collapse_quotes", false);
  return flagged || call.params.has("speaker") || call.params.has("about") ||
         call.params.has("place");
}

Result<GraphParts> asked_quotes(Call& call, const GraphFilter& filter, std::size_t evidence) {
  auto quotes = param_quote_filter(call);
  if (!quotes) return quotes.error();
  QuoteGraphOptions options;
  options.filter = *std::move(quotes);
  options.types = filter.types;
  options.min_support = filter.min_support;
  options.collapse = call.params.flag("collapse_quotes", false);
  options.evidence_per_edge = evidence;
  options.max_quotes = kMostQuotes;
  if (!call.params.ok()) return call.params.error();
  return quote_graph(call.store, options);
}

Result<GraphParts> asked_path(Call& call, const GraphFilter& filter, std::size_t evidence) {
  const auto from = required_entity(call, "from");
  if (!from) return from.error();
  const auto to = required_entity(call, "to");
  if (!to) return to.error();
  PathOptions options;
  options.filter = filter;
  options.evidence_per_hop = std::max<std::size_t>(evidence, 1);
  options.limits = search_limits(call);
  const auto paths = find_paths(*call.graph, call.store, *from, *to, options);
  if (!paths) return paths.error();
  GraphParts parts = to_graph_parts(to_subgraph(*paths));
  for (GraphEdge& edge : parts.edges) {
    if (evidence > 0) continue;
    edge.evidence.clear();
    complete(edge);
  }
  return parts;
}

/// The part of the graph that is asked for; nothing for the whole.
Result<std::optional<GraphParts>> asked_part(Call& call, const GraphFilter& filter,
                                             std::size_t evidence) {
  const auto some = [](Result<GraphParts> parts) -> Result<std::optional<GraphParts>> {
    if (!parts) return parts.error();
    return std::optional<GraphParts>(*std::move(parts));
  };
  const bool path = call.params.has("from") || call.params.has("to");
  const bool quotes = asks_quotes(call);
  if (!call.params.ok()) return call.params.error();
  const int asked = quotes + path + call.params.has("entity") + call.params.has("entities");
  if (asked > 1) {
    return Error{ErrorCode::InvalidInput,
                 "entity, entities, from and to, and quotes are different parts; take one"};
  }
  if (quotes) return some(asked_quotes(call, filter, evidence));
  if (path) return some(asked_path(call, filter, evidence));
  if (call.params.has("entities")) {
    const auto entities = param_entities(call, "entities");
    if (!entities) return entities.error();
    AmongOptions options;
    options.filter = filter;
    options.evidence_per_edge = evidence;
    options.limits = search_limits(call);
    return some(parts_of(network_among(*call.graph, call.store, *entities, options)));
  }
  EgoOptions ego;
  ego.depth = call.params.count("depth", 1, 0, 6);
  ego.max_nodes = call.params.count("nodes", 60, 1, 2000);
  if (!call.params.ok()) return call.params.error();
  const auto entity = param_entity(call, "entity");
  if (!entity) return entity.error();
  if (!*entity) return std::optional<GraphParts>();
  ego.filter = filter;
  ego.evidence_per_edge = evidence;
  ego.limits = search_limits(call);
  return some(parts_of(ego_network(*call.graph, call.store, **entity, ego)));
}

Result<GraphParts> whole_parts(Call& call, const GraphFilter& filter, std::size_t evidence) {
  WholeOptions whole;
  whole.filter = filter;
  whole.evidence_per_edge = evidence;
  return parts_of(whole_graph(*call.graph, call.store, whole));
}

Result<Reply> draw_graph(Call& call, const Format& format, const GraphParts& graph) {
  if (call.params.has("compress")) {
    return Error{ErrorCode::InvalidInput, "parameter 'compress' does not go with pictures"};
  }
  const Result<Pass> pass = enter(call, call.gates.drawings, "other pictures are being drawn");
  if (!pass) return pass.error();
  std::ostringstream out;
  const Status drawn = write_graph(graph, format.name, {}, out, kDrawingTime);
  if (!drawn) return drawn.error();
  Reply reply;
  reply.content_type = format.media_type;
  reply.body = out.str();
  return reply;
}

}  // namespace

Result<Reply> get_export(Call& call) {
  const std::string name = call.params.has("format") ? call.params.text("format") : "json";
  const Format* format = find_format(name);
  if (format == nullptr || !is_served(*format)) {
    return Error{ErrorCode::InvalidInput, "parameter 'format' is '" + name +
                                              "' but must be one of " + format_names(is_served)};
  }
  if (format->kind == FormatKind::Store) return export_store(call, *format);
  if (call.params.has("with_text")) {
    return Error{ErrorCode::InvalidInput, "parameter 'with_text' goes with format=json only"};
  }
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  StreamOptions options;
  options.evidence_per_edge = call.params.count("evidence", 0, 0, 10);
  options.filter = call.params.graph_filter();
  const std::string times = call.params.one_of("times", {"none", "intervals"});
  if (!call.params.ok()) return call.params.error();
  if (times == "intervals") {
    if (!name.starts_with("gexf")) {
      return Error{ErrorCode::InvalidInput, "parameter 'times' goes with gexf and gexf12 only"};
    }
    options.info.times = EdgeTimes::Intervals;
  }
  auto part = asked_part(call, options.filter, options.evidence_per_edge);
  if (!part) return part.error();
  if (!*part && format->kind == FormatKind::Picture) {
    auto whole = whole_parts(call, options.filter, options.evidence_per_edge);
    if (!whole) return whole.error();
    *part = *std::move(whole);
  }
  if (format->make == nullptr) return draw_graph(call, *format, **part);
  if (*part) {
    const auto graph = std::make_shared<const GraphParts>(std::move(**part));
    return stream_of(
        call, *format,
        [graph, format, info = options.info](std::ostream& out) {
          return write_graph(*graph, format->name, info, out);
        },
        *pass);
  }
  return stream_of(
      call, *format,
      [graph = call.graph, &store = call.store, format, options](std::ostream& out) {
        return stream_snapshot(*graph, store, options, *format->make(out));
      },
      *pass);
}

}  // namespace onrecord
