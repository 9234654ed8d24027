#pragma once

#include <ostream>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// The whole store as one JSON object: documents (without their text) with their quotes, entities,
/// statements with all their evidence. Streamed: memory does not grow with the store. Canonical:
/// byte-identical for equal contents, however and in whatever order they came in. Spans are code
/// points. viz/FORMATS.md shows every field.
/// Io when the stream fails; whatever the store reports.
Status export_json(const Store& store, std::ostream& out);

}  // namespace onrecord
