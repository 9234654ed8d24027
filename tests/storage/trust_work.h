#pragma once

#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "storage/store.h"

// What the tests of crashes, failing disks and damage share. They run with few points as a test,
// and with all of them, printing one line of a table, when bench/trust.sh asks.

namespace onrecord::sample {

/// How many points a test takes: few, or all of them in bench/trust.sh, of which this process may
/// do one part.
std::size_t points(std::size_t few, std::size_t all);
/// Whether point `i` is done by this process.
bool is_mine(std::size_t i);

/// Lines "what <tab> points <tab> outcome <tab> how many" for bench/trust.sh; nothing otherwise.
void report(const std::string& what, std::size_t points,
            const std::map<std::string, std::size_t>& outcomes);

/// What a store promised before it failed.
struct Acknowledged {
  std::size_t documents = 0;  ///< of work_documents(), in this order
  std::uint64_t decisions = 0;
};
const std::vector<Contribution>& work_documents();

/// Opens a store three times: stores documents one by one and in groups, decides, resolves, so that
/// logs are replayed and flushed. Ends with the first error, which it returns; each must name the
/// store. Goes on where an earlier call stopped.
Status do_work(const std::filesystem::path& path, rocksdb::Env* env, bool sync,
               Acknowledged& acknowledged);

/// Opens the store on a sound disk: verify finds nothing, all that was acknowledged is there as it
/// was given, and the work can be finished. In fast mode the documents that are there must be the
/// first of those that were given. Returns how many there were.
std::size_t check_kept(const std::filesystem::path& path, const Acknowledged& acknowledged,
                       bool sync);

}  // namespace onrecord::sample
