#include "app/ingest_report.h"

#include <iomanip>
#include <sstream>

#include "app/answer.h"
#include "app/interrupt.h"
#include "app/visible_text.h"
#include "server/json_values.h"

namespace onrecord {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

IngestReport::IngestReport(const IngestArguments& options, Console& console)
    : options_(options),
      console_(console),
      live_(options.progress == ProgressMode::Auto && console.err_is_terminal),
      began_(Clock::now()),
      last_shown_(began_) {}

void IngestReport::failed(const std::string& item, const Error& error) {
  ++failed_;
  print_warning(error.message);
  if (options_.progress == ProgressMode::Json) {
    console_.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_member(writer, "event", "failed");
      write_member(writer, "item", item);
      write_member(writer, "code", to_string(error.code));
      write_member(writer, "message", error.message);
      writer.EndObject();
    }) << '\n' << std::flush;
  }
  show_progress();
}

void IngestReport::unchanged() {
  ++unchanged_;
  show_progress();
}

void IngestReport::acknowledged(const std::vector<Contribution>& batch,
                                const std::vector<bool>& known) {
  for (std::size_t i = 0; i < batch.size(); ++i) ++(known[i] ? replaced_ : stored_);
  if (options_.progress == ProgressMode::Json) {
    console_.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_member(writer, "event", "stored");
      writer.Key("documents");
      writer.StartArray();
      for (const Contribution& item : batch) write_string(writer, item.document.id.value);
      writer.EndArray();
      write_count(writer, "done", seen());
      writer.EndObject();
    }) << '\n';
  } else if (options_.verbose) {
    for (const Contribution& item : batch) {
      console_.out << "stored " << to_visible(item.document.id.value) << '\n';
    }
  }
  console_.out.flush();
  show_progress();
}

void IngestReport::waiting() {
  const Clock::time_point now = Clock::now();
  if (now - last_waited_ < std::chrono::seconds(1)) return;
  last_waited_ = now;
  if (options_.progress == ProgressMode::Json) print_event("waiting", std::nullopt);
  show_progress(", waiting for compaction");
}

void IngestReport::indexing(std::uint64_t documents) {
  if (options_.progress == ProgressMode::Json) print_event("indexing", documents);
  show_progress(", indexing " + counted(documents, "document"));
}

void IngestReport::print_event(const char* event, std::optional<std::uint64_t> documents) {
  console_.out << to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "event", event);
    if (documents) write_count(writer, "documents", *documents);
    writer.EndObject();
  }) << '\n' << std::flush;
}

ExitCode IngestReport::finish(const Status& status) {
  clear_progress();
  const bool as_json = options_.json || options_.progress == ProgressMode::Json;
  if (as_json) {
    console_.out << to_json_text([&](JsonWriter& writer) {
      writer.StartObject();
      write_member(writer, "event", "end");
      write_count(writer, "stored", stored_);
      write_count(writer, "replaced", replaced_);
      write_count(writer, "unchanged", unchanged_);
      write_count(writer, "failed", failed_);
      write_flag(writer, "interrupted", interrupted());
      writer.EndObject();
    }) << '\n';
  } else {
    console_.out << stored_ << " stored, " << replaced_ << " replaced, " << unchanged_
                 << " unchanged, " << failed_ << " failed\n";
  }
  console_.out.flush();
  const std::string resume = "run the same command again to go on: what is stored is passed over";
  if (!status) {
    print_error(console_, status.error().message);
    print_error(console_,
                counted(stored_ + replaced_, "document") + " stored before that; " + resume);
    // An input that is not there stops the reader; all else concerns the store or its disk.
    if (status.error().code == ErrorCode::NotFound) return ExitCode::Io;
    return exit_code_of(status.error().code, true);
  }
  if (interrupted()) {
    print_error(console_, "interrupted after " + counted(seen(), "document") + "; " + resume);
    return ExitCode::Interrupted;
  }
  return failed_ > 0 ? ExitCode::SomeFailed : ExitCode::Ok;
}

void IngestReport::show_progress(const std::string& more) {
  if (!live_) return;
  const Clock::time_point now = Clock::now();
  if (shown_ && more.empty() && now - last_shown_ < std::chrono::milliseconds(200)) return;
  last_shown_ = now;
  shown_ = true;
  std::ostringstream line;
  line << counted(seen(), "document") << std::fixed << std::setprecision(1) << ", "
       << static_cast<double>(seen()) / std::max(seconds_since(began_), 0.001) << "/s";
  if (failed_ > 0) line << ", " << failed_ << " failed";
  console_.err << "\r\x1b[K" << line.str() << more << std::flush;
}

void IngestReport::clear_progress() {
  if (!shown_) return;
  console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

void IngestReport::print_warning(const std::string& message) {
  clear_progress();
  print_error(console_, message);
}

}  // namespace onrecord
