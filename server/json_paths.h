#pragma once

#include <string>
#include <vector>

#include "graph/paths.h"
#include "server/json_values.h"

namespace onrecord {

/// Paths as server/API.md shows them: an array, each with its hops, each hop with its sentences.
void write_paths(JsonWriter& writer, const std::vector<Path>& paths);
std::string to_json(const std::vector<Path>& paths);
std::string to_json(const Path& path);

/// One hop as an object.
void write_hop(JsonWriter& writer, const Hop& hop);

}  // namespace onrecord
