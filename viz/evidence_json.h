#pragma once

#include "graph/subgraph.h"
#include "viz/json_stream.h"

namespace onrecord {

/// One sentence as an object; viz/FORMATS.md shows it under node-link JSON.
void write_evidence(const SentenceEvidence& evidence, JsonStream& json);

}  // namespace onrecord
