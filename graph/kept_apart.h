#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/traits.h"
#include "storage/store.h"

namespace onrecord {

/// The occurrences that decisions in force keep apart, as ClusterOptions::apart wants them: sorted,
/// the lesser first, none twice.
///
/// An entity stands for every id that was merged or retyped into it; each of these for one
/// occurrence that bears it: the one in the document that the decision names, else the first. Ids
/// that no occurrence bears (a split's) keep nothing apart.
std::vector<std::pair<std::uint32_t, std::uint32_t>> occurrences_apart(
    const Occurrences& all, std::span<const LoggedDecision> log);

}  // namespace onrecord
