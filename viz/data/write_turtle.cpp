#include "viz/data/buffered_out.h"
#include "viz/data/rdf_sink.h"
#include "viz/data/rdf_walk.h"
#include "viz/data/writers.h"

namespace onrecord {
namespace {

/// A paragraph for each subject, a line for each property.
class TurtleSink final : public rdf::Sink {
 public:
  explicit TurtleSink(std::ostream& out) : out_(out) {}

  void begin_graph() override {
    for (const rdf::Vocabulary* one : rdf::kVocabularies) {
      std::string& bytes = out_.bytes();
      bytes += "@prefix ";
      bytes += one->prefix;
      bytes += ": <";
      bytes += one->iri;
      bytes += "> .\n";
    }
  }
  void end_graph() override { out_.flush(); }
  void begin(std::string_view subject) override {
    out_.bytes() += "\n<";
    out_.bytes() += subject;
    out_.bytes() += '>';
    property_ = {};
  }
  void end() override {
    out_.bytes() += " .\n";
    out_.settle();
  }
  void type(rdf::Term type) override {
    begin_value({&rdf::kRdf, "type"});
    append(type);
  }
  void link(rdf::Term property, std::string_view iri) override {
    begin_value(property);
    out_.bytes() += '<';
    out_.bytes() += iri;
    out_.bytes() += '>';
  }
  void link(rdf::Term property, rdf::Term object) override {
    begin_value(property);
    append(object);
  }
  void text(rdf::Term property, std::string_view text) override {
    begin_value(property);
    rdf::append_literal(out_.bytes(), text);
  }
  void typed(rdf::Term property, std::string_view lexical, rdf::Term datatype) override {
    begin_value(property);
    out_.bytes() += '"';
    out_.bytes() += lexical;
    out_.bytes() += "\"^^";
    append(datatype);
  }
  bool reifies(std::string_view subject, rdf::Term predicate, std::string_view object,
               bool literal) override {
    begin_value({&rdf::kRdf, "reifies"});
    out_.bytes() += "<<( <";
    out_.bytes() += subject;
    out_.bytes() += "> ";
    append(predicate);
    out_.bytes() += ' ';
    rdf::append_value(out_.bytes(), object, literal);
    out_.bytes() += " )>>";
    return true;
  }
  bool good() override { return out_.good(); }

 private:
  void begin_value(rdf::Term property) {
    const bool first = property_.vocabulary == nullptr;
    if (!first && property_.vocabulary == property.vocabulary && property_.name == property.name) {
      out_.bytes() += ", ";
      return;
    }
    out_.bytes() += first ? " " : " ;\n  ";
    append(property);
    out_.bytes() += ' ';
    property_ = property;
  }
  void append(rdf::Term term) {
    out_.bytes() += term.vocabulary->prefix;
    out_.bytes() += ':';
    out_.bytes() += term.name;
  }

  BufferedOut out_;
  rdf::Term property_;
};

}  // namespace

Status write_turtle(const Store& store, std::ostream& out, const DataOptions& options) {
  TurtleSink sink(out);
  return rdf::walk(store, options, sink);
}

}  // namespace onrecord
