#include "app/answer.h"
#include "app/commands.h"
#include "app/graph_output.h"
#include "app/table.h"
#include "graph/paths.h"
#include "server/json_paths.h"
#include "server/resolve_name.h"

namespace onrecord {
namespace {

std::string described(const SubgraphNode& node) {
  return node.name + " (" + std::string(to_string(node.type)) + ")";
}

std::string arrow_of(const Hop& hop) {
  const std::string label = edge_label(hop.edge);
  if (hop.edge.co_mentioned()) return "-- " + label + " --";
  return hop.forward ? "-- " + label + " -->" : "<-- " + label + " --";
}

std::string source_of(const SentenceEvidence& evidence) {
  std::vector<std::string> parts = {evidence.sentence.document.value};
  if (!evidence.publisher.empty()) parts.push_back(evidence.publisher);
  const std::string date = to_string(evidence.published);
  if (!date.empty()) parts.push_back(date);
  return join(parts);
}

void print_hop(Console& console, const Hop& hop) {
  std::string line = arrow_of(hop);
  if (hop.edge.support > 1) line += " in " + counted(hop.edge.support, "document");
  print_wrapped(console, line, 4);
  for (const SentenceEvidence& evidence : hop.edge.evidence) {
    print_wrapped(console, evidence.sentence.text, 8);
    print_wrapped(console, "[" + source_of(evidence) + "]", 8, Style::Dim);
  }
  if (hop.others > 0) {
    print_wrapped(console, "and " + counted(hop.others, "further link") + " between the two", 8,
                  Style::Dim);
  }
  print_wrapped(console, described(hop.to), 2, Style::Name);
}

void print_paths(Console& console, const std::vector<Path>& paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Path& path = paths[i];
    if (i > 0) console.out << '\n';
    print_wrapped(console,
                  "Path " + std::to_string(i + 1) + " of " + std::to_string(paths.size()) + ": " +
                      path.hops.front().from.name + " to " + path.hops.back().to.name + ", " +
                      counted(path.hops.size(), "hop"),
                  0, Style::Bold);
    print_wrapped(console, described(path.hops.front().from), 2, Style::Name);
    for (const Hop& hop : path.hops) print_hop(console, hop);
  }
}

Status write_paths_as(const std::vector<Path>& paths, const std::string& format, Console& console,
                      std::ostream& out) {
  if (format == "json") {
    out << to_json(paths) << '\n';
    return {};
  }
  if (format == "table") {
    Console to_file{out, console.err};
    print_paths(&out == &console.out ? console : to_file, paths);
    return {};
  }
  return write_graph(to_subgraph(paths), format, "", out);
}

}  // namespace

ExitCode show_paths(const PathArguments& options, Console& console) {
  const auto filter = to_filter(options.filter);
  if (!filter) return fail(console, filter.error());
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto from = find_entity(*store, options.from);
  if (!from) return fail(console, from.error());
  const auto to = find_entity(*store, options.to);
  if (!to) return fail(console, to.error());

  const auto snapshot = Snapshot::load(*store);
  if (!snapshot) return fail(console, snapshot.error());
  PathOptions path_options;
  path_options.filter = *filter;
  path_options.k = options.k;
  path_options.max_hops = options.max_hops;
  const auto paths = find_paths(*snapshot, *store, *from, *to, path_options);
  if (!paths) return fail(console, paths.error());
  if (paths->empty() && options.format == "table") {
    print_error(console, "nothing joins '" + options.from + "' and '" + options.to + "' within " +
                             counted(options.max_hops, "hop") + " of this filter");
    return ExitCode::NotFound;
  }
  const Status written = write_output(options.output, console, [&](std::ostream& out) {
    return write_paths_as(*paths, options.format, console, out);
  });
  if (!written) return fail(console, written.error());
  return paths->empty() ? ExitCode::NotFound : ExitCode::Ok;
}

}  // namespace onrecord
