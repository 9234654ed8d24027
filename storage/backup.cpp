#include "storage/backup.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "storage/log_archive.h"
#include "storage/store_files.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 20;

std::string name_of(const fs::path& store) { return "store '" + store.string() + "'"; }

struct Manifest {
  std::string name;
  std::uint64_t bytes = 0;
  bool operator==(const Manifest&) const = default;
};

Result<Manifest> read_manifest(const fs::path& store) {
  Manifest manifest;
  std::ifstream current(store / "CURRENT");
  std::getline(current, manifest.name);
  std::error_code failed;
  if (!manifest.name.empty()) manifest.bytes = fs::file_size(store / manifest.name, failed);
  if (manifest.name.empty() || failed) {
    return Error{ErrorCode::Io, name_of(store) + ": its file CURRENT or MANIFEST cannot be read"};
  }
  return manifest;
}

bool is_table(const fs::path& file) { return file.extension() == ".sst"; }
bool is_log(const fs::path& file) { return file.extension() == ".log"; }

/// One attempt; nothing when a file went or the list of files grew meanwhile.
Result<std::optional<std::uint64_t>> capture_once(const fs::path& from, const fs::path& to,
                                                  bool may_link) {
  const std::optional<std::uint64_t> moved_on;
  if (const Status made = make_empty_folder(to); !made) return made.error();
  const Result<Manifest> before = read_manifest(from);
  if (!before) return before.error();
  std::uint64_t linked = 0;
  std::error_code failed;
  std::vector<fs::path> logs;
  for (fs::directory_iterator file(from, failed), end; !failed && file != end;
       file.increment(failed)) {
    const bool log = is_log(file->path());
    if (!log && !is_table(file->path())) continue;
    // A log goes on growing, so a link only keeps it from being deleted.
    const fs::path target = to / (file->path().filename().string() + (log ? ".live" : ""));
    const Result<bool> done = link_or_copy(file->path(), target, may_link);
    if (!done && !fs::exists(file->path())) return moved_on;
    if (!done) return done.error();
    if (log) {
      logs.push_back(target);
    } else if (*done) {
      ++linked;
    }
  }
  if (failed) return Error{ErrorCode::Io, name_of(from) + ": " + failed.message()};
  const Result<Manifest> after = read_manifest(from);
  if (!after || *after != *before) return moved_on;
  Status copied = copy_beginning(from / before->name, to / before->name, before->bytes);
  if (copied) {
    std::ofstream(to / "CURRENT") << before->name << "\n";
    for (const fs::path& log : logs) {
      if (copied)
        copied = copy_beginning(log, fs::path(log).replace_extension(), fs::file_size(log));
      fs::remove(log, failed);
    }
  }
  if (!copied) return copied.error();
  return std::optional(linked);
}

/// Returns how many files are links.
Result<std::uint64_t> capture(const fs::path& from, const fs::path& to, bool may_link) {
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    const Result<std::optional<std::uint64_t>> linked = capture_once(from, to, may_link);
    if (!linked) return linked.error();
    if (*linked) return **linked;
    std::this_thread::sleep_for(std::chrono::milliseconds(10 * attempt));
  }
  return Error{ErrorCode::Busy, name_of(from) +
                                    ": its writer moved on too fast to be copied; run again when "
                                    "it is less busy"};
}

bool can_link(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::create_hard_link(from / "CURRENT", to / "link", failed);
  const bool can = !failed;
  fs::remove(to / "link", failed);
  return can;
}

/// To another disk: linked beside the source first, so that the writer may go on while its files
/// are copied.
Result<std::uint64_t> capture_by_copying(const fs::path& from, const fs::path& to) {
  const fs::path staging = beside(from, "staging");
  if (!make_empty_folder(staging) || !can_link(from, staging)) {
    std::error_code ignored;
    fs::remove_all(staging, ignored);
    return capture(from, to, false);
  }
  Result<std::uint64_t> staged = capture(from, staging, true);
  Status copied = staged ? Status() : Status(staged.error());
  std::error_code failed;
  if (copied) copied = make_empty_folder(to);
  for (fs::directory_iterator file(staging, failed), end; copied && !failed && file != end;
       file.increment(failed)) {
    const Result<bool> done = link_or_copy(file->path(), to / file->path().filename(), false);
    if (!done) copied = done.error();
  }
  std::error_code ignored;
  fs::remove_all(staging, ignored);
  if (copied && failed) copied = Error{ErrorCode::Io, name_of(from) + ": " + failed.message()};
  if (!copied) return copied.error();
  return std::uint64_t{0};
}

