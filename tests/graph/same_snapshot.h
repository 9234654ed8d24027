#pragma once

#include "graph/snapshot.h"

namespace onrecord::testing {

/// Whether two snapshots say the same of the same nodes and edges in the same order.
inline bool same(const Snapshot& a, const Snapshot& b) {
  if (a.node_count() != b.node_count() || a.edge_count() != b.edge_count()) return false;
  for (NodeIndex i = 0; i < a.node_count(); ++i) {
    if (a.id(i) != b.id(i) || a.node(i).name != b.node(i).name) return false;
    if (a.type(i) != b.type(i) || a.node(i).documents != b.node(i).documents) return false;
  }
  for (EdgeIndex i = 0; i < a.edge_count(); ++i) {
    if (!(a.edge(i) == b.edge(i)) || a.qualifiers(i) != b.qualifiers(i)) return false;
    if (a.first_document(i) != b.first_document(i)) return false;
  }
  return true;
}

}  // namespace onrecord::testing
