#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/decision.h"
#include "model/document.h"
#include "model/extraction.h"
#include "model/resolution.h"

namespace onrecord {

// The values of storage/FORMAT.md. encode_ gives a sealed value (storage/codec.h); decode_ gives
// nothing for bytes that encode_ did not make, and says why in `why`. What stands in the key (the
// document's id, a quote's id) is not repeated in the value.

template <typename T>
struct Decoded {
  std::optional<T> value;
  std::string_view why;  ///< set when there is no value: "is cut off", ...
  bool newer = false;    ///< a format that a later build writes
};

std::string encode_document(const Document& document);
Decoded<Document> decode_document(std::string_view value, const DocumentId& id);

std::string encode_extraction(const Extraction& extraction);
Decoded<Extraction> decode_extraction(std::string_view value, const DocumentId& id);

std::string encode_quote(const Quote& quote);
Decoded<Quote> decode_quote(std::string_view value);

/// evidence: of one document, ordered by spans.
std::string encode_evidence(std::span<const Evidence* const> evidence);
Decoded<std::vector<Evidence>> decode_evidence(std::string_view value, const DocumentId& document);

/// What all documents together say of a statement.
struct StatementRow {
  Statement statement;
  std::uint64_t documents = 0;
  /// Sum over documents of confidence_weight(best confidence): an integer, so that any order of
  /// documents gives the same.
  std::uint64_t weight = 0;
  PartialDate first, last;  ///< of its dated evidence
  bool operator==(const StatementRow&) const = default;
};
std::string encode_statement(const StatementRow& row);
Decoded<StatementRow> decode_statement(std::string_view value, StatementId id);

/// round(-ln(1 - min(confidence, 0.999)) * 2^32): weights of independent documents add up.
std::uint64_t confidence_weight(double confidence);
/// The confidence of a sum of weights: at most 0.999, rounded to 6 decimals.
double confidence_of_weight(std::uint64_t weight);

/// What all documents together say of an entity, but for its names and attributes.
struct EntityRow {
  std::map<EntityType, std::uint64_t> types;  ///< documents that list it under each type
  std::uint64_t documents = 0;                ///< that mention it
  std::uint64_t mentions = 0;
  bool operator==(const EntityRow&) const = default;

  bool empty() const { return types.empty(); }
  /// The type most documents give; ties: the lowest. Ids hash the type, so there is one.
  EntityType type() const;
};
std::string encode_entity(const EntityRow& row);
Decoded<EntityRow> decode_entity(std::string_view value);

/// How many documents give an entity a name, or an attribute a value.
struct FormRow {
  std::uint64_t main = 0;   ///< as the canonical name; for attributes all of them
  std::uint64_t alias = 0;  ///< as an alias
  bool operator==(const FormRow&) const = default;
  bool empty() const { return main == 0 && alias == 0; }
};
std::string encode_form(const FormRow& row);
Decoded<FormRow> decode_form(std::string_view value);

std::string encode_decision(const Decision& decision);
/// Nothing for a decision without the fields that its kind needs.
Decoded<Decision> decode_decision(std::string_view value, std::uint64_t sequence);

/// Documents that a decision has yet to reach.
std::string encode_document_ids(const std::vector<DocumentId>& ids);
Decoded<std::vector<DocumentId>> decode_document_ids(std::string_view value);

std::string encode_resolved(const std::vector<Resolved>& resolved);
Decoded<std::vector<Resolved>> decode_resolved(std::string_view value);
std::string encode_candidate(const Candidate& candidate);
Decoded<Candidate> decode_candidate(std::string_view value);

/// A plain number: mentions of an entity in a document, documents of an extractor.
std::string encode_number(std::uint64_t number);
Decoded<std::uint64_t> decode_number(std::string_view value);

/// Totals of the whole store. Maps hold no zeros.
struct Counts {
  std::uint64_t documents = 0, quotes = 0, statements = 0, evidence = 0;
  std::map<EntityType, std::uint64_t> entities;
  std::map<Predicate, std::uint64_t> predicates;
  bool operator==(const Counts&) const = default;
};
std::string encode_counts(const Counts& counts);
Decoded<Counts> decode_counts(std::string_view value);

}  // namespace onrecord
