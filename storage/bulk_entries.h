#pragma once

#include <functional>
#include <optional>

#include "storage/bulk_runs.h"
#include "storage/rows.h"

namespace onrecord::bulk {

// What one document gives the sort, and how it reads back. Rows that documents share stand here as
// one share a document, in the order of the rows that come of them.

/// Takes what documents give. False when it cannot; then making ends.
class EntryTaker {
 public:
  virtual ~EntryTaker() = default;
  virtual bool take(Kind kind, const Entry& entry) = 0;
  /// A share in an entity's form, by its key in `entity_forms`; taken back: modulo 2^64.
  virtual bool take_form(std::string_view key, const FormRow& share) = 0;
};

/// All entries of a document but that of its own rows. withdrawn: they take equal ones back.
/// False when one was not taken.
bool make_entries(const Document& document, const Extraction& extraction, bool withdrawn,
                  EntryTaker& taker);

/// Of Kind::Documents, keyed by the document's id: its own rows.
struct DocumentEntry {
  ExtractorInfo extractor;
  std::string_view document, contribution;  ///< values of the two families
};
std::string encode_document_entry(const DocumentEntry& entry);
/// Nothing for what encode_document_entry did not make; so below. Its views are into `value`.
std::optional<DocumentEntry> decode_document_entry(std::string_view value);

/// Of Kind::Entities, keyed as in `mentions`: entity id, document.
struct EntityEntry {
  EntityType type = EntityType::Person;
  std::uint64_t mentions = 0;
};
std::optional<EntityEntry> decode_entity_entry(std::string_view value);

/// Of Kind::Statements, keyed as in `evidence`: statement id, document.
struct StatementEntry {
  StatementShare share;
  std::uint64_t evidence_count = 0;
  std::string_view evidence;  ///< the value in `evidence`
};
std::optional<StatementEntry> decode_statement_entry(std::string_view value, StatementId id);

/// Of Kind::Forms, keyed as in `entity_forms`: what some documents add, or take back; modulo 2^64.
std::string encode_form_entry(const FormRow& sum);
std::optional<FormRow> decode_form_entry(std::string_view value);

}  // namespace onrecord::bulk
