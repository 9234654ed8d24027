#include "app/report_command.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"

namespace onrecord {

ReportCommand::ReportCommand(CLI::App& app, const std::string& store, Console& console,
                             std::function<ExitCode()>& run) {
  CLI::App* command = app.add_subcommand(
      "report", "All about a person, body, place or operation, as Markdown or HTML");
  report_.store = store;
  command->add_option("name", report_.name, "A name, an alias or an id")
      ->required()
      ->type_name("NAME");
  command->add_option("--store", report_.store, "The store's folder")->type_name("DIR");
  add_memory(command, report_.memory_mib, "the store's cache; the graph comes on top");
  command->add_option("--type", report_.type, "person, agency, organization, place or operation")
      ->type_name("TYPE");
  command
      ->add_option(
          "--format", report_.format,
          "md: for notes and repositories; html: one page to send or print. md by default, "
          "html for an output of that ending")
      ->check(CLI::IsMember({"md", "html"}))
      ->type_name("FORMAT");
  command->add_option("-o,--output", report_.output, "Write to a file; .gz and .zst are compressed")
      ->type_name("FILE");
  command->add_option("--since", report_.since, "Quotes, links and operations on or after it")
      ->check(refuse_empty)
      ->type_name("DATE");
  command->add_option("--until", report_.until, "Quotes, links and operations on or before it")
      ->check(refuse_empty)
      ->type_name("DATE");
  command
      ->add_option("--outlet", report_.outlets,
                   "Quotes, links and operations as this newspaper or agency has them; several "
                   "times for several")
      ->check(refuse_empty)
      ->allow_extra_args(false)
      ->type_name("NAME");
  add_min_confidence(command, report_.min_confidence);
  command
      ->add_option("--max-quotes", report_.max_quotes,
                   "At most so many in each list, the earliest; 0: all. 200 by default")
      ->check(CLI::Range(std::size_t{0}, kMostItems))
      ->type_name("N");
  command
      ->add_option("--max-nodes", report_.max_nodes,
                   "At most so many in the picture and the list of links; 24 by default")
      ->check(CLI::Range(1, 200))
      ->type_name("N");
  command->callback([this, &console, &run] {
    run = [this, &console] { return write_report(report_, console); };
  });
}

}  // namespace onrecord
