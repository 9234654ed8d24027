#pragma once

#include <vector>

#include "extract/analysis.h"
#include "extract/entities.h"
#include "extract/operation_roles.h"
#include "model/extraction.h"

namespace onrecord {

/// Who holds which office: `holds_position` statements from appositions on both sides of a name.
/// Adds nothing to `entities`.
std::vector<SupportedStatement> find_positions(const Analysis& analysis,
                                               const DocumentEntities& entities,
                                               const Gazetteer& gazetteer,
                                               const ExtractorInfo& extractor);

/// Operations with their frames, named and unnamed. Adds each to `entities` as an entity of type
/// operation, with its mentions.
FoundOperations find_operations(const Analysis& analysis, DocumentEntities& entities,
                                const Gazetteer& gazetteer);

/// What each quote is about, and where: entities named in its content, and the operation or body
/// that the content refers to; place in the content, else in its sentence, else the speaker's
/// jurisdiction (from `positions`).
void add_topics(const Analysis& analysis, const DocumentEntities& entities,
                const std::vector<Operation>& operations,
                const std::vector<SupportedStatement>& positions, std::vector<Quote>& quotes);

/// Whether a quote's words tell of arrests or of efforts that were made: "we arrested hundreds",
/// "these efforts". Of the document's only operation, that is.
bool tells_deed(const Words& words, const Quote& quote);

/// Every other statement of the ontology that the document supports, each with its evidence:
/// said, about, quoted_about, part_of, conducted, partnered_in, took_place_in, targeted, outcome,
/// occurred, located_in, mentioned_in. Sorted by id, each id once with all its evidence.
std::vector<SupportedStatement> make_statements(
    const Analysis& analysis, const DocumentEntities& entities, const std::vector<Quote>& quotes,
    const FoundOperations& operations, std::vector<SupportedStatement> positions,
    const Gazetteer& gazetteer, const ExtractorInfo& extractor);

}  // namespace onrecord
