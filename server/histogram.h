#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "graph/limits.h"
#include "graph/snapshot.h"
#include "server/document_list.h"
#include "server/outlet_graphs.h"

namespace onrecord {

/// How much time stands in one bar. Weeks begin on Mondays.
enum class Bucket { Day, Week, Month, Year };
std::optional<Bucket> parse_bucket(std::string_view word);

/// The first day that a bar stands for, as precisely as the bar is: "2024-05-06" of a day or a
/// week, "2024-05", "2024". Nothing for a date that is too vague for it.
std::optional<PartialDate> bucket_start(const PartialDate& date, Bucket bucket);

struct HistogramBar {
  std::uint64_t documents = 0;   ///< published then
  std::uint64_t quotes = 0;      ///< said then
  std::uint64_t statements = 0;  ///< links first told of then
  bool operator==(const HistogramBar&) const = default;
};

struct Histogram {
  std::map<PartialDate, HistogramBar> bars;  ///< by their first day; those with something in them
  HistogramBar undated;                      ///< what has no date, or too vague a one
};

struct HistogramQuestion {
  Bucket bucket = Bucket::Month;
  /// Only what concerns one of them: documents that mention it, quotes by or about it, its links.
  std::vector<EntityId> entities;
  /// Of links. The window holds for documents and quotes too: what lies outside is left out, and
  /// what is undated where there is a window.
  GraphFilter filter;
  /// Documents of these alone, and what they tell; null: of all. The snapshot must be theirs too.
  std::shared_ptr<const OutletChoice> outlets;
  SearchLimits limits;
};

/// NotFound for an entity that is not in the graph; Busy past the limits; InvalidInput for a filter
/// that check_filter refuses.
Result<Histogram> make_histogram(const Snapshot& snapshot, const Store& store,
                                 const DocumentList& documents, const HistogramQuestion& question);

}  // namespace onrecord
