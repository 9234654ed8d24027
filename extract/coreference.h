#pragma once

#include <vector>

#include "extract/entities.h"
#include "model/quote.h"

namespace onrecord {

struct ModelReading;

/// Gives pronouns and descriptions ("she", "the agency", "the sheriff") to the entities of the
/// document that they refer to, as references of `entities`. The language model ranks what each
/// may refer back to; gender, number and what a noun can stand for rule out. What refers to nobody
/// named stays out.
///
/// "I" and "we" within quotation marks are not resolved here: whose words those are is not known
/// yet.
void resolve_references(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon,
                        const ModelReading& reading, DocumentEntities& entities);

/// Gives "I" and "me" within the quotation marks of a quote to its speaker, "we" and "our" to a
/// speaker that is an agency or an organization.
void resolve_first_person(const Words& words, const ModelReading& reading,
                          const std::vector<Quote>& quotes, DocumentEntities& entities);

}  // namespace onrecord
