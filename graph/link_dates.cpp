#include "graph/link_dates.h"

#include "graph/view.h"

namespace onrecord {

std::pair<PartialDate, PartialDate> link_dates(const Snapshot& snapshot, NodeIndex node) {
  PartialDate first, last;
  const GraphFilter everything;
  GraphView(snapshot, everything).for_each_link(node, [&](EdgeIndex edge, NodeIndex) {
    const auto& [from, to] = snapshot.dates(edge);
    if (from.year != 0 && (first.empty() || from < first)) first = from;
    if (to.year != 0 && to > last) last = to;
    return true;
  });
  return {first, last};
}

}  // namespace onrecord
