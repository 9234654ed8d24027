#pragma once

#include <array>
#include <set>
#include <utility>

#include "storage/check_given.h"
#include "storage/fingerprints.h"

namespace onrecord {

/// What is there, family by family: rows to compare with what the documents give, and rows that
/// follow from these rows.
class FamilyCheck {
 public:
  /// All outlive this. given: takes the rows that follow from others.
  FamilyCheck(const View& view, Fingerprints& given, Counts& counts, Problems& problems)
      : view_(view), given_(given), counts_(counts), problems_(problems) {}

  void walk(Column column);

  const Fingerprints& there() const { return there_; }
  /// Parts with rows that cannot be right, whatever the documents give.
  const std::set<std::pair<Column, std::size_t>>& doubtful() const { return doubtful_; }
  std::uint64_t keys() const { return keys_; }
  /// Of a family, without those that are given.
  std::uint64_t rows(Column column) const { return rows_[static_cast<std::size_t>(column)]; }

 private:
  bool add_entity(const Cursor& row);
  bool add_form(const Cursor& row);
  bool add_statement(const Cursor& row, Cursor& evidence);
  bool has_dates_of_evidence(const StatementRow& statement, std::string_view key, Cursor& evidence);

  const View& view_;
  Fingerprints& given_;
  Counts& counts_;
  Problems& problems_;
  Fingerprints there_;
  CandidateCheck candidates_;
  std::set<std::pair<Column, std::size_t>> doubtful_;
  std::array<std::uint64_t, kColumnCount> rows_{};
  std::uint64_t keys_ = 0;
};

}  // namespace onrecord
