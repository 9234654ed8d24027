#pragma once

#include <set>

#include "storage/view.h"

namespace onrecord {

/// The documents that list an entity, mentioned or not (a place's parent is only listed).
Result<std::set<DocumentId>> documents_with(const View& view, EntityId id);

/// The documents that support a statement.
Result<std::set<DocumentId>> documents_with(const View& view, StatementId id);

}  // namespace onrecord
