#pragma once

#include "server/cards.h"

namespace onrecord {

/// The frame of an operation from every document that tells of it, with the figures that
/// contradict each other. Empty lists when no document has a frame for it.
Result<OperationCard> make_operation_card(Lookup& lookup, EntityId id);

}  // namespace onrecord
