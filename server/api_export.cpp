#include <memory>

#include "server/export_question.h"
#include "server/routes.h"
#include "server/zip_reply.h"
#include "viz/compressed.h"
#include "viz/data/write_data.h"
#include "viz/export_json.h"
#include "viz/formats.h"
#include "viz/stream_graph.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

constexpr std::chrono::seconds kDrawingTime{10};

using Pass = std::shared_ptr<GatePass>;
using Write = std::function<Status(std::ostream&)>;
/// Writes the graph in one format of one file.
using Feed = std::function<Status(const Format&, std::ostream&)>;

bool has_graph(const Format& format) { return format.has_graph(); }
bool is_any(const Format&) { return true; }

Result<const Format*> asked_format(const Call& call, bool (*allowed)(const Format&)) {
  const std::string name = call.params.has("format") ? call.params.text("format") : "json";
  const Format* format = find_format(name);
  if (format != nullptr && allowed(*format)) return format;
  const std::string given = call.params.has("format") ? "is '" + name + "' but" : "is missing and";
  return Error{ErrorCode::InvalidInput,
               "parameter 'format' " + given + " must be one of " + format_names(allowed)};
}

Result<Pass> enter(const Call& call, Gate& gate, const char* what) {
  Pass pass = GatePass::enter(gate, *call.request.life);
  if (pass != nullptr) return pass;
  return Error{ErrorCode::Busy, std::string(what) + "; try again in a moment"};
}

/// Under which the reply is saved: "onrecord-nodes.csv.gz", "onrecord-neo4j.zip".
void name_file(Reply& reply, const Format& format, std::string_view ending = "") {
  std::string name = "onrecord";
  if (format.folder) name.append("-").append(format.name);
  if (format.name.substr(0, 4) == "csv-") name.append("-").append(format.name.substr(4));
  name.append(".").append(format.extension);
  if (!ending.empty()) name.append(".").append(ending);
  reply.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
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
  name_file(reply, format, compression == Compression::None ? "" : word);
  reply.stream = [write = std::move(write), compression, pass = std::move(pass)](
                     std::ostream& out) { return write_compressed(out, compression, write); };
  return reply;
}

/// The files that `fill` adds, as one; what goes wrong while they are written is an error.
Result<Reply> zip_of(Call& call, const Format& format, const std::function<Status(FileSet&)>& fill,
                     Pass pass) {
  auto reply = make_zip(call, fill, std::move(pass));
  if (reply) name_file(*reply, format);
  return reply;
}

/// One file, or a zip file of several.
Result<Reply> graph_reply(Call& call, const Format& format, const Feed& feed, Pass pass) {
  if (!format.folder) {
    const Write write = [feed, &format](std::ostream& out) { return feed(format, out); };
    return stream_of(call, format, write, std::move(pass));
  }
  const auto fill = [&feed](FileSet& files) {
    for (const FolderFile& file : csv_files()) {
      const Status fed = feed(*find_format(file.format), files.add(file.name));
      if (!fed) return fed;
    }
    return Status();
  };
  return zip_of(call, format, fill, std::move(pass));
}

Status refuse_graph_parameters(const Call& call, const Format& format, std::string_view known) {
  if (call.params.check_known(known)) return {};
  return Error{
      ErrorCode::InvalidInput,
      "format=" + std::string(format.name) +
          " exports the whole store; entity, outlets and filters go with the formats of graphs: " +
          format_names(has_graph)};
}

Result<Reply> export_store(Call& call, const Format& format) {
  const bool with_text = call.params.flag("with_text", false);
  if (!call.params.ok()) return call.params.error();
  const Status known = refuse_graph_parameters(call, format, "format with_text compress");
  if (!known) return known.error();
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  return stream_of(
      call, format,
      [&store = call.store, with_text](std::ostream& out) {
        return export_json(store, out, {with_text});
      },
      *pass);
}

Result<Reply> export_data(Call& call, const Format& format) {
  const Status known = refuse_graph_parameters(call, format, "format base rdf12 evidence compress");
  if (!known) return known.error();
  DataOptions options;
  options.evidence = call.params.count("evidence", 1, 0, 1) > 0;
  options.rdf12 = call.params.flag("rdf12", false);
  if (call.params.has("base")) options.base_iri = call.params.text("base");
  if (!call.params.ok()) return call.params.error();
  if (const Status checked = check_data_export(call.store, format.name, options); !checked) {
    return checked.error();
  }
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  if (format.folder) {
    const auto fill = [&](FileSet& files) {
      return write_data_files(call.store, format.name, files, options);
    };
    return zip_of(call, format, fill, *pass);
  }
  return stream_of(
      call, format,
      [&store = call.store, name = format.name, options](std::ostream& out) {
        return write_data(store, name, out, options);
      },
      *pass);
}

