#pragma once

#include <string>

#include "server/document_view.h"
#include "server/json_values.h"

namespace onrecord {

/// One document as server/API.md shows it; every span in code points of "text".
std::string to_json(const DocumentView& view);

}  // namespace onrecord
