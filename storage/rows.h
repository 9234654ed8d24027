#pragma once

#include <span>
#include <string>
#include <vector>

#include "storage/keys.h"
#include "storage/projection.h"
#include "storage/row_list.h"
#include "storage/store.h"
#include "storage/values.h"

namespace onrecord {

// What one document adds to rows that several documents share.

struct EntityShare {
  EntityId id;
  EntityType type = EntityType::Person;
  std::uint64_t mentions = 0;
  bool operator==(const EntityShare&) const = default;

  std::uint64_t documents() const { return mentions > 0 ? 1 : 0; }
  /// What it alone would make of the row.
  EntityRow row() const { return {{{type, 1}}, documents(), mentions}; }
};

struct FormShare {
  std::string key;  ///< in entity_forms
  FormRow row;
  bool operator==(const FormShare&) const = default;
};

struct StatementShare {
  Statement statement;
  std::uint64_t weight = 0;  ///< of its best evidence
  PartialDate first, last;   ///< of its dated evidence
  bool operator==(const StatementShare&) const = default;
};

/// Everything that one document puts into the store, as rows. What the store holds is the union of
/// `owned` and `touching` and the sums of the shares over all documents; nothing else decides any
/// byte of it. Shares are in order of ids or keys, none twice.
struct ContributionRows {
  DocumentId document;
  RowList owned;  ///< that this document alone writes; sorted
  std::vector<EntityShare> entities;
  std::vector<FormShare> forms;
  std::vector<StatementShare> statements;
  std::vector<std::uint64_t> touching;  ///< of the projection: a row each, ascending
  std::string extractor_key;            ///< in meta; each document counts 1
  std::uint64_t quotes = 0, evidence = 0;
};

/// Takes what one document gives, row by row and share by share; what shares a key comes once, and
/// each kind of share in order of ids or keys.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// A row of the document's own: those of quotes.
  virtual void owned(Column column, std::string_view key, std::string_view value) = 0;
  /// Its share in an entity; and its row in mentions, unless it has none.
  virtual void entity(const EntityShare& share) = 0;
  /// key: in entity_forms.
  virtual void form(std::string_view key, const FormRow& row) = 0;
  /// Its share in a statement, and the evidence, ordered by spans, of its row in evidence.
  virtual void statement(const StatementShare& share,
                         std::span<const Evidence* const> evidence) = 0;
};

/// All that these words of a document give, but its rows in documents, contributions, projections
/// and resolutions, and the totals.
void visit_rows(const Document& document, const Extraction& extraction, RowSink& sink);

/// projection: of the contribution. What it made of the record is what the rows tell; the record
/// itself stays in contributions as it was extracted.
ContributionRows make_rows(const Contribution& contribution, const Projection& projection);

/// The row, with an empty value, that says that a decision touches a document.
RowKey touched_row(std::uint64_t sequence, const DocumentId& document);

/// The look-up rows (with empty values) that stand as long as a shared row does.
std::vector<RowKey> lookup_rows(const Statement& statement);
std::vector<RowKey> lookup_rows_of_form(std::string_view form_key);

/// Where a quote stands among all quotes.
QuotePosition position_of(const DocumentId& document, const Quote& quote);

/// The earlier and the later of two dates of which either may be empty.
PartialDate earlier(const PartialDate& a, const PartialDate& b);
PartialDate later(const PartialDate& a, const PartialDate& b);

/// Keys in meta.
inline constexpr std::string_view kSchemaKey = "schema";
inline constexpr std::string_view kCountsKey = "counts";
inline constexpr std::string_view kPendingKey = "pending";
inline constexpr std::string_view kUnindexedKey = "unindexed";
inline constexpr std::string_view kExtractorPrefix = "extractor/";
std::string extractor_key(const ExtractorInfo& extractor);
std::optional<ExtractorInfo> parse_extractor_key(std::string_view key);

}  // namespace onrecord
