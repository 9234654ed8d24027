#include "app/trust.h"

#include "app/answer.h"
#include "app/command_options.h"
#include "app/store_progress.h"
#include "app/table.h"
#include "server/json_values.h"
#include "storage/backup.h"
#include "storage/repair.h"

namespace onrecord {

namespace {

void print_copied(const CopiedStore& copied, const std::string& path, bool json, Console& console) {
  if (json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_member(writer, "path", path);
      write_count(writer, "documents", copied.documents);
      write_count(writer, "keys_checked", copied.keys_checked);
      write_count(writer, "files", copied.files);
      write_count(writer, "linked", copied.linked);
      write_count(writer, "bytes", copied.bytes);
      write_member(writer, "kept", copied.kept.string());
      writer.EndObject();
    }) << '\n';
    return;
  }
  console.out << path << ": " << counted(copied.documents, "document") << ", "
              << counted(copied.keys_checked, "key") << " read back, "
              << counted(copied.files, "file") << " of " << counted(copied.bytes, "byte") << " ("
              << copied.linked << " shared by links)\n";
  if (copied.linked > 0) {
    console.out << "Links share their bytes on the disk; --copy makes files of its own.\n";
  }
  if (!copied.kept.empty()) console.out << "The old store is now " << copied.kept.string() << '\n';
}

}  // namespace

ExitCode back_up_store(const BackupArguments& options, Console& console) {
  StoreProgress progress(console);
  const auto copied = back_up(
      options.store, options.destination,
      {options.replace, options.copy, progress.watcher(), bytes_of_mib(options.memory_mib)});
  progress.clear();
  if (!copied) return refuse_store(console, copied.error());
  print_copied(*copied, options.destination, options.json, console);
  return ExitCode::Ok;
}

ExitCode restore_store(const RestoreArguments& options, Console& console) {
  StoreProgress progress(console);
  const auto copied = restore(
      options.backup, options.store,
      {options.replace, options.copy, progress.watcher(), bytes_of_mib(options.memory_mib)});
  progress.clear();
  if (!copied) return refuse_store(console, copied.error());
  print_copied(*copied, options.store, options.json, console);
  return ExitCode::Ok;
}

ExitCode repair_store(const RepairArguments& options, Console& console) {
  StoreProgress progress(console);
  const auto report = repair(
      options.store, {options.drop_old, progress.watcher(), bytes_of_mib(options.memory_mib)});
  progress.clear();
  if (!report) return refuse_store(console, report.error());
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "documents", report->documents);
      write_count(writer, "decisions", report->decisions);
      write_count(writer, "candidates", report->candidates);
      writer.Key("lost");
      writer.StartArray();
      for (const std::string& lost : report->lost) write_string(writer, lost);
      writer.EndArray();
      write_member(writer, "kept", report->kept.string());
      writer.EndObject();
    }) << '\n';
  } else {
    console.out << counted(report->documents, "document") << ", "
                << counted(report->decisions, "decision") << ", "
                << counted(report->candidates, "candidate") << " stored anew and verified\n";
    if (!report->kept.empty()) {
      console.out << "The damaged store is now " << report->kept.string() << '\n';
    }
  }
  for (const std::string& lost : report->lost) print_error(console, "left out: " + lost);
  return report->lost.empty() ? ExitCode::Ok : ExitCode::SomeFailed;
}

}  // namespace onrecord