Result<EdgeTimes> asked_times(Call& call, const Format& format) {
  const std::string word = call.params.one_of("times", {"none", "intervals", "timestamps"});
  if (!call.params.ok()) return call.params.error();
  if (word == "none") return EdgeTimes::None;
  if (format.name.substr(0, 4) != "gexf") {
    return Error{ErrorCode::InvalidInput, "parameter 'times' goes with gexf and gexf12 only"};
  }
  if (word == "intervals") return EdgeTimes::Intervals;
  if (format.name == "gexf") return EdgeTimes::Timestamps;
  return Error{ErrorCode::InvalidInput, "times=timestamps needs format=gexf: 1.2 has none"};
}

Result<Reply> draw_graph(Call& call, const Format& format, const GraphInfo& info,
                         const GraphParts& graph) {
  if (call.params.has("compress")) {
    return Error{ErrorCode::InvalidInput, "parameter 'compress' does not go with pictures"};
  }
  const Result<Pass> pass = enter(call, call.gates.drawings, "other pictures are being drawn");
  if (!pass) return pass.error();
  std::ostringstream out;
  const Status drawn = write_graph(graph, format.name, info, out, kDrawingTime);
  if (!drawn) return drawn.error();
  Reply reply;
  reply.content_type = format.media_type;
  name_file(reply, format);
  reply.body = out.str();
  return reply;
}

Result<Reply> export_graph(Call& call, const Format& format,
                           Result<ExportQuestion> (*read)(Call&)) {
  GraphInfo info;
  const std::size_t evidence = call.params.count("evidence", 0, 0, 10);
  const auto times = asked_times(call, format);
  if (!times) return times.error();
  auto question = read(call);
  if (!question) return question.error();
  info.title = question->title;
  info.times = *times;
  info.evidence = evidence > 0;
  PartQuestion& asked = question->part;
  asked.evidence_per_edge = evidence;
  asked.dates = *times == EdgeTimes::Timestamps;
  asked.limits = search_limits(call);
  const Result<Pass> pass = enter(call, call.gates.exports, "other exports are running");
  if (!pass) return pass.error();
  if (asked.part == GraphPart::Whole && format.kind != FormatKind::Picture) {
    if (const Status checked = check_part(asked); !checked) return checked.error();
    StreamOptions options;
    options.filter = asked.filter;
    options.evidence_per_edge = evidence;
    options.info = info;
    options.chosen = asked.chosen;
    return graph_reply(
        call, format,
        [&store = call.store, options](const Format& one, std::ostream& out) {
          return stream_store(store, options, *one.make(out));
        },
        *pass);
  }
  if (const Status narrowed = narrow_graph(call, *question); !narrowed) return narrowed.error();
  auto part = find_part(call.graph.get(), call.store, asked);
  if (!part) return part.error();
  if (question->view) arrange(*question->view, *part);
  info.title = title_of_part(question->title, *part);
  if (format.make == nullptr && !format.folder) return draw_graph(call, format, info, *part);
  const auto graph = std::make_shared<const GraphParts>(std::move(*part));
  return graph_reply(
      call, format,
      [graph, info](const Format& one, std::ostream& out) {
        return write_graph(*graph, one.name, info, out);
      },
      *pass);
}

}  // namespace

Result<Reply> get_export(Call& call) {
  const auto format = asked_format(call, is_any);
  if (!format) return format.error();
  if ((*format)->kind == FormatKind::Store) return export_store(call, **format);
  const bool data = (*format)->kind == FormatKind::Data;
  for (const char* name : {"with_text", "base", "rdf12"}) {
    const bool of_json = name == std::string_view("with_text");
    if (!call.params.has(name) || (data && !of_json)) continue;
    return Error{ErrorCode::InvalidInput, "parameter '" + std::string(name) + "' goes with " +
                                              (of_json ? "format=json" : "formats of RDF") +
                                              " only"};
  }
  if (data) return export_data(call, **format);
  return export_graph(call, **format, read_export_question);
}

Result<Reply> post_export(Call& call) {
  const auto format = asked_format(call, has_graph);
  if (!format) return format.error();
  return export_graph(call, **format, read_view_question);
}

}  // namespace onrecord
