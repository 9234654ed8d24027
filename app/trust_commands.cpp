#include "app/trust_commands.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"

namespace onrecord {

namespace {

constexpr const char* kVerifiedCopy = "the copy's cache while it is verified";

}  // namespace

TrustCommands::TrustCommands(CLI::App& app, const std::string& store, Console& console,
                             std::function<ExitCode()>& run) {
  backup_.store = restore_.store = repair_.store = store;

  CLI::App* backup =
      app.add_subcommand("backup", "Copy the store, also while it is written to, and verify it");
  backup->add_option("destination", backup_.destination, "A new folder")
      ->required()
      ->check(refuse_empty)
      ->type_name("DEST");
  backup->add_option("--store", backup_.store, "The store's folder")->type_name("DIR");
  add_memory(backup, backup_.memory_mib, kVerifiedCopy);
  backup->add_flag("--replace", backup_.replace, "Put it in the place of an older backup");
  backup->add_flag("--copy", backup_.copy, "Share no files with the store by links");
  backup->add_flag("--json", backup_.json, "The counts as JSON");
  backup->callback([this, &console, &run] {
    run = [this, &console] { return back_up_store(backup_, console); };
  });

  CLI::App* restore = app.add_subcommand("restore", "Make a store of a backup, and verify it");
  restore->add_option("backup", restore_.backup, "The backup's folder")
      ->required()
      ->check(refuse_empty)
      ->type_name("BACKUP");
  restore->add_option("--store", restore_.store, "The store's folder")->type_name("DIR");
  add_memory(restore, restore_.memory_mib, kVerifiedCopy);
  restore->add_flag("--replace", restore_.replace,
                    "Put it in the place of the store, which is kept beside it");
  restore->add_flag("--copy", restore_.copy, "Share no files with the backup by links");
  restore->add_flag("--json", restore_.json, "The counts as JSON");
  restore->callback([this, &console, &run] {
    run = [this, &console] { return restore_store(restore_, console); };
  });

  CLI::App* repair =
      app.add_subcommand("repair", "Make a damaged store anew from what can be read of it");
  repair->add_option("--store", repair_.store, "The store's folder")->type_name("DIR");
  add_memory(repair, repair_.memory_mib, "the new store's cache and write buffers");
  repair->add_flag("--drop-old", repair_.drop_old, "Do not keep the damaged store");
  repair->add_flag("--json", repair_.json, "The report as JSON");
  repair->callback([this, &console, &run] {
    run = [this, &console] { return repair_store(repair_, console); };
  });
}

}  // namespace onrecord
