// Commands that look after a store.

#include "app/answer.h"
#include "app/candidates.h"
#include "app/command_options.h"
#include "app/commands.h"
#include "app/store_progress.h"
#include "app/table.h"
#include "server/json_values.h"

namespace onrecord {

ExitCode remove_documents(const RemoveArguments& options, Console& console) {
  StoreOptions store_options;
  store_options.create = false;
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store = open_for_writing(options.store, store_options, console, code);
  if (!store) return code;
  std::size_t removed = 0, unknown = 0;
  for (const std::string& id : options.ids) {
    const auto done = store->remove(DocumentId{id});
    if (!done) return refuse_store(console, done.error());
    ++(*done ? removed : unknown);
    if (!*done) print_error(console, "no document has the id '" + id + "'");
  }
  if (removed > 0) {
    const ExitCode resolved = resolve_after_change(*store, console);
    if (resolved != ExitCode::Ok) return resolved;
  }
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "removed", removed);
      write_count(writer, "unknown", unknown);
      writer.EndObject();
    }) << '\n';
  } else {
    console.out << removed << " removed, " << unknown << " unknown\n";
  }
  if (unknown == 0) return ExitCode::Ok;
  return removed == 0 ? ExitCode::NotFound : ExitCode::SomeFailed;
}

ExitCode verify_store(const VerifyArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(options.store, console, code, bytes_of_mib(options.memory_mib));
  if (!store) return code;
  StoreProgress progress(console);
  const auto report = store->verify(progress.watcher());
  progress.clear();
  if (!report) return refuse_store(console, report.error());
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "documents", report->documents);
      write_count(writer, "keys_checked", report->keys_checked);
      write_count(writer, "files_checked", report->files_checked);
      write_count(writer, "unindexed", report->unindexed);
      writer.Key("problems");
      writer.StartArray();
      for (const std::string& problem : report->problems) write_string(writer, problem);
      writer.EndArray();
      writer.EndObject();
    }) << '\n';
  } else {
    for (const std::string& problem : report->problems) print_wrapped(console, problem);
    console.out << counted(report->documents, "document") << ", "
                << counted(report->keys_checked, "key") << ", "
                << counted(report->files_checked, "file") << " checked, "
                << counted(report->problems.size(), "problem") << '\n';
  }
  if (report->problems.empty()) return ExitCode::Ok;
  print_error(console, "store '" + options.store +
                           "' is damaged; `onrecord repair` makes a whole one of what can be read");
  return ExitCode::Store;
}

ExitCode show_stats(const StoreOnlyArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto stats = store->stats();
  if (!stats) return fail(console, stats.error());
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "documents", stats->documents);
      write_count(writer, "quotes", stats->quotes);
      write_count(writer, "statements", stats->statements);
      write_count(writer, "evidence", stats->evidence);
      writer.Key("entities");
      writer.StartObject();
      for (const auto& [type, count] : stats->entities) {
        write_count(writer, std::string(to_string(type)).c_str(), count);
      }
      writer.EndObject();
      writer.Key("predicates");
      writer.StartObject();
      for (const auto& [predicate, count] : stats->predicates) {
        write_count(writer, std::string(to_string(predicate)).c_str(), count);
      }
      writer.EndObject();
      write_count(writer, "unindexed", stats->unindexed);
      write_member(writer, "stopped", stats->stopped);
      write_count(writer, "bytes_on_disk", stats->bytes_on_disk);
      write_count(writer, "schema_version", stats->schema_version);
      writer.Key("extractor");
      writer.StartObject();
      write_member(writer, "version", stats->extractor.version);
      write_member(writer, "model", stats->extractor.model);
      writer.EndObject();
      writer.EndObject();
    }) << '\n';
    return ExitCode::Ok;
  }
  std::vector<TableRow> rows = {{{"documents", std::to_string(stats->documents)}, {}},
                                {{"quotes", std::to_string(stats->quotes)}, {}},
                                {{"statements", std::to_string(stats->statements)}, {}},
                                {{"evidence", std::to_string(stats->evidence)}, {}}};
  for (const auto& [type, count] : stats->entities) {
    rows.push_back({{"entities: " + std::string(to_string(type)), std::to_string(count)}, {}});
  }
  for (const auto& [predicate, count] : stats->predicates) {
    rows.push_back(
        {{"statements: " + std::string(to_string(predicate)), std::to_string(count)}, {}});
  }
  if (stats->unindexed > 0) {
    rows.push_back({{"documents that wait to be indexed", std::to_string(stats->unindexed)}, {}});
  }
  if (!stats->stopped.empty()) {
    rows.push_back({{"writing stopped", stats->stopped},
                    {"reads go on; the next command that writes opens the store anew"}});
  }
  rows.push_back({{"bytes on disk", std::to_string(stats->bytes_on_disk)}, {}});
  rows.push_back({{"schema version", std::to_string(stats->schema_version)}, {}});
  rows.push_back(
      {{"extractor", stats->extractor.version + ", model " + stats->extractor.model}, {}});
  print_table(console, {{"WHAT", 2}, {"HOW MANY", 2}}, rows);
  return ExitCode::Ok;
}

}  // namespace onrecord
