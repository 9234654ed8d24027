#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace onrecord {

/// One column family per question; storage/FORMAT.md says what its rows hold.
enum class Column : std::size_t {
  Documents,
  Contributions,
  Entities,
  EntityForms,
  Names,
  Mentions,
  Statements,
  BySubject,
  ByObject,
  ByPredicate,
  Evidence,
  Quotes,
  QuotesBySpeaker,
  QuotesByAbout,
  QuotesByPlace,
  QuotesByDate,
  Decisions,
  Projections,
  Touched,
  Resolutions,
  Candidates,
  Meta,
};

inline constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::Meta) + 1;

/// The names on disk, in the order of Column.
inline constexpr std::array<std::string_view, kColumnCount> kColumnNames = {
    "documents",
    "contributions",
    "entities",
    "entity_forms",
    "names",
    "mentions",
    "statements",
    "statements_by_subject",
    "statements_by_object",
    "statements_by_predicate",
    "evidence",
    "quotes",
    "quotes_by_speaker",
    "quotes_by_about",
    "quotes_by_place",
    "quotes_by_date",
    "decisions",
    "projections",
    "touched",
    "resolutions",
    "candidates",
    "meta"};

inline std::string_view to_string(Column column) {
  return kColumnNames[static_cast<std::size_t>(column)];
}

/// The schema version that brought the family.
inline std::uint32_t since(Column column) {
  switch (column) {
    case Column::Decisions:
    case Column::Projections:
    case Column::Touched:
    case Column::Resolutions:
    case Column::Candidates:
      return 2;
    default:
      return 1;
  }
}

inline std::vector<Column> all_columns() {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < kColumnCount; ++i) columns.push_back(static_cast<Column>(i));
  return columns;
}

}  // namespace onrecord
