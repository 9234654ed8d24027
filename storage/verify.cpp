#include <algorithm>
#include <array>
#include <set>

#include "storage/check_files.h"
#include "storage/expected_rows.h"
#include "storage/fingerprints.h"
#include "storage/keys.h"
#include "storage/read_journal.h"
#include "storage/view.h"

// The store is what its contributions say and its decisions make of them, so every row of every
// family but these two can be recomputed. In bounded memory: one walk over the documents adds what
// they give to one set of fingerprints, one walk over the families adds what is there to another
// (storage/fingerprints.h). Where the two agree, so do the rows. A part where they do not is looked
// into row by row, and what is wrong is named. A statement's dates, which do not add up, are
// compared with those of its evidence, which stands in the same order.

namespace onrecord {

namespace {

constexpr std::size_t kMaxProblems = 1'000;
constexpr std::uint64_t kRowsAtOnce = 1'000'000;  // looked into in one walk

/// What a row of a family is: given, or recomputed.
bool is_given(Column column, std::string_view key) {
  return column == Column::Decisions || column == Column::Candidates ||
         (column == Column::Meta &&
          (key == kSchemaKey || key == kCountsKey || key == kUnindexedKey));
}

class Verifier {
 public:
  Verifier(const View& view, const VerifyProgress& progress) : view_(view), progress_(progress) {}

  VerifyReport run() {
    report_.files_checked = check_files(
        view_.state(), [this](const std::string& problem) { note(problem); },
        [this](std::uint64_t done, std::uint64_t of) { tell("files", done, of); });
    const std::size_t of_files = report_.problems.size();
    const Result<std::optional<std::uint64_t>> unindexed = read_unindexed(view_);
    if (!unindexed) note(unindexed.error().message);
    if (read_decisions() && report_.problems.size() == of_files) {
      if (*unindexed) {
        check_unindexed(**unindexed);
      } else {
        check_rows();
      }
    }
    std::sort(report_.problems.begin(), report_.problems.end());
    return std::move(report_);
  }

 private:
  void note(const std::string& problem) {
    const std::vector<std::string>& known = report_.problems;
    if (known.size() >= kMaxProblems) return;
    if (std::find(known.begin(), known.end(), problem) == known.end()) {
      report_.problems.push_back(problem);
    }
  }

  void note(Column column, std::string_view key, std::string_view what) {
    note("column family '" + std::string(to_string(column)) + "', key " + hex_of(key) + ": " +
         std::string(what));
  }

  /// Decisions are given and not derived: each row must be readable and none be missing between
  /// others. When they are not, no other row can be judged.
  bool read_decisions() {
    Result<Journal> journal = read_journal(view_);
    if (journal) {
      journal_ = std::move(*journal);
    } else {
      check_decisions();
    }
    const Result<std::vector<DocumentId>> pending = read_pending(view_);
    if (!pending) {
      note(pending.error().message);
    } else if (!pending->empty()) {
      note(Column::Meta, kPendingKey,
           "a decision has not reached all its documents; open the store for writing, which "
           "completes it");
    }
    return journal && pending && pending->empty();
  }

  void check_decisions() {
    std::uint64_t next = 1;
    Cursor row = view_.cursor(Column::Decisions);
    for (; row.valid(); row.next()) {
      std::string_view key = row.key();
      const std::optional<std::uint64_t> sequence = take_be64(key);
      if (!sequence || *sequence == 0 || !key.empty()) {
        note(Column::Decisions, row.key(), "has an unreadable key");
        continue;
      }
      for (; next < *sequence; ++next) note(Column::Decisions, be64(next), "is missing");
      next = *sequence + 1;
      const Decoded<Decision> decision = decode_decision(row.value(), *sequence);
      if (!decision.value) note(Column::Decisions, row.key(), decision.why);
    }
    note_failure(row.status());
  }

  void note_failure(const Status& read) {
    if (!read) note(read.error().message);
  }

  void tell(std::string_view what, std::uint64_t done, std::uint64_t of) const {
    if (progress_) progress_(what, done, of);
  }

  void check_rows() {
    const Result<Counts> stored = read_counts(view_);
    documents_ = stored ? stored->documents : 0;
    walk_documents([this](const Contribution& contribution, const ContributionRows& rows) {
      check_document(contribution, rows);
    });
    find_lost_documents();
    for (const auto& [key, documents] : extractors_) {
      given_.row(Column::Meta, key, encode_number(documents));
    }
    for (const Column column : all_columns()) walk(column);
    look_into_differences();
    ++report_.keys_checked;
    if (!stored) {
      note(stored.error().message);
    } else if (*stored != counts_) {
      note(Column::Meta, kCountsKey, "is not what the documents give");
    }
    report_.keys_checked += journal_.decisions().size();
  }

