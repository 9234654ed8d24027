#pragma once

#include <cstddef>

#include "extract/entities.h"
#include "extract/place_linking.h"

namespace onrecord {

/// Adds a place of the gazetteer with all its parents, or one without a row with the state told for
/// it. Returns its index.
std::size_t add_place(const Gazetteer& gazetteer, const LinkedPlace& place,
                      std::optional<Span> mention, DocumentEntities& entities);

/// Adds what a name of a public body means: a gazetteer row with its parents, a field office of one
/// ("ERO Boston", part of its body, in its place), or a local body. A local body's id holds the
/// place inside its name, where that is known: the Lincoln County Sheriff's Offices of two states
/// are two entities. Returns its index.
///
/// body: of type agency. mention: the words in the text; an acronym of the name, or the name.
std::size_t add_public_body(const Words& words, const Gazetteer& gazetteer,
                            const PlaceLinker& places, const NameMention& body, Span mention,
                            DocumentEntities& entities);

}  // namespace onrecord
