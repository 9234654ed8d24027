#pragma once

#include <functional>
#include <optional>

#include "storage/bulk_runs.h"
#include "storage/rows.h"

namespace onrecord::bulk {

// What one document gives the sort, and how it reads back. Rows that documents share stand here as
// one share a document, in the order of the rows that come of them.

/// Takes an entry; false when it cannot (then making ends).
using TakeEntry = std::function<bool(Kind, const Entry&)>;

/// All entries of a document but that of its own rows. withdrawn: they take equal ones back.
/// False when one was not taken.
bool make_entries(const Document& document, const Extraction& extraction, bool withdrawn,
                  const TakeEntry& take);

/// Of Kind::Documents, keyed by the document's id: its own rows.
struct DocumentEntry {
  ExtractorInfo extractor;
  std::string document, contribution;  ///< values of the two families
};
std::string encode_document_entry(const DocumentEntry& entry);
/// Nothing for what encode_document_entry did not make; so below.
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
  std::string evidence;  ///< the value in `evidence`
};
std::optional<StatementEntry> decode_statement_entry(std::string_view value, StatementId id);

/// Of Kind::Forms, keyed as in `entity_forms`: the document's share, one byte.
FormRow decode_form_entry(std::string_view value);

}  // namespace onrecord::bulk
