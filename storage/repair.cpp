#include "storage/repair.h"

#include <map>

#include "storage/open.h"
#include "storage/salvage.h"
#include "storage/store_files.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

namespace fs = std::filesystem;

/// Fills an empty store with what was salvaged.
class Rebuilding {
 public:
  Rebuilding(const Salvage& salvage, StoreState& state, const RepairOptions& options)
      : salvage_(salvage), state_(state), writing_(state), options_(options) {}

  Result<RepairReport> run() {
    Status done = put_decisions();
    if (done) done = put_documents();
    if (done) done = put_candidates();
    if (done) done = writing_.finish();
    if (done) done = to_status(state_.database->flush(), state_.name);
    if (!done) return done.error();
    return std::move(report_);
  }

 private:
  Status put_decisions() {
    std::vector<std::uint64_t> lost;
    std::vector<Decision> decisions = salvage_.decisions(lost);
    for (const std::uint64_t sequence : lost) {
      report_.lost.push_back("decision " + std::to_string(sequence) + ": cannot be read");
    }
    std::map<std::uint64_t, std::uint64_t> renumbered;
    std::vector<Decision> kept;
    for (Decision& decision : decisions) {
      const std::uint64_t was = decision.sequence;
      if (decision.kind == DecisionKind::Undo) {
        const auto undone = renumbered.find(decision.undoes);
        if (undone == renumbered.end()) {
          report_.lost.push_back("decision " + std::to_string(was) + ": undoes decision " +
                                 std::to_string(decision.undoes) + ", which is lost");
          continue;
        }
        decision.undoes = undone->second;
      }
      decision.sequence = kept.size() + 1;
      renumbered[was] = decision.sequence;
      kept.push_back(std::move(decision));
    }
    report_.decisions = kept.size();
    return kept.empty() ? Status() : writing_.decide(std::move(kept), {});
  }

  Status put_documents() {
    std::uint64_t done = 0, missing = 0;
    for (const std::string& id : salvage_.documents()) {
      if (options_.progress) options_.progress("documents", ++done, salvage_.documents().size());
      Salvage::Found found = salvage_.document(id);
      if (!found.contribution) {
        report_.lost.push_back("document '" + id + "': " + found.why);
        ++missing;
        continue;
      }
      if (found.resolution_lost) {
        report_.lost.push_back("resolution of document '" + id +
                               "': cannot be read; `onrecord resolve` makes it anew");
      }
      if (Status put = writing_.put(*found.contribution); !put) return put;
      ++report_.documents;
      if (found.resolved.empty()) continue;
      const Result<bool> resolved = writing_.resolve({id}, std::move(found.resolved));
      if (!resolved) return resolved.error();
    }
    const std::uint64_t counted = salvage_.counted().value_or(0);
    if (counted > report_.documents + missing) {
      report_.lost.push_back(std::to_string(counted - report_.documents - missing) +
                             " documents that were counted: no row of theirs can be read");
    }
    return {};
  }

  Status put_candidates() {
    std::uint64_t lost = 0;
    const std::vector<Candidate> candidates = salvage_.candidates(lost);
    if (lost > 0) {
      report_.lost.push_back(std::to_string(lost) +
                             " pairs that may be one: cannot be read; `onrecord resolve` finds "
                             "them anew");
    }
    report_.candidates = candidates.size();
    return writing_.keep_candidates(candidates);
  }

  const Salvage& salvage_;
  StoreState& state_;
  Writing writing_;
  const RepairOptions& options_;
  RepairReport report_;
};

Result<RepairReport> rebuild(const Salvage& salvage, const fs::path& fresh,
                             const RepairOptions& options) {
  StoreOptions unsynced;
  unsynced.memory_bytes = options.memory_bytes;
  unsynced.sync = false;  // it is worth nothing before it is whole, and made durable then
  const Result<std::unique_ptr<StoreState>> state = open_writer(fresh, unsynced);
  if (!state) return state.error();
  return Rebuilding(salvage, **state, options).run();
}

Status verify_whole(const fs::path& fresh, const RepairOptions& options) {
  const Result<Store> store = Store::open_read_only(fresh, options.memory_bytes);
  if (!store) return store.error();
  const Result<VerifyReport> report = store->verify(options.progress);
  if (!report) return report.error();
  if (report->problems.empty()) return make_durable(fresh);
  return Error{ErrorCode::Internal, "the repaired store is not whole (" + report->problems.front() +
                                        "); the damaged one was left as it is"};
}

}  // namespace

Result<RepairReport> repair(const fs::path& store, const RepairOptions& options) {
  std::error_code failed;
  if (!fs::is_directory(store, failed) || is_free(store)) {
    return Error{ErrorCode::NotFound, "store '" + store.string() + "' does not exist"};
  }
  const Result<StoreLock> lock = StoreLock::take(store);
  if (!lock) return lock.error();
  const fs::path fresh = beside(store, "repairing");
  fs::remove_all(fresh, failed);  // of a repair that was cut short
  Result<RepairReport> report = Error{ErrorCode::Internal, "nothing was done"};
  {
    const Result<Salvage> salvage = Salvage::open(store, beside(store, "salvage"));
    if (!salvage) return salvage.error();
    report = rebuild(*salvage, fresh, options);
  }
  Status done = report ? verify_whole(fresh, options) : Status(report.error());
  if (!done) {
    fs::remove_all(fresh, failed);
    return done.error();
  }
  const Result<fs::path> kept = swap_in(fresh, store, "damaged");
  if (!kept) return kept.error();
  report->kept = *kept;
  if (!options.drop_old) return report;
  fs::remove_all(*kept, failed);
  if (failed) return Error{ErrorCode::Io, "remove '" + kept->string() + "': " + failed.message()};
  report->kept.clear();
  return report;
}

}  // namespace onrecord
