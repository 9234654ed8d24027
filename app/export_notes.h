#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/export.h"
#include "viz/formats.h"
#include "viz/graph_writer.h"

// What `export` says beside the file that it writes.

namespace onrecord {

/// Hands all on to another writer of the same stream, and counts it.
class CountingWriter final : public GraphWriter {
 public:
  CountingWriter(GraphWriter& to, std::ostream& out) : GraphWriter(out), to_(to) {}
  void begin(const GraphInfo& info) override { to_.begin(info); }
  void node(const GraphNode& node) override;
  void edge(const GraphEdge& edge) override;
  void end() override { to_.end(); }
  bool wants_nodes() const override { return to_.wants_nodes(); }
  bool wants_edges() const override { return to_.wants_edges(); }

  std::uint64_t nodes() const { return nodes_; }
  std::uint64_t edges() const { return edges_; }

 private:
  GraphWriter& to_;
  std::uint64_t nodes_ = 0, edges_ = 0;
};

/// Of a graph without an edge, why: the filters that were set. Nothing when there were none.
/// nodes: that were written.
std::optional<std::string> about_nothing(const ExportArguments& options, std::uint64_t nodes);

/// Of an output whose name says another format or compression than --format and --compress, which
/// hold all the same. Nothing when they agree, or the name says none of ours.
std::optional<std::string> about_ending(const ExportArguments& options, const Format& format);

}  // namespace onrecord
