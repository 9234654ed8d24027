#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/console.h"
#include "storage/store.h"

// A first large ingest stores documents as they come and indexes all of them at its end
// (Store::index_later).

namespace onrecord {

/// From this many bytes of input on it is worth it (docs/load.md has the figures).
inline constexpr std::uint64_t kLargeInput = std::uint64_t{16} << 20;

/// Whether files and folders hold that much; packed files count four times. What cannot be looked
/// into, and standard input, counts as nothing.
bool is_large(const std::vector<std::string>& inputs);

/// Indexes the documents that wait. memory_bytes: for sorting. Ends early, with Busy, when somebody
/// interrupts; the documents still wait then.
Status index_waiting(Store& store, std::size_t memory_bytes, unsigned threads);

/// What every command says that indexes documents which an earlier ingest left: before it does its
/// own work, or at its end.
std::string about_indexing(const std::string& store, std::uint64_t documents, bool at_end = false);

/// "3 documents wait to be indexed …": what that means and what to do.
std::string about_waiting(const std::string& store, std::uint64_t documents);

}  // namespace onrecord
