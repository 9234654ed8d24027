#include "app/decision_commands.h"

#include <CLI/CLI.hpp>
#include <tuple>

#include "app/command_options.h"

namespace onrecord {
namespace {

constexpr const char* kEntity = "A name, an alias or an id";

/// Adds a command that stands among the decisions in the help.
CLI::App* add_command(CLI::App& app, const char* name, const char* about) {
  CLI::App* command = app.add_subcommand(name, about);
  command->group("Decisions");
  return command;
}

void add_store(CLI::App* command, std::string& store, const std::string& by_default) {
  store = by_default;
  command->add_option("--store", store, "The store's folder")->type_name("DIR");
}

void add_common(CLI::App* command, DecisionArguments& options, const std::string& store) {
  add_store(command, options.store, store);
  command->add_option("--who", options.who, "Who decides; your login name by default")
      ->type_name("NAME");
  command->add_option("--why", options.why, "The reason, for the log")->type_name("TEXT");
  command->add_option("--when", options.when, "In UTC, as 2026-11-22T09:30:00Z; now by default")
      ->type_name("TIME");
  command->add_flag("--json", options.json, "The decision as JSON");
}

}  // namespace

DecisionCommands::DecisionCommands(CLI::App& app, const std::string& store, Console& console,
                                   std::function<ExitCode()>& run) {
  CLI::App* merge = add_command(app, "merge", "Several names are one: the last, which stays");
  merge->add_option("names", merge_.names, "Those that go, then the one that stays")
      ->required()
      ->expected(2, 1000)
      ->type_name("NAMES");
  add_common(merge, merge_, store);
  merge->callback([&] { run = [&] { return merge_entities(merge_, console); }; });

  CLI::App* apart = add_command(app, "keep-apart", "These names are different: never join them");
  apart->add_option("names", keep_apart_.names, "Two or more, none of them another")
      ->required()
      ->expected(2, 1000)
      ->type_name("NAMES");
  add_common(apart, keep_apart_, store);
  apart->callback([&] { run = [&] { return keep_entities_apart(keep_apart_, console); }; });

  CLI::App* split = add_command(app, "split", "In some documents a name is somebody else's");
  split->add_option("entity", split_.entity, kEntity)->required()->type_name("NAME");
  split->add_option("--documents", split_.documents, "Ids of the documents of the other one")
      ->required()
      ->type_name("IDS");
  split->add_option("--name", split_.name, "What the other one is called; the same by default")
      ->type_name("NAME");
  add_common(split, split_, store);
  split->callback([&] { run = [&] { return split_entity(split_, console); }; });

  CLI::App* rename = add_command(app, "rename", "Give an entity the name it is shown under");
  rename->add_option("entity", rename_.entity, kEntity)->required()->type_name("NAME");
  rename->add_option("new", rename_.name, "Its new name")->required()->type_name("NEW");
  add_common(rename, rename_, store);
  rename->callback([&] { run = [&] { return rename_entity(rename_, console); }; });

  CLI::App* retype = add_command(app, "retype", "Say what an entity is");
  retype->add_option("entity", retype_.entity, kEntity)->required()->type_name("NAME");
  retype->add_option("type", retype_.type, "person, agency, organization, place or operation")
      ->required()
      ->type_name("TYPE");
  add_common(retype, retype_, store);
  retype->callback([&] { run = [&] { return retype_entity(retype_, console); }; });

  confirm_.confirm = true;
  for (const auto& [name, about, options] :
       {std::tuple("reject", "A statement is wrong: take it out", &reject_),
        std::tuple("confirm", "A statement is right: it is certain", &confirm_)}) {
    CLI::App* judge = add_command(app, name, about);
    judge
        ->add_option("statement", options->statement,
                     "Its id, as entity --json, path --json and export show it")
        ->required()
        ->type_name("ID");
    add_common(judge, *options, store);
    judge->callback([&run, &console, options = options] {
      run = [&console, options] { return judge_statement(*options, console); };
    });
  }

  CLI::App* candidates = add_command(
      app, "candidates", "Names that may be one, with the reasons; and what was joined");
  add_store(candidates, candidates_.store, store);
  candidates
      ->add_option("--verdict", candidates_.verdict,
                   "doubtful (default): to be decided; joined; parted")
      ->type_name("WORD");
  candidates->add_option("--type", candidates_.type, "Only this type of entity")->type_name("TYPE");
  candidates
      ->add_option("--min-probability", candidates_.min_probability,
                   "Only pairs that are one with at least this probability")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("P");
  candidates->add_option("--limit", candidates_.limit, "At most so many; 0: all; 50 by default")
      ->check(CLI::Range(0, 1'000'000'000))
      ->type_name("N");
  candidates->add_flag("--json", candidates_.json, "One JSON object a line");
  candidates->callback([&] { run = [&] { return list_candidates(candidates_, console); }; });

  CLI::App* resolve = add_command(app, "resolve", "Find out anew who is who across all documents");
  add_store(resolve, resolve_.store, store);
  add_memory(resolve, resolve_.memory_mib, "the store's cache and write buffers");
  resolve->add_flag("--json", resolve_.json, "The counts as JSON");
  resolve->callback([&] { run = [&] { return resolve_entities(resolve_, console); }; });

  CLI::App* undo = add_command(app, "undo", "Take decisions back; an undo too can be undone");
  undo->add_option("numbers", undo_.sequences, "Their numbers in the log")
      ->check(CLI::Range(1, 1'000'000'000))
      ->type_name("N");
  add_common(undo, undo_, store);
  undo->callback([&] { run = [&] { return undo_decisions(undo_, console); }; });

  CLI::App* log = add_command(app, "log", "Who decided what, when and why");
  add_store(log, log_.store, store);
  log->add_flag("--json", log_.json, "One JSON object a line");
  log->callback([&] { run = [&] { return show_log(log_, console); }; });
}

}  // namespace onrecord
