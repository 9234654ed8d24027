#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// File in a store's folder that says how much of its logs the disk has confirmed.
///
/// RocksDB replays a log up to the first record that it cannot read and takes the rest for a write
/// that a crash cut short; a list of files (MANIFEST) that lost its end is an older state. Either
/// way what was acknowledged would be gone without a word. So for the MANIFEST in use and every
/// write-ahead log this file holds the bytes that a sync has confirmed, and whoever opens the store
/// first checks that they are there and whole. Beyond them nothing was promised, so a torn end
/// opens.
///
/// It is written after each sync and not synced itself: an older copy promises less, never too
/// much. Only before a log is deleted it is made durable, for an older copy would then name a file
/// that is gone. storage/FORMAT.md describes its bytes.
inline constexpr std::string_view kSyncedFile = "SYNCED";

/// The file system of a writer: passes everything through and keeps the file up to date.
class SyncedFiles {
 public:
  /// below: what it passes to, null for the default; outlives this.
  SyncedFiles(const std::filesystem::path& store, rocksdb::Env* below);
  ~SyncedFiles();

  rocksdb::Env* env() const { return env_.get(); }
  /// From here on the file is kept: called when the store is open and its list of files durable.
  Status begin();

 private:
  class Files;
  std::shared_ptr<Files> files_;
  std::unique_ptr<rocksdb::Env> env_;
};

/// Checks that what the file promises is there. Good too when there is no such file or it tells of
/// an earlier opening: then nothing is known. Corrupt names the file that is damaged. While a
/// writer is at work, Corrupt may pass.
Status check_synced(const std::filesystem::path& store, const std::string& name);

/// The MANIFEST that CURRENT names; empty when there is none.
std::string current_manifest(const std::filesystem::path& store);

/// How many bytes of a file the disk has confirmed, as far as the file says; else 0.
std::uint64_t confirmed_bytes(const std::filesystem::path& store, const std::string& file);

/// A power cut may tear what was being appended to the list of files, and RocksDB refuses a torn
/// end that has a hole. Cuts it off, unless the disk had confirmed it. Whether there was something
/// to cut. The caller keeps other writers away.
Result<bool> cut_torn_manifest(const std::filesystem::path& store);

}  // namespace onrecord
