#include "app/load_commands.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"

namespace onrecord {

LoadCommands::LoadCommands(CLI::App& app, const std::string& store, Console& console,
                           std::function<ExitCode()>& run) {
  CLI::App* load =
      app.add_subcommand("load", "Take extraction records in, at once into an empty store");
  load->add_option("shards", load_.shards,
                   "Files of records (NDJSON, .gz, .zst) made by extract --with-text or export "
                   "--format ndjson; - is standard input")
      ->required()
      ->type_name("SHARDS");
  load_.store = store;
  load->add_option("--store", load_.store, "The store's folder")->type_name("DIR");
  load->add_option("--threads", load_.threads, "Threads; one a core by default")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  add_writer_memory(load, load_.memory_mib);
  load->add_option("--temp", load_.temporary,
                   "A folder for the sort, which needs some 250 bytes a statement; the store's own "
                   "by default")
      ->type_name("DIR");
  load->add_flag("--fast", load_.fast,
                 "Do not wait for the disk: what was stored survives a killed process, not a power "
                 "cut");
  load->add_flag_callback(
      "--no-resolve", [this] { load_.resolve = false; },
      "Do not find out who is who across all documents at the end");
  load->add_flag("--json", load_.json, "The summary as JSON");
  load->callback(
      [this, &console, &run] { run = [this, &console] { return load_records(load_, console); }; });
}

}  // namespace onrecord