  /// Documents that wait to be indexed are there with what was extracted, and nothing else is.
  void check_unindexed(std::uint64_t counted) {
    report_.unindexed = documents_ = counted;
    walk_documents([this](const Contribution& contribution, const ContributionRows&) {
      ++report_.documents;
      report_.keys_checked += 2;
      if (const Status checked = check_contribution(contribution); !checked) {
        note(Column::Contributions, contribution.document.id.value, checked.error().message);
      }
    });
    find_lost_documents();
    if (report_.documents != counted && report_.problems.empty()) {
      note(Column::Meta, kUnindexedKey, "is not the number of documents");
    }
    for (const Column column : all_columns()) {
      if (column == Column::Documents || column == Column::Contributions) continue;
      Cursor row = view_.cursor(column);
      for (; row.valid(); row.next()) {
        ++report_.keys_checked;
        if (column == Column::Meta && is_given(column, row.key())) continue;
        note(column, row.key(), "is there although no document is indexed yet");
      }
      note_failure(row.status());
    }
  }

  // What the documents give.

  /// Calls `visit` for each document that can be read; the others are noted.
  template <typename Visit>
  void walk_documents(Visit visit) {
    std::uint64_t done = 0;
    Cursor row = view_.cursor(Column::Documents);
    for (; row.valid(); row.next()) {
      tell("documents", ++done, documents_);
      const DocumentId id{std::string(row.key())};
      Decoded<Document> document = decode_document(row.value(), id);
      if (!document.value) {
        note(Column::Documents, id.value, document.why);
        continue;
      }
      const Result<std::optional<std::string>> record = view_.get(Column::Contributions, id.value);
      if (!record) {
        note(record.error().message);
        continue;
      }
      if (!*record) {
        note(Column::Contributions, id.value, "is missing");
        continue;
      }
      Decoded<Extraction> extraction = decode_extraction(**record, id);
      if (!extraction.value) {
        note(Column::Contributions, id.value, extraction.why);
        continue;
      }
      Result<std::vector<Resolved>> resolved = read_resolved(view_, id);
      if (!resolved) {
        note(resolved.error().message);
        continue;
      }
      if (resolved->empty()) check_not_resolved(id);
      const Contribution contribution{std::move(*document.value), std::move(*extraction.value)};
      projection_ = project(contribution, std::move(*resolved), journal_);
      visit(contribution, make_rows(contribution, projection_));
    }
    note_failure(row.status());
  }

  void check_document(const Contribution& contribution, const ContributionRows& rows) {
    const DocumentId& id = contribution.document.id;
    ++report_.documents;
    ++counts_.documents;
    counts_.quotes += rows.quotes;
    counts_.evidence += rows.evidence;
    ++extractors_[rows.extractor_key];
    for (std::size_t i = 0; i < rows.owned.size(); ++i) {
      const RowList::Row row = rows.owned[i];
      given_.row(row.column, row.key, row.value);
    }
    for (const std::uint64_t sequence : rows.touching) {
      given_.row(Column::Touched, touched_row(sequence, id).key, {});
    }
    for (const EntityShare& share : rows.entities) given_.entity(id_key(share.id), share.row());
    for (const FormShare& share : rows.forms) given_.form(share.key, share.row);
    for (const StatementShare& share : rows.statements) {
      given_.statement(id_key(share.statement.id), 1, share.weight);
    }
    if (const Status checked = check_contribution(contribution); !checked) {
      note(Column::Contributions, id.value, checked.error().message);
    }
    if (!projection_.extraction) return;
    const Contribution decided{contribution.document, *projection_.extraction};
    if (const Status checked = check_contribution(decided); !checked) {
      note(Column::Projections, id.value, checked.error().message);
    }
  }

  void find_lost_documents() {
    Cursor row = view_.cursor(Column::Contributions);
    for (; row.valid(); row.next()) {
      const Result<std::optional<std::string>> document = view_.get(Column::Documents, row.key());
      if (!document) return note(document.error().message);
      if (!*document) note(Column::Documents, row.key(), "is missing");
    }
    note_failure(row.status());
  }

  /// Nothing derives what resolution said, but a projection that no decision made tells that it
  /// said something.
  void check_not_resolved(const DocumentId& id) {
    const Result<std::optional<Projection>> stored = read_projection(view_, id);
    if (stored && *stored && (*stored)->touching.empty()) {
      note(Column::Resolutions, id.value, "is missing");
    }
  }

  /// A candidate is what resolution made of all documents together; it follows from no one of them.
  void check_candidate(const Cursor& row) {
    ++report_.keys_checked;
    if (row.key() != be64(next_candidate_)) {
      note(Column::Candidates, be64(next_candidate_), "is missing");
    }
    std::string_view key = row.key();
    next_candidate_ = take_be64(key).value_or(next_candidate_) + 1;
    if (!key.empty()) note(Column::Candidates, row.key(), "has an unreadable key");
    const Decoded<Candidate> candidate = decode_candidate(row.value());
    if (!candidate.value) note(Column::Candidates, row.key(), candidate.why);
  }

  // What is there.

