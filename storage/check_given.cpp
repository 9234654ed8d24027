#include "storage/check_given.h"

#include "storage/read_journal.h"
#include "storage/rows.h"

namespace onrecord {

namespace {

void name_bad_decisions(const View& view, Problems& problems) {
  std::uint64_t next = 1;
  Cursor row = view.cursor(Column::Decisions);
  for (; row.valid(); row.next()) {
    std::string_view key = row.key();
    const std::optional<std::uint64_t> sequence = take_be64(key);
    if (!sequence || *sequence == 0 || !key.empty()) {
      problems.note(Column::Decisions, row.key(), "has an unreadable key");
      continue;
    }
    for (; next < *sequence; ++next) problems.note(Column::Decisions, be64(next), "is missing");
    next = *sequence + 1;
    const Decoded<Decision> decision = decode_decision(row.value(), *sequence);
    if (!decision.value) problems.note(Column::Decisions, row.key(), decision.why);
  }
  problems.note(row.status());
}

}  // namespace

bool is_given(Column column, std::string_view key) {
  return column == Column::Decisions || column == Column::Candidates ||
         (column == Column::Meta &&
          (key == kSchemaKey || key == kCountsKey || key == kUnindexedKey));
}

std::optional<Journal> check_decisions(const View& view, Problems& problems) {
  Result<Journal> journal = read_journal(view);
  if (!journal) name_bad_decisions(view, problems);
  const Result<std::vector<DocumentId>> pending = read_pending(view);
  if (!pending) {
    problems.note(pending.error().message);
  } else if (!pending->empty()) {
    problems.note(Column::Meta, kPendingKey,
                  "a decision has not reached all its documents; open the store for writing, which "
                  "completes it");
  }
  if (!journal || !pending || !pending->empty()) return std::nullopt;
  return std::move(*journal);
}

void CandidateCheck::row(const Cursor& row, Problems& problems) {
  if (row.key() != be64(next_)) {
    problems.note(Column::Candidates, be64(next_), "is missing");
  }
  std::string_view key = row.key();
  next_ = take_be64(key).value_or(next_) + 1;
  if (!key.empty()) problems.note(Column::Candidates, row.key(), "has an unreadable key");
  const Decoded<Candidate> candidate = decode_candidate(row.value());
  if (!candidate.value) problems.note(Column::Candidates, row.key(), candidate.why);
}

}  // namespace onrecord
