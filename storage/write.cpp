#include "storage/rows.h"
#include "storage/writing.h"

namespace onrecord {

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

Result<std::uint64_t> Store::put_greatest(std::span<const Contribution> contributions) {
  for (const Contribution& contribution : contributions) {
    if (Status checked = check_contribution(contribution); !checked) return checked.error();
  }
  Writing writing(*state_);
  if (Status allowed = writing.may_write(); !allowed) return allowed.error();
  std::uint64_t changed = 0;
  for (const Contribution& contribution : contributions) {
    const Result<bool> put = writing.put_greatest(contribution);
    if (!put) return put.error();
    changed += *put ? 1 : 0;
  }
  if (Status finished = writing.finish(); !finished) return finished.error();
  return changed;
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
