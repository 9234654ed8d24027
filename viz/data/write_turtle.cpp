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
      out_ += "@prefix ";
      out_ += one->prefix;
      out_ += ": <";
      out_ += one->iri;
      out_ += "> .\n";
    }
  }
  void end_graph() override { out_.flush(); }
  void begin(std::string_view subject) override {
    out_ += "\n<";
    out_ += subject;
    out_ += '>';
    property_ = {};
  }
  void end() override { out_ += " .\n"; }
  void type(rdf::Term type) override {
    begin_value({&rdf::kRdf, "type"});
    append(type);
  }
  void link(rdf::Term property, std::string_view iri) override {
    begin_value(property);
    out_ += '<';
    out_ += iri;
    out_ += '>';
  }
  void link(rdf::Term property, rdf::Term object) override {
    begin_value(property);
    append(object);
  }
  void text(rdf::Term property, std::string_view text) override {
    begin_value(property);
    rdf::append_literal(out_, text);
  }
  void typed(rdf::Term property, std::string_view lexical, rdf::Term datatype) override {
    begin_value(property);
    out_ += '"';
    out_ += lexical;
    out_ += "\"^^";
    append(datatype);
  }
  bool reifies(std::string_view subject, rdf::Term predicate, std::string_view object,
               bool literal) override {
    begin_value({&rdf::kRdf, "reifies"});
    out_ += "<<( <";
    out_ += subject;
    out_ += "> ";
    append(predicate);
    out_ += ' ';
    rdf::append_value(out_, object, literal);
    out_ += " )>>";
    return true;
  }
  bool good() override { return out_.good(); }

 private:
  void begin_value(rdf::Term property) {
    const bool first = property_.vocabulary == nullptr;
    if (!first && property_.vocabulary == property.vocabulary && property_.name == property.name) {
      out_ += ", ";
      return;
    }
    out_ += first ? " " : " ;\n  ";
    append(property);
    out_ += ' ';
    property_ = property;
  }
  void append(rdf::Term term) {
    out_ += term.vocabulary->prefix;
    out_ += ':';
    out_ += term.name;
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
