#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/fingerprints.h"
#include "storage/rows.h"

namespace onrecord {

/// Rows as the documents give them, one by one: those of the parts that are looked into.
class ExpectedRows {
 public:
  /// parts: outlives this.
  explicit ExpectedRows(const PartSet& parts) : parts_(parts) {}

  bool holds(Column column, std::string_view key) const { return parts_.holds(column, key); }
  void add(const ContributionRows& rows);
  /// After the last document: turns sums into rows.
  void finish();

  enum class Match { Same, Different, Unknown };
  /// Takes the row away, so that what remains at the end is missing from the store.
  Match take(Column column, std::string_view key, std::string_view value);
  std::vector<RowKey> remaining() const;

 private:
  void expect(Column column, std::string_view key, std::string_view value);
  void add_entity(const EntityShare& share);
  void add_form(const FormShare& share);
  void add_statement(const StatementShare& share);

  const PartSet& parts_;
  std::unordered_map<std::string, std::uint64_t> hashes_;  // of the values, by row_name
  std::map<EntityId, EntityRow> entities_;
  std::map<std::string, FormRow> forms_;
  std::map<StatementId, StatementRow> statements_;
  std::map<std::string, std::uint64_t> extractors_;
};

}  // namespace onrecord
