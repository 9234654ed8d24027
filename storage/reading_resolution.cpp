#include "storage/keys.h"
#include "storage/reading.h"
#include "storage/view.h"

namespace onrecord {

Status StoreReading::resolutions(
    const std::function<bool(const DocumentResolution&)>& visit) const {
  Cursor row = view_->cursor(Column::Resolutions);
  for (; row.valid(); row.next()) {
    Result<std::vector<Resolved>> resolved =
        view_->opened(decode_resolved(row.value()), Column::Resolutions, row.key());
    if (!resolved) return resolved.error();
    if (!visit({DocumentId{std::string(row.key())}, std::move(*resolved)})) return {};
  }
  return row.status();
}

Status StoreReading::candidates(const std::function<bool(const Candidate&)>& visit) const {
  Cursor row = view_->cursor(Column::Candidates);
  for (; row.valid(); row.next()) {
    const Result<Candidate> candidate =
        view_->opened(decode_candidate(row.value()), Column::Candidates, row.key());
    if (!candidate) return candidate.error();
    if (!visit(*candidate)) return {};
  }
  return row.status();
}

}  // namespace onrecord
