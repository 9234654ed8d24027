#include "app/answer.h"
#include "app/command_options.h"
#include "app/commands.h"
#include "graph/ego.h"
#include "server/resolve_name.h"
#include "viz/export_json.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

Result<Subgraph> subgraph_of(const Store& store, const ExportArguments& options,
                             const GraphFilter& filter) {
  const auto snapshot = Snapshot::load(store);
  if (!snapshot) return snapshot.error();
  if (options.entity.empty()) {
    WholeOptions whole;
    whole.filter = filter;
    whole.evidence_per_edge = 1;
    return whole_graph(*snapshot, store, whole);
  }
  const auto centre = find_entity(store, options.entity);
  if (!centre) return centre.error();
  EgoOptions ego;
  ego.filter = filter;
  ego.depth = options.depth;
  ego.max_nodes = options.max_nodes;
  return ego_network(*snapshot, store, *centre, ego);
}

}  // namespace

ExitCode export_graph(const ExportArguments& options, Console& console) {
  if (options.format == "json" && (!options.entity.empty() || options.filter != FilterWords{})) {
    return fail(console, {ErrorCode::InvalidInput,
                          "--format json is the whole store: no filter and no --entity go with it; "
                          "for a part take nodelink, dot, svg or png"});
  }
  const auto filter = to_filter(options.filter);
  if (!filter) return fail(console, filter.error());
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(options.store, console, code, bytes_of_mib(options.memory_mib));
  if (!store) return code;
  Result<Subgraph> graph = Subgraph{};
  if (is_graph_format(options.format)) {
    graph = subgraph_of(*store, options, *filter);
    if (!graph) return fail(console, graph.error());
    if (graph->left_out > 0) {
      print_error(console, counted(graph->left_out, "further neighbour") +
                               " left out; --max-nodes draws more");
    }
  }
  const Status written = write_output(options.output, console, [&](std::ostream& out) {
    if (options.format == "json") return export_json(*store, out, {options.with_text});
    return write_graph(*graph, options.format, options.entity, out);
  });
  return written || !console.out ? ExitCode::Ok : fail(console, written.error());
}

}  // namespace onrecord
