#include <algorithm>
#include <unordered_map>

#include "storage/keys.h"
#include "storage/read_journal.h"
#include "storage/rows.h"
#include "storage/view.h"

// The store is what its contributions say and its decisions make of them, so every row of every
// family but these two can be recomputed. To bound memory the rows are checked in parts, each the
// rows whose keys hash to it: one walk over the contributions collects the part's rows, one walk
// over the families compares them. The walks read every block, so they also check every checksum.

namespace onrecord {

namespace {

constexpr std::size_t kMaxProblems = 1'000;
constexpr std::uint64_t kRowsInPart = 500'000;

/// Column family (one byte) and key, as one string.
std::string row_name(Column column, std::string_view key) {
  return std::string(1, static_cast<char>(column)) + std::string(key);
}

/// The rows of one part as the contributions give them.
class ExpectedRows {
 public:
  ExpectedRows(std::uint64_t index, std::uint64_t count) : index_(index), count_(count) {}

  bool first() const { return index_ == 0; }
  bool holds(Column column, std::string_view key) const {
    return hash_bytes(row_name(column, key)) % count_ == index_;
  }

  void add(const DocumentId& document, const ContributionRows& rows) {
    for (const auto& [row, value] : rows.owned) expect(row.column, row.key, value);
    for (const std::uint64_t sequence : rows.touching) {
      expect(Column::Touched, touched_row(sequence, document).key, {});
    }
    for (const auto& [id, share] : rows.entities) add_entity(id, share);
    for (const auto& [key, share] : rows.forms) add_form(key, share);
    for (const auto& [id, share] : rows.statements) add_statement(id, share);
    ++extractors_[rows.extractor_key];
  }

  /// Turns the sums into rows, and adds what they count to `counts`.
  void finish(Counts& counts) {
    for (const auto& [id, row] : entities_) {
      expect(Column::Entities, id_key(id), encode_entity(row));
      ++counts.entities[row.type()];
    }
    for (const auto& [key, row] : forms_) expect(Column::EntityForms, key, encode_form(row));
    for (const auto& [id, row] : statements_) {
      expect(Column::Statements, id_key(id), encode_statement(row));
      ++counts.statements;
      ++counts.predicates[row.statement.predicate];
    }
    for (const auto& [key, documents] : extractors_) {
      expect(Column::Meta, key, encode_number(documents));
    }
  }

  enum class Match { Same, Different, Unknown };

  /// Takes the row away, so that what remains at the end is missing from the store.
  Match take(Column column, std::string_view key, std::string_view value) {
    const auto row = hashes_.find(row_name(column, key));
    if (row == hashes_.end()) return Match::Unknown;
    const bool same = row->second == hash_bytes(value);
    hashes_.erase(row);
    return same ? Match::Same : Match::Different;
  }

