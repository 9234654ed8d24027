#include "storage/check_files.h"

#include <rocksdb/sst_file_reader.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace onrecord {

namespace {

rocksdb::Status check_table(const std::string& path) {
  rocksdb::SstFileReader reader{rocksdb::Options()};
  rocksdb::Status status = reader.Open(path);
  if (status.ok()) status = reader.VerifyChecksum();
  return status;
}

/// Whether a file is gone because a compaction has put others in its place.
bool was_replaced(const StoreState& state, const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(state.path / name.substr(1), ignored)) return false;
  if (state.access != Access::Write) return true;  // what it reads, it holds open
  std::vector<rocksdb::LiveFileMetaData> tables;
  state.database->db().GetLiveFilesMetaData(&tables);
  return std::none_of(
      tables.begin(), tables.end(),
      [&name](const rocksdb::LiveFileMetaData& table) { return table.name == name; });
}

/// While a writer is at work a file may go between our learning its name and reading it.
Status check_logs(const StoreState& state) {
  constexpr int kAttempts = 5;
  for (int attempt = 1;; ++attempt) {
    Status status = check_synced(state.path, state.name);
    if (status || attempt == kAttempts) return status;
    std::this_thread::sleep_for(std::chrono::milliseconds(50 * attempt));
  }
}

}  // namespace

std::uint64_t check_files(
    const StoreState& state, const std::function<void(const std::string&)>& complain,
    const std::function<void(std::uint64_t done, std::uint64_t of)>& checked) {
  std::vector<rocksdb::LiveFileMetaData> tables;
  state.database->db().GetLiveFilesMetaData(&tables);
  std::uint64_t done = 0;
  for (const rocksdb::LiveFileMetaData& table : tables) {
    const std::string name = table.name.substr(1);  // without its slash
    const std::filesystem::path path = state.path / name;
    const rocksdb::Status status = check_table(path.string());
    const bool replaced = !status.ok() && was_replaced(state, table.name);
    if (!status.ok() && !replaced) {
      complain("file " + name + " (column family '" + table.column_family_name +
               "'): " + status.ToString());
    }
    checked(++done, tables.size());
  }
  if (const Status logs = check_logs(state); !logs) complain(logs.error().message);
  return done;
}

}  // namespace onrecord
