// Every thread takes a line, reads the record and hands it on: to its lane of the bulk load when
// the store is empty, else to a batch that all threads share. Of several records of one document
// the same one stays either way (storage/record_order.h), so neither the order of the shards nor
// the threads have a part in the store.

#include "app/load.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <thread>

#include "app/answer.h"
#include "app/candidates.h"
#include "app/command_options.h"
#include "app/first_load.h"
#include "app/interrupt.h"
#include "app/record_lines.h"
#include "app/store_lines.h"
#include "graph/parallel.h"
#include "model/record_json.h"
#include "server/json_values.h"
#include "storage/bulk_load.h"

namespace onrecord {
namespace {

constexpr std::size_t kBatchRecords = 64;

Result<Contribution> read_record(const RecordLine& line) {
  if (line.error) return *line.error;
  Result<Record> record = parse_record_json(line.text, line.item);
  const bool has_text =
      record ? !record->document.text.empty() : line.text.find("\"text\"") != std::string::npos;
  if (!has_text) {
    return Error{ErrorCode::InvalidInput,
                 line.item +
                     ": no record with its \"text\"; make records with: onrecord extract "
                     "--with-text"};
  }
  if (!record) return record.error();
  return Contribution{std::move(record->document), std::move(record->extraction)};
}

class Load {
 public:
  Load(const LoadArguments& options, Store& store, Console& console)
      : options_(options),
        store_(store),
        console_(console),
        lines_(options.shards),
        threads_(thread_count(options.threads)) {}

  /// Whether a thread still waits for its input; it uses this, so the process must end.
  bool reader_stuck() const { return reader_stuck_; }

  ExitCode run() {
    BulkOptions bulk;
    bulk.memory_bytes = sorting_memory(options_.memory_mib);
    bulk.threads = threads_;
    bulk.temporary = options_.temporary;
    bulk.cancelled = interrupted;
    Result<BulkLoad> begun = BulkLoad::begin(store_, bulk);
    if (begun) {
      bulk_ = std::make_unique<BulkLoad>(std::move(*begun));
      fills_at_once_ = true;
    } else if (begun.error().code != ErrorCode::InvalidInput) {
      return refuse_store(console_, begun.error());
    }
    take_all();
    finish();
    return report();
  }

 private:
  /// All lines, on all threads. Somebody who interrupts waits two seconds for them at most: a
  /// thread may hang in a silent pipe.
  void take_all() {
    running_ = threads_;
    std::vector<std::thread> all;
    for (unsigned lane = 0; lane < threads_; ++lane) {
      all.emplace_back([this, lane] {
        take_lines(lane);
        const std::lock_guard lock(mutex_);
        --running_;
        changed_.notify_all();
      });
    }
    std::unique_lock lock(mutex_);
    const auto ended = [this] { return running_ == 0; };
    while (!interrupted() && !changed_.wait_for(lock, std::chrono::milliseconds(100), ended)) {
    }
    reader_stuck_ = !changed_.wait_for(lock, std::chrono::seconds(2), ended);
    lock.unlock();
    for (std::thread& one : all) reader_stuck_ ? one.detach() : one.join();
  }

  void take_lines(unsigned lane) {
    while (!stopped_ && !interrupted()) {
      const std::optional<RecordLine> line = lines_.next();
      if (!line) return;
      const bool beside = !line->error && store_lines_.takes(line->text);
      if (beside) {
        take_beside(*line);
        continue;
      }
      Result<Contribution> record = read_record(*line);
      Status taken = record ? take(lane, std::move(*record)) : Status(record.error());
      const std::lock_guard lock(mutex_);
      ++read_;
      if (!taken) note(taken.error(), record ? line->item : "");
      show_progress();
    }
  }

  /// What an exported store says beside its documents.
  void take_beside(const RecordLine& line) {
    const Status taken = store_lines_.take(line.text, line.item);
    if (taken) return;
    const std::lock_guard lock(mutex_);
    note(taken.error(), "");
  }

  Status take(unsigned lane, Contribution record) {
    if (bulk_) return bulk_->add(lane, record);
    if (Status checked = check_contribution(record); !checked) return checked;
    const std::lock_guard lock(batch_mutex_);
    batch_.push_back(std::move(record));
    return batch_.size() < kBatchRecords ? Status() : flush();
  }

  Status flush() {
    if (batch_.empty()) return {};
    PutCount count = store_.put_greatest(batch_);
    stored_ += count.changed;
    repeated_ += count.unchanged;
    batch_.clear();
    return std::move(count.ended);
  }

  /// A bad record is named and left out; anything else ends the load.
  void note(const Error& error, const std::string& item) {
    clear_progress();
    const bool of_record =
        error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    if (of_record || item.empty()) {
      ++failed_;
      print_error(console_, item.empty() ? error.message : item + ": " + error.message);
    } else if (status_) {
      status_ = error;
      stopped_ = true;
    }
  }

