#pragma once

#include <string>

#include "server/write_side.h"

namespace onrecord {

/// Reads and extracts documents for a server, as `ingest` does. The language model is loaded when
/// the first document comes. model: its file; empty: where model_path() finds it.
DocumentIntake make_intake(const std::string& model);

}  // namespace onrecord
