#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "server/json_values.h"
#include "storage/store.h"

namespace onrecord {

/// Which pairs of look-alikes are wanted.
struct CandidateFilter {
  Verdict verdict = Verdict::Doubtful;
  std::optional<EntityType> type;
  double min_probability = 0.0;
};

std::optional<Verdict> parse_verdict(std::string_view word);

/// In the order of the store: the likest first.
Result<std::vector<Candidate>> find_candidates(const Store& store, const CandidateFilter& filter);

/// One object, as `onrecord candidates --json` prints it.
void write_candidate(JsonWriter& writer, const Candidate& candidate);

}  // namespace onrecord
