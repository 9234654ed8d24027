#include "storage/rows.h"
#include "storage/store_files.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

Error join(const Error& first, const Error& second) {
  return {first.code,
          first.message + "; what came before may go with a power cut: " + second.message};
}

}  // namespace

Status Store::put(const Contribution& contribution) { return put_all({&contribution, 1}); }

Status Store::put_all(std::span<const Contribution> contributions) {
  for (const Contribution& contribution : contributions) {
    if (Status checked = check_contribution(contribution); !checked) return checked;
  }
  Writing writing(*state_);
  if (Status allowed = writing.may_put(); !allowed) return allowed;
  if (Status written = writing.put_together(contributions); !written) return written;
  return writing.finish();
}

PutCount Store::put_greatest(std::span<const Contribution> contributions) {
  PutCount count;
  for (const Contribution& contribution : contributions) {
    count.ended = check_contribution(contribution);
    if (!count.ended) return count;
  }
  Writing writing(*state_);
  count.ended = writing.may_write();
  if (!count.ended) return count;
  for (const Contribution& contribution : contributions) {
    const Result<bool> put = writing.put_greatest(contribution);
    if (!put) {
      count.ended = put.error();
      break;
    }
    ++(*put ? count.changed : count.unchanged);
  }
  if (count.ended) {
    count.ended = writing.finish();
  } else if (count.changed > 0 && state_->options.sync) {
    // RocksDB 7.8 ends the process when it is to sync a log that it failed to write to.
    const Status synced = sync_logs(state_->path);
    if (!synced) count.ended = join(count.ended.error(), synced.error());
  }
  return count;
}

Result<bool> Store::remove(const DocumentId& id) {
  Writing writing(*state_);
  if (const Status allowed = writing.may_write(); !allowed) return allowed.error();
  const Result<bool> removed = writing.remove(id);
  if (!removed) return removed.error();
  if (const Status finished = writing.finish(); !finished) return finished.error();
  return *removed;
}

}  // namespace onrecord