Status verify_copy(const fs::path& copy, const CopyOptions& options, CopiedStore& copied) {
  {
    // What a crash would leave: the logs are taken in, a decision is completed.
    StoreOptions opening;
    opening.create = false;
    opening.memory_bytes = options.memory_bytes;
    const Result<Store> opened = Store::open(copy, opening);
    if (!opened) return opened.error();
  }
  const Result<Store> store = Store::open_read_only(copy, options.memory_bytes);
  if (!store) return store.error();
  const Result<VerifyReport> report = store->verify(options.progress);
  if (!report) return report.error();
  if (!report->problems.empty()) {
    return Error{ErrorCode::Corrupt, "the copy is not whole, and neither may be its source: " +
                                         report->problems.front() + "; run `onrecord verify`"};
  }
  copied.documents = report->documents;
  copied.keys_checked = report->keys_checked;
  std::error_code failed;
  fs::remove_all(copy / kLogArchive, failed);  // nobody has read an older state of the copy
  std::error_code gone;
  for (fs::directory_iterator file(copy, failed), end; !failed && file != end;
       file.increment(failed)) {
    if (!file->is_regular_file()) continue;
    ++copied.files;
    copied.bytes += file->file_size(gone);
  }
  return make_durable(copy);
}

Result<CopiedStore> copy_verified(const fs::path& from, const fs::path& part,
                                  const CopyOptions& options) {
  CopiedStore copied;
  if (const Status made = make_empty_folder(part); !made) return made.error();
  const bool may_link = !options.copy && can_link(from, part);
  const Result<std::uint64_t> linked =
      may_link ? capture(from, part, true) : capture_by_copying(from, part);
  Status done = linked ? verify_copy(part, options, copied) : Status(linked.error());
  if (done) {
    copied.linked = *linked;
    return copied;
  }
  std::error_code ignored;
  fs::remove_all(part, ignored);
  return done.error();
}

Status check_source(const fs::path& source) {
  const Result<Store> store = Store::open_read_only(source);
  return store ? Status() : Status(store.error());
}

Error taken(const fs::path& path, const std::string& remedy) {
  return {ErrorCode::InvalidInput, "'" + path.string() + "' exists; " + remedy};
}

bool is_store(const fs::path& path) {
  std::error_code failed;
  return fs::exists(path / "CURRENT", failed);
}

}  // namespace

Result<CopiedStore> back_up(const fs::path& store, const fs::path& destination,
                            const CopyOptions& options) {
  const bool free = is_free(destination);
  if (!free && !(options.replace && is_store(destination))) {
    return taken(destination, is_store(destination)
                                  ? "name another folder, or replace it with --replace"
                                  : "and is no backup; name another folder");
  }
  if (const Status whole = check_source(store); !whole) return whole.error();
  const fs::path part = beside(destination, "part");
  Result<CopiedStore> copied = copy_verified(store, part, options);
  if (!copied) return copied;
  const Result<fs::path> old = swap_in(part, destination, "old");
  if (!old) return old.error();
  std::error_code failed;
  if (!old->empty()) fs::remove_all(*old, failed);
  if (failed) return Error{ErrorCode::Io, "remove '" + old->string() + "': " + failed.message()};
  return copied;
}

Result<CopiedStore> restore(const fs::path& backup, const fs::path& store,
                            const CopyOptions& options) {
  const bool free = is_free(store);
  if (!free && !(options.replace && is_store(store))) {
    return taken(store, is_store(store)
                            ? "name another folder, or replace it with --replace, which "
                              "keeps the old one beside it"
                            : "and is no store; name another folder");
  }
  std::optional<StoreLock> lock;
  if (!free) {
    Result<StoreLock> taken_lock = StoreLock::take(store);
    if (!taken_lock) return taken_lock.error();
    lock = std::move(*taken_lock);
  }
  if (const Status whole = check_source(backup); !whole) return whole.error();
  const fs::path part = beside(store, "part");
  Result<CopiedStore> copied = copy_verified(backup, part, options);
  if (!copied) return copied;
  const Result<fs::path> kept = swap_in(part, store, "before-restore");
  if (!kept) return kept.error();
  copied->kept = *kept;
  return copied;
}

}  // namespace onrecord
