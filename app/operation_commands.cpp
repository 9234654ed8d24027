#include "app/operation_commands.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"

namespace onrecord {

OperationCommands::OperationCommands(CLI::App& app, const std::string& store, Console& console,
                                     std::function<ExitCode()>& run) {
  CLI::App* list = app.add_subcommand("operations", "Operations, each from all its documents");
  operations_.store = store;
  list->add_option("--store", operations_.store, "The store's folder")->type_name("DIR");
  list->add_option("--place", operations_.place, "That took place there, or in a part of it")
      ->check(refuse_empty)
      ->type_name("NAME");
  list->add_option("--agency", operations_.agency, "That it ran or took part in")
      ->check(refuse_empty)
      ->type_name("NAME");
  list->add_option("--since", operations_.since, "That went on on or after it")
      ->check(refuse_empty)
      ->type_name("DATE");
  list->add_option("--until", operations_.until, "That went on on or before it")
      ->check(refuse_empty)
      ->type_name("DATE");
  CLI::Option* limit = list->add_option("--limit", limit_, "At most so many; 0: all. 50 in a table")
                           ->check(CLI::Range(std::size_t{0}, kMostItems))
                           ->type_name("N");
  add_min_confidence(list, operations_.min_confidence);
  list->add_flag("--json", operations_.json, "One JSON object a line");
  list->callback([this, limit, &console, &run] {
    if (limit->count() > 0) operations_.limit = limit_;
    run = [this, &console] { return show_operations(operations_, console); };
  });

  CLI::App* conflicts =
      app.add_subcommand("conflicts", "Figures and dates of operations that disagree");
  conflicts_.store = store;
  conflicts->add_option("--store", conflicts_.store, "The store's folder")->type_name("DIR");
  conflicts->add_option("--operation", conflicts_.operation, "Only of this one")
      ->check(refuse_empty)
      ->type_name("NAME");
  add_min_confidence(conflicts, conflicts_.min_confidence);
  conflicts->add_flag("--json", conflicts_.json, "One JSON object a line");
  conflicts->callback([this, &console, &run] {
    run = [this, &console] { return show_conflicts(conflicts_, console); };
  });
}

}  // namespace onrecord
