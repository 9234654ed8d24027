#include "storage/rows.h"
#include "storage/writing.h"

namespace onrecord {

Status Store::put(const Contribution& contribution) { return put_all({&contribution, 1}); }

Status Store::put_all(std::span<const Contribution> contributions) {
  for (const Contribution& contribution : contributions) {
    if (Status checked = check_contribution(contribution); !checked) return checked;
  }
  Writing writing(*state_);
  if (Status allowed = writing.may_write(); !allowed) return allowed;
  for (const Contribution& contribution : contributions) {
    if (Status written = writing.put(contribution); !written) return written;
  }
  return writing.finish();
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
