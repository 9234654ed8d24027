#pragma once

#include <string_view>

#include "viz/data/rdf_terms.h"

namespace onrecord::rdf {

/// Takes a graph, subject by subject; each RDF syntax is one of these. Between begin and end, all
/// values of a property come one after the other. IRIs are absolute and need no escaping.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void begin_graph() = 0;
  virtual void end_graph() = 0;
  virtual void begin(std::string_view subject) = 0;
  virtual void end() = 0;
  virtual void type(Term type) = 0;
  virtual void link(Term property, std::string_view iri) = 0;
  virtual void link(Term property, Term object) = 0;
  virtual void text(Term property, std::string_view text) = 0;
  /// lexical: plain ASCII without quotation marks and backslashes.
  virtual void typed(Term property, std::string_view lexical, Term datatype) = 0;
  /// The subject names a triple of RDF 1.2 without saying that it holds; object: an IRI, or a
  /// literal's text. False, and nothing is written: the syntax has no triples as values.
  virtual bool reifies(std::string_view /*subject*/, Term /*predicate*/,
                       std::string_view /*object*/, bool /*literal*/) {
    return false;
  }
  /// False once the stream has failed.
  virtual bool good() = 0;
};

}  // namespace onrecord::rdf
