#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "model/decision.h"
#include "model/resolution.h"
#include "model/result.h"

namespace onrecord {

// The lines of a whole store as NDJSON (viz/FORMATS.md) that are not its documents: what
// resolution and people said of them. Each is one JSON object without a line end, whose first
// member "kind" says what it is. Same values, same bytes; reading gives back what was written, to
// the last bit.

/// How many lines of each kind that a reader must have seen came before; the last line.
struct StoreLineCounts {
  std::uint64_t documents = 0, resolutions = 0, candidates = 0, decisions = 0;
  bool operator==(const StoreLineCounts&) const = default;
};

/// The "kind" that a line begins with; empty when its first member is another one, as that of an
/// extraction record. A view of `line`.
std::string_view kind_of_line(std::string_view line);

/// The first line of a store: the format and its version.
std::string to_store_line();
std::string to_line(const DocumentResolution& resolution);
/// number: its place among all, from 0.
std::string to_line(const Candidate& candidate, std::uint64_t number);
std::string to_line(const Decision& decision);

// Readers. InvalidInput names `item` and the field; the store checks what fields mean together.

/// Unsupported for a version that this build does not read.
Status check_store_line(std::string_view json, std::string_view item);
Result<StoreLineCounts> parse_end_line(std::string_view json, std::string_view item);
Result<DocumentResolution> parse_resolution_line(std::string_view json, std::string_view item);
Result<std::pair<std::uint64_t, Candidate>> parse_candidate_line(std::string_view json,
                                                                 std::string_view item);
Result<Decision> parse_decision_line(std::string_view json, std::string_view item);

}  // namespace onrecord
