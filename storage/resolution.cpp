#include <algorithm>
#include <set>
#include <utility>

#include "storage/keys.h"
#include "storage/read_journal.h"
#include "storage/view.h"
#include "storage/writing.h"

namespace onrecord {

namespace {

/// Documents of which resolution says something, ascending.
Result<std::vector<DocumentId>> resolved_documents(const View& view) {
  std::vector<DocumentId> documents;
  Cursor row = view.cursor(Column::Resolutions);
  for (; row.valid(); row.next()) documents.push_back({std::string(row.key())});
  if (const Status read = row.status(); !read) return read.error();
  return documents;
}

Result<bool> is_there(const View& view, EntityId id) {
  const Result<std::optional<EntityRow>> row = read_entity_row(view, id);
  if (!row) return row.error();
  return row->has_value();
}

using Pairs = std::set<std::pair<EntityId, EntityId>>;  // either way round

/// What somebody keeps apart.
Result<Pairs> pairs_apart(const View& view) {
  const Result<Journal> journal = read_journal(view);
  if (!journal) return journal.error();
  Pairs apart;
  for (const Decision& decision : journal->decisions()) {
    if (decision.kind != DecisionKind::KeepApart || !journal->in_force(decision.sequence)) continue;
    for (const DecidedEntity& a : decision.entities) {
      for (const DecidedEntity& b : decision.entities) apart.emplace(a.id, b.id);
    }
  }
  return apart;
}

/// A pair that somebody made one, split, retyped or keeps apart is no question any more.
Result<bool> still_stands(const View& view, const Pairs& apart, const Candidate& candidate) {
  if (candidate.verdict != Verdict::Doubtful) return true;
  if (apart.contains({candidate.a, candidate.b})) return false;
  for (const EntityId id : {candidate.a, candidate.b}) {
    const Result<bool> there = is_there(view, id);
    if (!there || !*there) return there;
  }
  return true;
}

}  // namespace

Result<std::uint64_t> Store::set_resolution(std::span<const DocumentResolution> documents,
                                            std::span<const Candidate> candidates) {
  Writing writing(*state_);
  if (const Status allowed = writing.may_write(); !allowed) return allowed.error();
  if (const Status reached = writing.reach_pending(); !reached) return reached.error();
  const Result<std::vector<DocumentId>> before = resolved_documents(View(*state_));
  if (!before) return before.error();
  std::uint64_t changed = 0;
  const auto resolve = [&](const DocumentId& id, std::vector<Resolved> resolved) -> Status {
    const Result<bool> done = writing.resolve(id, std::move(resolved));
    if (!done) return done.error();
    if (*done) ++changed;
    return {};
  };
  std::vector<DocumentId> named;
  for (const DocumentResolution& document : documents) named.push_back(document.document);
  std::sort(named.begin(), named.end());
  for (const DocumentId& id : *before) {
    if (std::binary_search(named.begin(), named.end(), id)) continue;
    if (const Status done = resolve(id, {}); !done) return done.error();
  }
  for (const DocumentResolution& document : documents) {
    const Status done = resolve(document.document, document.entities);
    if (!done) return done.error();
  }
  if (const Status kept = writing.keep_candidates(candidates); !kept) return kept.error();
  if (const Status finished = writing.finish(); !finished) return finished.error();
  return changed;
}

Result<std::vector<Candidate>> Store::candidates() const {
  const View view(*state_);
  const Result<Pairs> apart = pairs_apart(view);
  if (!apart) return apart.error();
  std::vector<Candidate> candidates;
  Cursor row = view.cursor(Column::Candidates);
  for (; row.valid(); row.next()) {
    Result<Candidate> candidate =
        view.opened(decode_candidate(row.value()), Column::Candidates, row.key());
    if (!candidate) return candidate.error();
    const Result<bool> stands = still_stands(view, *apart, *candidate);
    if (!stands) return stands.error();
    if (*stands) candidates.push_back(std::move(*candidate));
  }
  if (const Status read = row.status(); !read) return read.error();
  return candidates;
}

}  // namespace onrecord
