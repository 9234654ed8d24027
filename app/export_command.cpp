#include "app/export_command.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"
#include "app/graph_commands.h"
#include "viz/formats.h"

namespace onrecord {
namespace {

std::vector<std::string> all_formats() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

std::string about_formats() {
  std::string text;
  for (const Format& format : formats()) {
    if (!text.empty()) text += "; ";
    text.append(format.name).append(": ").append(format.about);
  }
  return text;
}

}  // namespace

ExportCommand::ExportCommand(CLI::App& app, const std::string& store, Console& console,
                             std::function<ExitCode()>& run) {
  CLI::App* command = app.add_subcommand("export", "The store or a part of its graph, as a file");
  export_.store = store;
  command->add_option("--store", export_.store, "The store's folder")->type_name("DIR");
  add_memory(command, export_.memory_mib, "the store's cache; a graph comes on top");
  command->add_option("--format", export_.format, about_formats())
      ->check(CLI::IsMember(all_formats()))
      ->type_name("FORMAT");
  command
      ->add_option("--base", export_.base_iri,
                   "nt, ttl, jsonld: what every name begins with; urn:onrecord: by default")
      ->check(refuse_empty)
      ->type_name("IRI");
  command->add_flag("--rdf12", export_.rdf12,
                    "nt, ttl: statements about triples as the draft of RDF 1.2 has them");
  command->add_flag("--with-text", export_.with_text, "json: the documents' texts too");
  CLI::Option* entity = command->add_option("--entity", export_.entity, "Only what is around it")
                            ->check(refuse_empty)
                            ->type_name("NAME");
  command->add_option("--depth", export_.depth, "So many hops around it; 1 by default")
      ->check(CLI::Range(0, 6))
      ->needs(entity)
      ->type_name("N");
  command->add_option("--max-nodes", export_.max_nodes, "At most so many around it; 60 by default")
      ->check(CLI::Range(1, 10000))
      ->needs(entity)
      ->type_name("N");
  CLI::Option* path =
      command->add_option("--path", export_.path, "Only a shortest path between two")
          ->expected(2)
          ->check(refuse_empty)
          ->excludes(entity)
          ->type_name("FROM TO");
  command->add_option("--among", export_.among, "Only these and what joins them; may be repeated")
      ->check(refuse_empty)
      ->allow_extra_args(false)
      ->excludes(entity)
      ->excludes(path)
      ->type_name("NAME");
  command
      ->add_option("--view", export_.view, "Only what the explorer shows, from a file of its Views")
      ->check(refuse_empty)
      ->type_name("FILE");
  command->add_flag("--quotes", export_.quotes,
                    "Who said what about whom, a node for each quote; with --entity, --path or "
                    "--among, of the quotes between these");
  command->add_option("--speaker", export_.speaker, "Only quotes of theirs, as such a graph")
      ->check(refuse_empty)
      ->type_name("NAME");
  command->add_option("--about", export_.about, "Only quotes about them or it, as such a graph")
      ->check(refuse_empty)
      ->type_name("NAME");
  command
      ->add_option("--place", export_.place, "Only quotes concerning this place, as such a graph")
      ->check(refuse_empty)
      ->type_name("NAME");
  command->add_flag("--collapse-quotes", export_.collapse_quotes,
                    "The same with one counted link from who said to what about, without nodes for "
                    "quotes");
  CLI::Option* evidence =
      command->add_option("--evidence", export_.evidence, "Sentences for each link; 1 by default")
          ->check(CLI::Range(0, 1000))
          ->type_name("N");
  command
      ->add_flag_callback(
          "--no-evidence", [this] { export_.evidence = 0; }, "Without sentences: much faster")
      ->excludes(evidence);
  command
      ->add_option("--times", export_.times,
                   "gexf: when links held, as intervals or timestamps; none by default")
      ->check(CLI::IsMember({"none", "intervals", "timestamps"}))
      ->type_name("HOW");
  add_filter(command, export_.filter);
  command
      ->add_option(
          "--outlet", export_.outlets,
          "Only what documents of this newspaper or agency tell; several times for several")
      ->check(refuse_empty)
      ->type_name("NAME");
  command
      ->add_option("-o,--output", export_.output,
                   "Write to a file, in the format of its ending unless --format says "
                   "another; csv and neo4j: into a folder or a .zip file")
      ->check(refuse_empty)
      ->type_name("FILE");
  command
      ->add_option("--compress", export_.compress,
                   "gz, zst or none; by default as the name of the file ends")
      ->check(CLI::IsMember({"gz", "zst", "none"}))
      ->type_name("HOW");
  command->callback([this, &console, &run] {
    run = [this, &console] { return export_graph(export_, console); };
  });
}

}  // namespace onrecord
