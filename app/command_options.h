#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "storage/store.h"

// What the options of several commands share.

namespace CLI {
class App;
}

namespace onrecord {

constexpr std::size_t kMostItems = 1'000'000'000;

/// An option that was given must say something: an unset variable of a script must not ask for all.
/// A complaint, or "" when all is well.
std::string refuse_empty(const std::string& value);

/// --memory MIB, next to --store: the budget of a command that works with the store for long.
/// covers: what it is for, in the help. mib: holds the default, and at least this many are taken.
void add_memory(CLI::App* command, std::uint64_t& mib, const std::string& covers,
                std::uint64_t least = kLeastMemory >> 20);

/// The same for a command that fills a store.
void add_writer_memory(CLI::App* command, std::uint64_t& mib);

/// What the option's number is in bytes.
inline std::size_t bytes_of_mib(std::uint64_t mib) { return static_cast<std::size_t>(mib) << 20; }

/// Of a command that fills a store: the store's part of its budget, and that of sorting.
inline std::size_t store_memory(std::uint64_t mib) { return bytes_of_mib(mib) / 4; }
inline std::size_t sorting_memory(std::uint64_t mib) { return bytes_of_mib(mib) / 4 * 3; }
inline constexpr std::uint64_t kLeastWriterMemoryMib = 4 * (kLeastMemory >> 20);

/// --min-confidence P, refused when it is no probability.
void add_min_confidence(CLI::App* command, double& least);

}  // namespace onrecord
