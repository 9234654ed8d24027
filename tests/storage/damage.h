#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/extraction.h"
#include "storage/store.h"

namespace onrecord::sample {

/// The files of a store whose names begin and end so, ascending.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& store,
                                            const std::string& begin, const std::string& end);

/// Changes the bits of one byte that `mask` has.
void flip(const std::filesystem::path& file, std::uint64_t at, unsigned char mask = 1);

/// A store with decisions, a resolution and candidates, of which some rows are in tables and some
/// in the log. Equal arguments, equal rows.
void make_full_store(const std::filesystem::path& path, std::size_t documents);

}  // namespace onrecord::sample
