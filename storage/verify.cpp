#include <set>

#include "storage/check_documents.h"
#include "storage/check_families.h"
#include "storage/check_files.h"
#include "storage/expected_rows.h"

// The store is what its contributions say and its decisions make of them, so every row of every
// family but these two can be recomputed. In bounded memory: one walk over the documents adds what
// they give to one set of fingerprints, one walk over the families adds what is there to another
// (storage/fingerprints.h). Where the two agree, so do the rows. A part where they do not is looked
// into row by row, and what is wrong is named. A statement's dates, which do not add up, are
// compared with those of its evidence, which stands in the same order.

namespace onrecord {

namespace {

constexpr std::uint64_t kRowsAtOnce = 1'000'000;  // looked into in one walk

/// Of a store whose decisions can be read.
class RowVerifier {
 public:
  RowVerifier(const View& view, const Journal& journal, const VerifyProgress& progress,
              Problems& problems, VerifyReport& report)
      : view_(view),
        journal_(journal),
        progress_(progress),
        problems_(problems),
        report_(report),
        documents_(view, journal, progress, problems),
        families_(view, given_, counts_, problems) {}

  void check_rows() {
    const Result<Counts> stored = read_counts(view_);
    expected_documents_ = stored ? stored->documents : 0;
    documents_.walk(expected_documents_,
                    [this](const Contribution& contribution, const Projection& projection,
                           const ContributionRows& rows) {
                      add_document(contribution, rows);
                      check_document(contribution, projection);
                    });
    documents_.find_lost();
    for (const auto& [key, documents] : extractors_) {
      given_.row(Column::Meta, key, encode_number(documents));
    }
    for (const Column column : all_columns()) {
      if (progress_) progress_("families", static_cast<std::uint64_t>(column), kColumnCount);
      families_.walk(column);
    }
    look_into_differences();
    report_.keys_checked += families_.keys() + 1;
    if (!stored) {
      problems_.note(stored.error().message);
    } else if (*stored != counts_) {
      problems_.note(Column::Meta, kCountsKey, "is not what the documents give");
    }
    report_.keys_checked += journal_.decisions().size();
  }

  /// Documents that wait to be indexed are there with what was extracted, and nothing else is.
  void check_unindexed(std::uint64_t counted) {
    report_.unindexed = counted;
    documents_.walk(counted, [this](const Contribution& contribution, const Projection&,
                                    const ContributionRows&) {
      ++report_.documents;
      report_.keys_checked += 2;
      check(Column::Contributions, contribution);
    });
    documents_.find_lost();
    if (report_.documents != counted && problems_.count() == 0) {
      problems_.note(Column::Meta, kUnindexedKey, "is not the number of documents");
    }
    for (const Column column : all_columns()) {
      if (column == Column::Documents || column == Column::Contributions) continue;
      Cursor row = view_.cursor(column);
      for (; row.valid(); row.next()) {
        ++report_.keys_checked;
        if (column == Column::Meta && is_given(column, row.key())) continue;
        problems_.note(column, row.key(), "is there although no document is indexed yet");
      }
      problems_.note(row.status());
    }
  }

 private:
  void add_document(const Contribution& contribution, const ContributionRows& rows) {
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
  }

  void check_document(const Contribution& contribution, const Projection& projection) {
    check(Column::Contributions, contribution);
    if (projection.extraction) {
      check(Column::Projections, {contribution.document, *projection.extraction});
    }
  }

  void check(Column column, const Contribution& contribution) {
    const Status checked = check_contribution(contribution);
    if (!checked) problems_.note(column, contribution.document.id.value, checked.error().message);
  }

  /// Where what is there is not what the documents give.
  void look_into_differences() {
    std::set<std::pair<Column, std::size_t>> doubtful = families_.doubtful();
    for (const Column column : all_columns()) {
      for (std::size_t part = 0; part < kParts; ++part) {
        if (!given_.same(families_.there(), column, part)) doubtful.insert({column, part});
      }
    }
    auto next = doubtful.begin();
    while (next != doubtful.end() && !problems_.full()) {
      PartSet parts;
      std::uint64_t rows = 0;
      for (; next != doubtful.end() && rows < kRowsAtOnce; ++next) {
        parts.add(next->first, next->second);
        rows += 1 + families_.rows(next->first) / kParts;
      }
      look_into(parts);
    }
  }

  void look_into(const PartSet& parts) {
    ExpectedRows expected(parts);
    documents_.walk(expected_documents_,
                    [&expected](const Contribution&, const Projection&,
                                const ContributionRows& rows) { expected.add(rows); });
    expected.finish();
    for (const Column column : all_columns()) {
      Cursor row = view_.cursor(column);
      for (; row.valid(); row.next()) {
        if (is_given(column, row.key()) || !expected.holds(column, row.key())) continue;
        switch (expected.take(column, row.key(), row.value())) {
          case ExpectedRows::Match::Same:
            break;
          case ExpectedRows::Match::Different:
            problems_.note(column, row.key(), "is not what its documents give");
            break;
          case ExpectedRows::Match::Unknown:
            problems_.note(column, row.key(), "is given by no document");
            break;
        }
      }
      problems_.note(row.status());
    }
    for (const RowKey& row : expected.remaining())
      problems_.note(row.column, row.key, "is missing");
  }

  const View& view_;
  const Journal& journal_;
  const VerifyProgress& progress_;
  Problems& problems_;
  VerifyReport& report_;
  Counts counts_;
  std::map<std::string, std::uint64_t> extractors_;
  Fingerprints given_;
  DocumentCheck documents_;
  FamilyCheck families_;
  std::uint64_t expected_documents_ = 0;  // as the store counts them
};

VerifyReport verified(const View& view, const VerifyProgress& progress) {
  VerifyReport report;
  Problems problems;
  report.files_checked = check_files(
      view.state(), [&](const std::string& problem) { problems.note(problem); },
      [&](std::uint64_t done, std::uint64_t of) {
        if (progress) progress("files", done, of);
      });
  const std::size_t of_files = problems.count();
  const Result<std::optional<std::uint64_t>> unindexed = read_unindexed(view);
  if (!unindexed) problems.note(unindexed.error().message);
  const std::optional<Journal> journal = check_decisions(view, problems);
  if (journal && problems.count() == of_files) {
    RowVerifier rows(view, *journal, progress, problems, report);
    *unindexed ? rows.check_unindexed(**unindexed) : rows.check_rows();
  }
  report.problems = problems.take();
  return report;
}

}  // namespace

Result<VerifyReport> Store::verify(const VerifyProgress& progress) const {
  return verified(View(*state_), progress);
}

}  // namespace onrecord
