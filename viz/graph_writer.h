#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "viz/graph_record.h"

namespace onrecord {

/// How GEXF says when an edge held: from its first to its last date, or on each date of its
/// evidence. One file has one or the other.
enum class EdgeTimes { None, Intervals, Timestamps };

/// What is known of a graph before its first node.
struct GraphInfo {
  std::string title;           ///< may be empty
  std::uint64_t left_out = 0;  ///< nodes that a cap kept out
  bool evidence = false;       ///< edges may carry sentences
  EdgeTimes times = EdgeTimes::None;
};

/// One format of graphs. Takes all nodes, each once, then all edges, whose ends were among the
/// nodes, and writes them as they come: memory does not grow with the graph. UTF-8, the same bytes
/// for the same calls, nothing from the data as markup. Look at the stream for errors of writing.
class GraphWriter {
 public:
  explicit GraphWriter(std::ostream& out) : out_(out) {}
  virtual ~GraphWriter() = default;
  GraphWriter(const GraphWriter&) = delete;
  GraphWriter& operator=(const GraphWriter&) = delete;

  virtual void begin(const GraphInfo& info) = 0;
  virtual void node(const GraphNode& node) = 0;
  virtual void edge(const GraphEdge& edge) = 0;
  virtual void end() = 0;
  /// False: what it would be given of them is not written, so need not be looked up.
  virtual bool wants_nodes() const { return true; }
  virtual bool wants_edges() const { return true; }

  /// False when the stream takes no more: there is no use in going on.
  bool good() const { return out_.good(); }
  /// Characters that the format cannot hold and that became U+FFFD.
  std::uint64_t replaced() const { return replaced_; }

 protected:
  std::ostream& out() { return out_; }
  void count_replaced(std::uint64_t number) { replaced_ += number; }

 private:
  std::ostream& out_;
  std::uint64_t replaced_ = 0;
};

std::unique_ptr<GraphWriter> make_dot_writer(std::ostream& out);  ///< keeps the graph to the end
std::unique_ptr<GraphWriter> make_mermaid_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_node_link_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_graphml_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_gexf_writer(std::ostream& out);    ///< version 1.3
std::unique_ptr<GraphWriter> make_gexf12_writer(std::ostream& out);  ///< version 1.2draft
std::unique_ptr<GraphWriter> make_cyjs_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_jgf_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_csv_nodes_writer(std::ostream& out);
std::unique_ptr<GraphWriter> make_csv_edges_writer(std::ostream& out);

/// Gives a writer a graph that is in memory, from begin to end.
void feed(const GraphParts& graph, GraphInfo info, GraphWriter& writer);

}  // namespace onrecord
