#include "graph/between.h"

#include "app/answer.h"
#include "app/command_options.h"
#include "app/graph_questions.h"
#include "app/table.h"
#include "server/json_between.h"
#include "viz/write_graph.h"

namespace onrecord {
namespace {

/// What both questions need before they can be asked.
struct Prepared {
  Store store;
  Snapshot snapshot;
  std::vector<EntityId> entities;
  BetweenOptions options;
};

Result<Prepared> prepare(const BetweenArguments& arguments, Store store) {
  const auto filter = to_filter(arguments.filter);
  if (!filter) return filter.error();
  auto entities = find_entities(store, arguments.names);
  if (!entities) return entities.error();
  auto snapshot = Snapshot::load(store);
  if (!snapshot) return snapshot.error();
  BetweenOptions options;
  options.filter = *filter;
  options.measure = *parse_measure(arguments.by);
  options.limit = arguments.limit;
  return Prepared{std::move(store), *std::move(snapshot), *std::move(entities), options};
}

std::string described(const SubgraphNode& node) {
  return node.name + " (" + std::string(to_string(node.type)) + ")";
}

void print_tree(Console& console, const Connection& found) {
  print_wrapped(console,
                std::to_string(found.graph.nodes.size()) + " entities joined by " +
                    counted(found.hops.size(), "hop"),
                0, Style::Bold);
  for (const Hop& hop : found.hops) {
    print_wrapped(console, described(hop.from), 2, Style::Name);
    print_hop(console, hop);
  }
}

Status write_tree(const Connection& found, const Store& store, const std::string& format,
                  Console& console, std::ostream& out) {
  if (is_graph_format(format)) return write_graph(found.graph, format, "", out);
  if (format == "table") {
    Console to_file{out, console.err};
    print_tree(&out == &console.out ? console : to_file, found);
    return {};
  }
  Lookup names(store);
  Status written;
  out << to_json_text([&](JsonWriter& writer) { written = write_connection(writer, found, names); })
      << '\n';
  return written;
}

/// The names as given of those that nothing joins with the first.
std::string names_apart(const BetweenArguments& arguments, const std::vector<EntityId>& entities,
                        const std::vector<EntityId>& apart) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const bool is_apart = std::find(apart.begin(), apart.end(), entities[i]) != apart.end();
    if (is_apart) names.push_back("'" + arguments.names[i] + "'");
  }
  return join(names);
}

}  // namespace

ExitCode show_connection(const BetweenArguments& arguments, Console& console) {
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store =
      open_for_reading(arguments.store, console, code, bytes_of_mib(arguments.memory_mib));
  if (!store) return code;
  const auto prepared = prepare(arguments, std::move(*store));
  if (!prepared) return fail(console, prepared.error());
  const auto found =
      connect(prepared->snapshot, prepared->store, prepared->entities, prepared->options);
  if (!found) return fail(console, found.error());
  if (!found->apart.empty()) {
    print_error(console, "nothing joins " +
                             names_apart(arguments, prepared->entities, found->apart) + " with '" +
                             arguments.names.front() + "' within this filter");
  }
  if (found->hops.empty() && arguments.format != "json") return ExitCode::NotFound;
  const Status written = write_output(arguments.output, console, [&](std::ostream& out) {
    return write_tree(*found, prepared->store, arguments.format, console, out);
  });
  if (!written) return fail(console, written.error());
  return found->apart.empty() ? ExitCode::Ok : ExitCode::NotFound;
}

ExitCode show_common(const BetweenArguments& arguments, Console& console) {
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store =
      open_for_reading(arguments.store, console, code, bytes_of_mib(arguments.memory_mib));
  if (!store) return code;
  const auto prepared = prepare(arguments, std::move(*store));
  if (!prepared) return fail(console, prepared.error());
  const auto found =
      common_neighbours(prepared->snapshot, prepared->store, prepared->entities, prepared->options);
  if (!found) return fail(console, found.error());
  if (arguments.format == "json") {
    console.out << to_json_text([&](JsonWriter& writer) { write_common(writer, *found); }) << '\n';
    return found->items.empty() ? ExitCode::NotFound : ExitCode::Ok;
  }
  if (found->items.empty()) {
    print_error(console, "nobody is linked with all of them within this filter");
    return ExitCode::NotFound;
  }
  for (const CommonNeighbour& item : found->items) {
    print_wrapped(console, described(item.node), 0, Style::Bold);
    for (const Hop& hop : item.links) {
      print_wrapped(console, described(hop.from), 2, Style::Name);
      print_hop(console, hop);
    }
    console.out << '\n';
  }
  if (found->total > found->items.size()) {
    console.out << found->items.size() << " of " << found->total << "; --limit N shows more\n";
  } else {
    console.out << found->total
                << (found->total == 1 ? " common neighbour\n" : " common neighbours\n");
  }
  return ExitCode::Ok;
}

}  // namespace onrecord
