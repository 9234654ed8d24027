#pragma once

#include <cstdint>
#include <filesystem>

#include "storage/store.h"

namespace onrecord {

struct CopyOptions {
  /// What stands at the destination goes: a backup is removed, a store is kept under another name.
  bool replace = false;
  /// No links to the source's files, even where the file system has them.
  bool copy = false;
  VerifyProgress progress;
  /// While the copy is opened and verified, as in StoreOptions.
  std::size_t memory_bytes = kDefaultMemory;
};

struct CopiedStore {
  std::uint64_t documents = 0, keys_checked = 0;
  std::uint64_t files = 0, linked = 0, bytes = 0;
  std::filesystem::path kept;  ///< where a replaced store is now; empty when there was none
};

/// Copies a store while another process may write to it. What was acknowledged before the call is
/// in the backup; of what came during it, a beginning. The backup is a store of its own, and it
/// appears under its name only after its files are durable and verify has found nothing in it.
///
/// How: tables never change once written, so they are linked (or copied), and when the list of
/// files (MANIFEST) has not grown meanwhile, they are those that the list names and the logs hold
/// all the rest; else once more. The copy is then opened as a writer would after a crash.
///
/// InvalidInput when something stands at the destination, unless `replace`; Corrupt when verify
/// finds something, which it names; Busy when the writer moved on too fast twenty times.
Result<CopiedStore> back_up(const std::filesystem::path& store,
                            const std::filesystem::path& destination,
                            const CopyOptions& options = {});

/// The store that a backup holds, as `store`. With `replace`, Busy while somebody writes to what
/// stands there.
Result<CopiedStore> restore(const std::filesystem::path& backup, const std::filesystem::path& store,
                            const CopyOptions& options = {});

}  // namespace onrecord
