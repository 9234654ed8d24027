#include "app/graph_commands.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"
#include "model/ontology.h"

namespace onrecord {
namespace {

constexpr const char* kCacheBesideGraph = "the store's cache; the graph comes on top";

/// The predicates that join two entities, as --predicates takes them.
std::string predicate_names() {
  std::string names;
  for (const PredicateRow& row : ontology()) {
    if (!row.links_entities) continue;
    if (!names.empty()) names += ", ";
    names += row.name;
  }
  return names;
}

void add_store(CLI::App* command, std::string& store) {
  command->add_option("--store", store, "The store's folder")->type_name("DIR");
}

CLI::Option* add_names(CLI::App* command, const std::string& option,
                       std::vector<std::string>& names, const std::string& about) {
  return command->add_option(option, names, about)
      ->check(refuse_empty)
      ->allow_extra_args(false)
      ->type_name("NAME");
}

void add_type_words(CLI::App* command, const std::string& option, std::vector<std::string>& words,
                    const std::string& about) {
  command->add_option(option, words, about)->delimiter(',')->type_name("TYPE");
}

/// --format of a command that also draws, --json, which is one of them, and -o.
void add_output(CLI::App* command, std::string& format, std::string& output) {
  CLI::Option* form = command->add_option("--format", format, "table, json, dot, svg or png")
                          ->check(CLI::IsMember({"table", "json", "dot", "svg", "png"}))
                          ->type_name("FORMAT");
  CLI::Option* json = command->add_flag("--json")->description("As --format json");
  command->add_option("-o,--output", output, "Write to a file")->type_name("FILE");
  command->parse_complete_callback([form, json, &format] {
    if (json->count() == 0) return;
    const bool other = form->count() > 0 && format != "json";
    if (other) throw CLI::ExcludesError("--json", "--format " + format);
    format = "json";
  });
}

}  // namespace

void add_filter(CLI::App* command, FilterWords& filter) {
  command
      ->add_option("--predicates", filter.predicates,
                   "Only these links, by comma: " + predicate_names())
      ->delimiter(',')
      ->type_name("NAMES");
  command
      ->add_option(
          "--types", filter.types,
          "Only through these types, by comma: person, agency, organization, place, operation")
      ->delimiter(',')
      ->type_name("NAMES");
  command->add_option("--since", filter.since, "Only what held on or after it")->type_name("DATE");
  command->add_option("--until", filter.until, "Only what held on or before it")->type_name("DATE");
  command->add_option("--min-support", filter.min_support, "Only what so many documents say")
      ->check(CLI::Range(std::size_t{0}, kMostItems))
      ->type_name("N");
  add_min_confidence(command, filter.min_confidence);
  command->add_flag("--statements-only", filter.statements_only,
                    "No links that are only two names in one sentence");
}

GraphCommands::GraphCommands(CLI::App& app, const std::string& store, Console& console,
                             std::function<ExitCode()>& run)
    : console_(console), run_(run) {
  path_.store = connect_.store = common_.store = rank_.store = store;
  add_path(app);
  add_connect(app);
  add_common(app);
  add_rank(app);
}

void GraphCommands::add_path(CLI::App& app) {
  CLI::App* command = app.add_subcommand("path", "How two actors are connected");
  command->add_option("from", path_.from, "A name")->required()->type_name("FROM");
  command->add_option("to", path_.to, "Another name")->required()->type_name("TO");
  add_store(command, path_.store);
  add_memory(command, path_.memory_mib, kCacheBesideGraph);
  command
      ->add_option("--by", path_.by,
                   "hops: fewest; reliable: highest product of confidences; telling: fewest and "
                   "smallest hubs in between. hops by default")
      ->check(CLI::IsMember({"hops", "reliable", "telling"}))
      ->type_name("HOW");
  CLI::Option* count =
      command->add_option("-k,--k", path_.k, "So many paths, best first; 1 by default")
          ->check(CLI::Range(1, 100))
          ->type_name("N");
  command
      ->add_flag("--all", path_.all,
                 "Every path, best first, until Ctrl-C; as JSON one a line. There may be millions: "
                 "--max-hops ends it sooner")
      ->excludes(count);
  command
      ->add_option("--max-hops", path_.max_hops,
                   "No longer than this, 1 to 64; 8 by default, 64 where not by hops")
      ->check(CLI::Range(1, 64))
      ->type_name("N");
  add_names(command, "--through", path_.through, "Through them, in any order; may be repeated");
  add_type_words(command, "--through-type", path_.through_types,
                 "Through one of this type; several by comma: one of each");
  add_names(command, "--avoid", path_.avoid, "Not through them; may be repeated");
  add_type_words(command, "--avoid-type", path_.avoid_types,
                 "Through none of this type; several by comma");
  command->add_flag(
      "--in-order", path_.in_order,
      "Each hop not earlier than the one before it; links without dates do not count");
  add_filter(command, path_.filter);
  add_output(command, path_.format, path_.output);
  command->callback([this] { run_ = [this] { return show_paths(path_, console_); }; });
}

void GraphCommands::add_connect(CLI::App& app) {
  CLI::App* command = app.add_subcommand("connect", "A small tree that joins several actors");
  command->add_option("names", connect_.names, "Two to sixteen names")
      ->required()
      ->type_name("NAMES");
  add_store(command, connect_.store);
  add_memory(command, connect_.memory_mib, kCacheBesideGraph);
  command
      ->add_option("--by", connect_.by, "hops, reliable or telling, as of a path; hops by default")
      ->check(CLI::IsMember({"hops", "reliable", "telling"}))
      ->type_name("HOW");
  add_filter(command, connect_.filter);
  add_output(command, connect_.format, connect_.output);
  command->callback([this] { run_ = [this] { return show_connection(connect_, console_); }; });
}

void GraphCommands::add_common(CLI::App& app) {
  CLI::App* command = app.add_subcommand("common", "Who is linked with all of several actors");
  command->add_option("names", common_.names, "Two to sixteen names")
      ->required()
      ->type_name("NAMES");
  add_store(command, common_.store);
  add_memory(command, common_.memory_mib, kCacheBesideGraph);
  command->add_option("--limit", common_.limit, "At most so many; 20 by default")
      ->check(CLI::Range(1, 10'000))
      ->type_name("N");
  add_filter(command, common_.filter);
  command->add_flag_callback(
      "--json", [this] { common_.format = "json"; }, "One JSON object");
  command->callback([this] { run_ = [this] { return show_common(common_, console_); }; });
}

void GraphCommands::add_rank(CLI::App& app) {
  CLI::App* command = app.add_subcommand("rank", "Who matters, and which groups there are");
  add_store(command, rank_.store);
  add_memory(command, rank_.memory_mib, kCacheBesideGraph);
  CLI::Option* by =
      command->add_option("--by", rank_by_, "degree, pagerank or betweenness; pagerank by default")
          ->check(CLI::IsMember({"degree", "pagerank", "betweenness"}))
          ->type_name("HOW");
  std::vector<CLI::Option*> others = {by};  // one question at a time
  const auto add_what = [&](const std::string& name, const std::string& about) {
    CLI::Option* what = command->add_flag_callback(
        "--" + name, [this, name] { rank_.what = name; }, about);
    for (CLI::Option* other : others) what->excludes(other);
    others.push_back(what);
  };
  add_what("communities", "Groups with more links inside than chance would give");
  add_what("components", "Groups that nothing joins with each other");
  add_what("bridges", "Pairs whose links alone hold two parts together");
  add_what("cut-points", "Actors that alone hold several parts together");
  add_filter(command, rank_.filter);
  command
      ->add_option("--samples", rank_.samples,
                   "Sources of betweenness where there are over 2,000 actors; 64 by default")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N");
  CLI::Option* limit =
      command->add_option("--limit", rank_limit_, "At most so many; 0: all. 20 in a table")
          ->check(CLI::Range(std::size_t{0}, kMostItems))
          ->type_name("N");
  command->add_option("--members", rank_.members, "Shown of each group; 10 by default")
      ->check(CLI::Range(std::size_t{0}, kMostItems))
      ->type_name("N");
  command->add_flag("--fresh", rank_.fresh, "Compute it even if the answer is known");
  command->add_flag("--json", rank_.json, "One JSON object a line");
  command->callback([this, limit, by] {
    if (limit->count() > 0) rank_.limit = rank_limit_;
    if (by->count() > 0) rank_.what = rank_by_;
    run_ = [this] { return show_rank(rank_, console_); };
  });
}

}  // namespace onrecord
