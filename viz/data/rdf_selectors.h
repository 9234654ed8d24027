#pragma once

#include <string>
#include <string_view>

#include "model/code_points.h"
#include "viz/data/rdf_sink.h"

namespace onrecord::rdf {

/// The selectors of the Web Annotation model for spans of one document: each span by its position,
/// in code points, and by its words with what stands around them.
class Selectors {
 public:
  /// text: outlives it.
  explicit Selectors(std::string_view text) : text_(text), points_(text) {}

  /// The links from the thing with this IRI, while it is the sink's subject.
  void link(Sink& sink, std::string_view owner, const Spans& spans);
  /// The selectors themselves, each a subject of its own.
  void write(Sink& sink, std::string_view owner, const Spans& spans);

  const CodePoints& points() const { return points_; }

 private:
  std::string_view name(std::string_view owner, std::string_view kind, std::size_t number);

  std::string_view text_;
  CodePoints points_;
  std::string name_;
};

}  // namespace onrecord::rdf