  void finish() {
    if (status_) status_ = store_lines_.check_whole();
    if (bulk_ && (!status_ || interrupted())) bulk_.reset();
    if (!status_ || (fills_at_once_ && interrupted())) return;
    if (!bulk_) {
      const std::lock_guard lock(batch_mutex_);
      status_ = flush();
      return;
    }
    show(std::to_string(read_) + " records read; sorting and writing them");
    const Result<BulkReport> finished = bulk_->finish();
    bulk_.reset();
    if (finished) {
      stored_ = finished->documents;
      repeated_ = finished->repeated;
      filled_at_once_ = true;
    } else if (!interrupted()) {
      status_ = finished.error();
    }
  }

  /// What was resolved and decided in the store that the lines are of. Whether who is who is known
  /// from there.
  bool restore() {
    if (!store_lines_.any()) return false;
    const Result<std::uint64_t> decisions = store_lines_.restore_journal(store_);
    if (!decisions) {
      status_ = decisions.error();
      journal_refused_ = status_.error().code == ErrorCode::InvalidInput;
      return false;
    }
    decisions_ = *decisions;
    if (failed_ > 0) return false;
    const Result<bool> resolved = store_lines_.restore_resolution(store_);
    if (!resolved) status_ = resolved.error();
    return resolved && *resolved;
  }

  ExitCode report() {
    clear_progress();
    ExitCode code = failed_ > 0 ? ExitCode::SomeFailed : ExitCode::Ok;
    const bool unfinished = interrupted() && !filled_at_once_;
    const bool known = status_ && !unfinished && restore();
    if (status_ && !unfinished && !known && options_.resolve && stored_ > 0) {
      const ExitCode resolved = resolve_after_change(store_, console_);
      if (resolved != ExitCode::Ok) code = resolved;
    }
    print_summary(unfinished);
    if (!status_) {
      print_error(console_, status_.error().message);
      print_error(console_, what_is_kept());
      return exit_code_of(status_.error().code, true);
    }
    if (!unfinished) return code;
    print_error(console_, stored_ > 0 ? "interrupted; run the same command again to go on"
                                      : "interrupted; the store is as it was");
    return ExitCode::Interrupted;
  }

  /// Of a load that failed, and what to do about it.
  std::string what_is_kept() const {
    const std::string kept = counted(stored_, "document") + " of this load kept";
    if (journal_refused_) {
      return (stored_ > 0 ? kept + ", without the decisions" : "no document of this load kept") +
             "; the same command would be refused again: " +
             (fills_at_once_ ? "export that store anew" : "name a new folder with --store") +
             (stored_ > 0 ? ", or stay with what is kept and run `onrecord resolve`" : "");
    }
    if (fills_at_once_) {
      return "of a load into an empty store all is kept or nothing; `onrecord stats` says which";
    }
    return kept + "; run the same command again to go on";
  }

  void print_summary(bool unfinished) {
    if (!options_.json) {
      console_.out << stored_ << " stored, " << repeated_ << " repeated, " << failed_ << " failed";
      if (store_lines_.any()) console_.out << ", " << counted(decisions_, "decision");
      console_.out << '\n';
      return;
    }
    console_.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_count(writer, "stored", stored_);
      write_count(writer, "repeated", repeated_);
      write_count(writer, "failed", failed_);
      write_count(writer, "decisions", decisions_);
      write_flag(writer, "filled_at_once", filled_at_once_);
      write_flag(writer, "interrupted", unfinished);
      writer.EndObject();
    }) << '\n';
  }

  void show_progress() {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_shown_ < std::chrono::milliseconds(200)) return;
    last_shown_ = now;
    const double seconds = std::chrono::duration<double>(now - began_).count();
    show(std::to_string(read_) + " records, " +
         std::to_string(static_cast<std::uint64_t>(static_cast<double>(read_) / seconds)) + "/s");
  }

  void show(const std::string& text) {
    if (!console_.err_is_terminal) return;
    shown_ = true;
    console_.err << "\r\x1b[K" << text << std::flush;
  }

  void clear_progress() {
    if (shown_) console_.err << "\r\x1b[K" << std::flush;
    shown_ = false;
  }

  const LoadArguments& options_;
  Store& store_;
  Console& console_;
  RecordLines lines_;
  const unsigned threads_;
  std::unique_ptr<BulkLoad> bulk_;
  bool fills_at_once_ = false;
  std::atomic<bool> stopped_ = false;
  std::mutex batch_mutex_;
  std::vector<Contribution> batch_;
  std::uint64_t stored_ = 0, repeated_ = 0, decisions_ = 0;
  StoreLines store_lines_;
  bool reader_stuck_ = false;
  std::mutex mutex_;  // guards what follows while threads run
  std::condition_variable changed_;
  unsigned running_ = 0;
  std::uint64_t read_ = 0, failed_ = 0;
  Status status_;
  bool filled_at_once_ = false, shown_ = false;
  bool journal_refused_ = false;
  const std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_shown_ = began_;
};

}  // namespace

ExitCode load_records(const LoadArguments& options, Console& console) {
  StoreOptions store_options;
  store_options.sync = !options.fast;
  store_options.memory_bytes = store_memory(options.memory_mib);
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store = open_for_writing(options.store, store_options, console, code);
  if (!store) return code;
  catch_interrupts();
  auto load = std::make_unique<Load>(options, *store, console);
  code = load->run();
  if (load->reader_stuck()) {
    store.reset();
    console.out.flush();
    std::_Exit(static_cast<int>(code));
  }
  return code;
}

}  // namespace onrecord
