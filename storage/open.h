#pragma once

#include <memory>

#include "storage/engine.h"

namespace onrecord {

/// Opens `path` for writing; creates the store when the options allow.
Result<std::unique_ptr<StoreState>> open_writer(const std::filesystem::path& path,
                                                const StoreOptions& options);

/// Opens `path` for reading, beside a writer or alone. memory: as in StoreOptions.
Result<std::unique_ptr<StoreState>> open_reader(const std::filesystem::path& path,
                                                std::size_t memory);

/// The list of files that a store has now: another one for another writer and for another store.
std::string list_now(const std::filesystem::path& store);

/// Opens the files of a reader's state, or opens them anew. When that fails, what was open stays.
Status open_reader_database(StoreState& state);

}  // namespace onrecord
