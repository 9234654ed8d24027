#pragma once

#include <utility>

#include "graph/snapshot.h"

namespace onrecord {

/// The earliest and the latest date of the evidence of a node's links; empty when none is dated.
std::pair<PartialDate, PartialDate> link_dates(const Snapshot& snapshot, NodeIndex node);

}  // namespace onrecord
