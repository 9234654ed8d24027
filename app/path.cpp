#include <iomanip>
#include <sstream>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/graph_questions.h"
#include "app/table.h"
#include "graph/paths.h"
#include "server/json_paths.h"
#include "server/resolve_name.h"
#include "viz/write_graph.h"

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

/// "3 hops", and what else decided.
std::string length_of(const Path& path) {
  const std::string hops = counted(path.hops.size(), "hop");
  std::ostringstream out;
  out << std::fixed << std::setprecision(3);
  if (path.measure == Measure::Reliable) out << ", reliability " << reliability_of(path.cost);
  if (path.measure == Measure::Telling) out << ", hub penalty " << hub_penalty_of(path.cost);
  return hops + out.str();
}

PathOptions to_options(const PathArguments& arguments) {
  PathOptions options;
  options.measure = *parse_measure(arguments.by);
  options.k = arguments.k;
  options.max_hops = arguments.max_hops;
  options.in_order = arguments.in_order;
  return options;
}

/// What a path goes through and avoids, filled in from names and words.
Status add_conditions(const PathArguments& arguments, const Store& store, PathOptions& options) {
  const auto filter = to_filter(arguments.filter);
  if (!filter) return filter.error();
  auto through = find_entities(store, arguments.through);
  if (!through) return through.error();
  auto avoid = find_entities(store, arguments.avoid);
  if (!avoid) return avoid.error();
  const auto through_types = parse_types("--through-type", arguments.through_types);
  if (!through_types) return through_types.error();
  const auto avoid_types = parse_types("--avoid-type", arguments.avoid_types);
  if (!avoid_types) return avoid_types.error();
  options.filter = *filter;
  options.through = *std::move(through);
  options.avoid = *std::move(avoid);
  options.through_types = *through_types;
  options.avoid_types = *avoid_types;
  return {};
}

void print_path(Console& console, const Path& path, const std::string& number) {
  print_wrapped(console,
                "Path " + number + ": " + path.hops.front().from.name + " to " +
                    path.hops.back().to.name + ", " + length_of(path),
                0, Style::Bold);
  print_wrapped(console, described(path.hops.front().from), 2, Style::Name);
  for (const Hop& hop : path.hops) print_hop(console, hop);
}

void print_paths(Console& console, const std::vector<Path>& paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (i > 0) console.out << '\n';
    print_path(console, paths[i], std::to_string(i + 1) + " of " + std::to_string(paths.size()));
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

/// A question of which everything but the paths is known.
struct Asked {
  const Snapshot& snapshot;
  const Store& store;
  EntityId from, to;
  PathOptions options;
};

/// As they are found, each at once; how many there were.
Result<std::size_t> stream_paths(const Asked& asked, bool json, Console& console,
                                 std::ostream& out) {
  Console to_file{out, console.err};
  Console& here = &out == &console.out ? console : to_file;
  std::size_t count = 0;
  const Status done = for_each_path(asked.snapshot, asked.store, asked.from, asked.to,
                                    asked.options, [&](const Path& path) {
                                      if (json) {
                                        out << to_json(path) << '\n';
                                      } else {
                                        if (count > 0) out << '\n';
                                        print_path(here, path, std::to_string(count + 1));
                                      }
                                      ++count;
                                      return static_cast<bool>(out.flush());
                                    });
  if (!done) return done.error();
  return count;
}

Result<std::size_t> write_found(const Asked& asked, const PathArguments& arguments,
                                Console& console) {
  const bool drawn = is_graph_format(arguments.format);
  Result<std::size_t> count = std::size_t{0};
  const Status written = write_output(arguments.output, console, [&](std::ostream& out) -> Status {
    if (arguments.all && !drawn) {
      count = stream_paths(asked, arguments.format == "json", console, out);
      return count ? Status() : Status(count.error());
    }
    std::vector<Path> paths;
    const Status found = for_each_path(asked.snapshot, asked.store, asked.from, asked.to,
                                       asked.options, [&](Path path) {
                                         paths.push_back(std::move(path));
                                         return arguments.all || paths.size() < arguments.k;
                                       });
    if (!found) return found;
    count = paths.size();
    if (paths.empty() && arguments.format == "table") return {};
    return write_paths_as(paths, arguments.format, console, out);
  });
  if (!written) return written.error();
  return count;
}

}  // namespace

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

Result<std::vector<EntityId>> find_entities(const Store& store,
                                            const std::vector<std::string>& names) {
  std::vector<EntityId> found;
  for (const std::string& name : names) {
    const auto entity = find_entity(store, name);
    if (!entity) return entity.error();
    found.push_back(*entity);
  }
  return found;
}

Result<std::vector<EntityType>> parse_types(const std::string& option,
                                            const std::vector<std::string>& words) {
  std::vector<EntityType> types;
  for (const std::string& word : words) {
    const auto type = parse_entity_type(word);
    if (!type) {
      return Error{ErrorCode::InvalidInput,
                   std::string(option).append(" '").append(word).append(
                       "': known are person, agency, organization, place, operation")};
    }
    types.push_back(*type);
  }
  return types;
}

ExitCode show_paths(const PathArguments& arguments, Console& console) {
  if (const auto filter = to_filter(arguments.filter); !filter) {
    return fail(console, filter.error());  // before the store is looked for
  }
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(arguments.store, console, code, bytes_of_mib(arguments.memory_mib));
  if (!store) return code;
  const auto ends = find_entities(*store, {arguments.from, arguments.to});
  if (!ends) return fail(console, ends.error());
  PathOptions options = to_options(arguments);
  if (const Status added = add_conditions(arguments, *store, options); !added) {
    return fail(console, added.error());
  }
  const auto snapshot = Snapshot::load(*store);
  if (!snapshot) return fail(console, snapshot.error());
  const Asked asked{*snapshot, *store, ends->front(), ends->back(), options};
  const auto count = write_found(asked, arguments, console);
  if (!count) return fail(console, count.error());
  if (*count > 0) return ExitCode::Ok;
  if (arguments.format == "table") {
    print_error(console, "nothing joins '" + arguments.from + "' and '" + arguments.to +
                             "' under these conditions and within this filter");
  }
  return ExitCode::NotFound;
}

}  // namespace onrecord
