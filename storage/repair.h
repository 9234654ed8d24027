#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/store.h"

namespace onrecord {

struct RepairOptions {
  bool drop_old = false;  ///< the damaged store is removed once the new one stands in its place
  VerifyProgress progress;
  std::size_t memory_bytes = kDefaultMemory;  ///< of the new store, as in StoreOptions
};

struct RepairReport {
  std::uint64_t documents = 0, decisions = 0, candidates = 0;
  /// What could not be read and is left out, each with its name and why.
  std::vector<std::string> lost;
  std::filesystem::path kept;  ///< where the damaged store is now; empty when it was dropped
};

/// Makes a store anew from what nothing else gives, as far as it can be read: documents with what
/// was extracted from them, decisions, resolutions, candidates (storage/salvage.h). All indexes
/// follow from these. It is built beside the store, verified, and only then put in its place; until
/// then nothing of the store is changed, and after that it is kept under another name. A repair
/// that was cut short begins anew.
///
/// Decisions after one that is lost are numbered anew, and undos of it are lost with it. A document
/// of which a damaged file held the last change may come back as it was before.
///
/// Busy while somebody writes to the store; NotFound when there is none; Corrupt when nothing can
/// be read; Unsupported for a newer version's.
Result<RepairReport> repair(const std::filesystem::path& store, const RepairOptions& options = {});

}  // namespace onrecord