  std::vector<RowKey> remaining() const {
    std::vector<RowKey> rows;
    for (const auto& [name, hash] : hashes_) {
      rows.push_back({static_cast<Column>(name.front()), name.substr(1)});
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

 private:
  void expect(Column column, std::string_view key, std::string_view value) {
    if (holds(column, key)) hashes_[row_name(column, key)] = hash_bytes(value);
  }

  void add_entity(EntityId id, const EntityRow& share) {
    if (!holds(Column::Entities, id_key(id))) return;
    EntityRow& row = entities_[id];
    for (const auto& [type, count] : share.types) row.types[type] += count;
    row.documents += share.documents;
    row.mentions += share.mentions;
  }

  void add_form(const std::string& key, const FormRow& share) {
    for (const RowKey& row : lookup_rows_of_form(key)) expect(row.column, row.key, {});
    if (!holds(Column::EntityForms, key)) return;
    FormRow& row = forms_[key];
    row.main += share.main;
    row.alias += share.alias;
  }

  void add_statement(StatementId id, const StatementShare& share) {
    for (const RowKey& row : lookup_rows(share.statement)) expect(row.column, row.key, {});
    if (!holds(Column::Statements, id_key(id))) return;
    StatementRow& row = statements_[id];
    row.statement = share.statement;
    ++row.documents;
    row.weight += share.weight;
    row.first = earlier(row.first, share.first);
    row.last = later(row.last, share.last);
  }

  std::uint64_t index_;
  std::uint64_t count_;
  std::unordered_map<std::string, std::uint64_t> hashes_;  // of the values, by row_name
  std::map<EntityId, EntityRow> entities_;
  std::map<std::string, FormRow> forms_;
  std::map<StatementId, StatementRow> statements_;
  std::map<std::string, std::uint64_t> extractors_;
};

class Verifier {
 public:
  explicit Verifier(const View& view) : view_(view) {}

  VerifyReport run() {
    if (!read_decisions()) return std::move(report_);
    const std::uint64_t parts = 1 + estimated_rows() / kRowsInPart;
    for (std::uint64_t part = 0; part < parts; ++part) {
      ExpectedRows expected(part, parts);
      collect(expected);
      expected.finish(counts_);
      compare(expected);
    }
    compare_counts();
    report_.keys_checked += journal_.decisions().size();
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
    return report_.problems.empty();
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

  std::uint64_t estimated_rows() const {
    const Database& database = *view_.state().database;
    std::uint64_t rows = 0;
    for (const Column column : all_columns()) {
      std::uint64_t some = 0;
      if (database.handle(column) == nullptr) continue;  // of an older store
      if (database.db().GetIntProperty(database.handle(column), "rocksdb.estimate-num-keys",
                                       &some)) {
        rows += some;
      }
    }
    return rows;
  }

  void collect(ExpectedRows& expected) {
    Cursor row = view_.cursor(Column::Documents);
    for (; row.valid(); row.next()) {
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
      add(expected, {std::move(*document.value), std::move(*extraction.value)});
    }
    note_failure(row.status());
    if (expected.first()) find_lost_documents();
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

  void add(ExpectedRows& expected, const Contribution& contribution) {
    Result<std::vector<Resolved>> resolved = read_resolved(view_, contribution.document.id);
    if (!resolved) return note(resolved.error().message);
    if (resolved->empty() && expected.first()) check_not_resolved(contribution.document.id);
    const Projection projection = project(contribution, std::move(*resolved), journal_);
    const ContributionRows rows = make_rows(contribution, projection);
    expected.add(contribution.document.id, rows);
    if (!expected.first()) return;
    ++report_.documents;
    ++counts_.documents;
    counts_.quotes += rows.quotes;
    counts_.evidence += rows.evidence;
    if (const Status checked = check_contribution(contribution); !checked) {
      note(Column::Contributions, contribution.document.id.value, checked.error().message);
    }
    if (!projection.extraction) return;
    const Contribution decided{contribution.document, *projection.extraction};
    if (const Status checked = check_contribution(decided); !checked) {
      note(Column::Projections, contribution.document.id.value, checked.error().message);
    }
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

  void compare(ExpectedRows& expected) {
    for (const Column column : all_columns()) {
      Cursor row = view_.cursor(column);
      for (; row.valid(); row.next()) {
        if (column == Column::Candidates && expected.first()) check_candidate(row);
        const bool apart =
            column == Column::Decisions || column == Column::Candidates ||
            (column == Column::Meta && (row.key() == kSchemaKey || row.key() == kCountsKey));
        if (apart || !expected.holds(column, row.key())) continue;
        ++report_.keys_checked;
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

  void compare_counts() {
    ++report_.keys_checked;
    const Result<Counts> stored = read_counts(view_);
    if (!stored) return note(stored.error().message);
    if (*stored != counts_) note(Column::Meta, kCountsKey, "is not what the documents give");
  }

  const View& view_;
  Journal journal_;
  VerifyReport report_;
  Counts counts_;
  std::uint64_t next_candidate_ = 0;
};

}  // namespace

Result<VerifyReport> Store::verify() const { return Verifier(View(*state_)).run(); }

}  // namespace onrecord
