#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "storage/store.h"

namespace onrecord {

/// Tells how an ingest goes: failures on standard error as they come, progress on a terminal (or,
/// as JSON, one event a line on standard output), a summary at the end.
class IngestReport {
 public:
  IngestReport(const IngestArguments& options, Console& console);

  void failed(const std::string& item, const Error& error);
  void unchanged();
  /// These are durable now. known[i]: batch[i] replaced a document of its id.
  void acknowledged(const std::vector<Contribution>& batch, const std::vector<bool>& known);

  /// A write waits for the disk.
  void waiting();
  /// All is read, and so many documents are being indexed.
  void indexing(std::uint64_t documents);

  /// The summary, and how it all ended. status: what stopped it, if anything did.
  ExitCode finish(const Status& status);

 private:
  std::uint64_t seen() const { return stored_ + replaced_ + unchanged_ + failed_; }
  void show_progress(const std::string& more = "");
  void print_event(const char* event, std::optional<std::uint64_t> documents);
  void clear_progress();
  void print_warning(const std::string& message);

  const IngestArguments& options_;
  Console& console_;
  bool live_ = false;  ///< progress on a terminal
  bool shown_ = false;
  std::chrono::steady_clock::time_point began_, last_shown_, last_waited_;
  std::uint64_t stored_ = 0, replaced_ = 0, unchanged_ = 0, failed_ = 0;
};

}  // namespace onrecord