  void walk(Column column) {
    tell("families", static_cast<std::uint64_t>(column), kColumnCount);
    Cursor evidence = view_.cursor(Column::Evidence);
    Cursor row = view_.cursor(column);
    for (; row.valid(); row.next()) {
      if (column == Column::Candidates) check_candidate(row);
      if (is_given(column, row.key())) continue;
      ++report_.keys_checked;
      ++rows_[static_cast<std::size_t>(column)];
      bool good = true;
      if (column == Column::Entities) {
        good = add_entity(row);
      } else if (column == Column::EntityForms) {
        good = add_form(row);
      } else if (column == Column::Statements) {
        good = add_statement(row, evidence);
      } else {
        there_.row(column, row.key(), row.value());
      }
      if (!good) doubtful_.insert({column, part_of(column, row.key())});
    }
    note_failure(row.status());
  }

  bool add_entity(const Cursor& row) {
    const Decoded<EntityRow> entity = decode_entity(row.value());
    if (!entity.value || entity.value->empty()) return false;
    there_.entity(row.key(), *entity.value);
    ++counts_.entities[entity.value->type()];
    return row.key().size() == 8;
  }

  bool add_form(const Cursor& row) {
    const Decoded<FormRow> form = decode_form(row.value());
    if (!form.value || form.value->empty() || !parse_form_key(row.key())) return false;
    there_.form(row.key(), *form.value);
    for (const RowKey& name : lookup_rows_of_form(row.key())) {
      given_.row(name.column, name.key, {});
    }
    return true;
  }

  bool add_statement(const Cursor& row, Cursor& evidence) {
    std::string_view key = row.key();
    const std::optional<std::uint64_t> id = take_be64(key);
    if (!id || !key.empty()) return false;
    const Decoded<StatementRow> decoded = decode_statement(row.value(), StatementId{*id});
    if (!decoded.value || decoded.value->documents == 0) return false;
    const StatementRow& statement = *decoded.value;
    there_.statement(row.key(), statement.documents, statement.weight);
    for (const RowKey& index : lookup_rows(statement.statement)) {
      given_.row(index.column, index.key, {});
    }
    ++counts_.statements;
    ++counts_.predicates[statement.statement.predicate];
    const Statement& parts = statement.statement;
    const Statement made =
        make_statement(parts.subject, parts.predicate, parts.object, parts.qualifiers, {})
            .statement;
    return made == parts && has_dates_of_evidence(statement, row.key(), evidence);
  }

  /// evidence: moves on to the statement's, and past it.
  bool has_dates_of_evidence(const StatementRow& statement, std::string_view key,
                             Cursor& evidence) {
    PartialDate first, last;
    for (; evidence.valid() && evidence.key().substr(0, 8) <= key; evidence.next()) {
      if (!evidence.key().starts_with(key)) continue;  // of a statement that is not there
      const DocumentId document{std::string(evidence.key().substr(8))};
      const Decoded<std::vector<Evidence>> list = decode_evidence(evidence.value(), document);
      if (!list.value) continue;  // its own part differs
      for (const Evidence& found : *list.value) {
        first = earlier(first, found.date);
        last = later(last, found.date);
      }
    }
    return first == statement.first && last == statement.last;
  }

  // Where the two differ.

  void look_into_differences() {
    for (const Column column : all_columns()) {
      for (std::size_t part = 0; part < kParts; ++part) {
        if (!given_.same(there_, column, part)) doubtful_.insert({column, part});
      }
    }
    auto next = doubtful_.begin();
    while (next != doubtful_.end() && report_.problems.size() < kMaxProblems) {
      PartSet parts;
      std::uint64_t rows = 0;
      for (; next != doubtful_.end() && rows < kRowsAtOnce; ++next) {
        parts.add(next->first, next->second);
        rows += 1 + rows_[static_cast<std::size_t>(next->first)] / kParts;
      }
      look_into(parts);
    }
  }

  void look_into(const PartSet& parts) {
    ExpectedRows expected(parts);
    walk_documents(
        [&expected](const Contribution&, const ContributionRows& rows) { expected.add(rows); });
    expected.finish();
    for (const Column column : all_columns()) {
      Cursor row = view_.cursor(column);
      for (; row.valid(); row.next()) {
        if (is_given(column, row.key()) || !expected.holds(column, row.key())) continue;
        switch (expected.take(column, row.key(), row.value())) {
          case ExpectedRows::Match::Same:
            break;
          case ExpectedRows::Match::Different:
            note(column, row.key(), "is not what its documents give");
            break;
          case ExpectedRows::Match::Unknown:
            note(column, row.key(), "is given by no document");
            break;
        }
      }
      note_failure(row.status());
    }
    for (const RowKey& row : expected.remaining()) note(row.column, row.key, "is missing");
  }

  const View& view_;
  Journal journal_;
  VerifyReport report_;
  const VerifyProgress& progress_;
  std::uint64_t documents_ = 0;  // as the store counts them
  Projection projection_;        // of the document that is looked at
  Counts counts_;
  std::map<std::string, std::uint64_t> extractors_;
  std::array<std::uint64_t, kColumnCount> rows_{};
  Fingerprints given_, there_;
  std::set<std::pair<Column, std::size_t>> doubtful_;
  std::uint64_t next_candidate_ = 0;
};

}  // namespace

Result<VerifyReport> Store::verify(const VerifyProgress& progress) const {
  return Verifier(View(*state_), progress).run();
}

}  // namespace onrecord
