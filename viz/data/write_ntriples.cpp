#include "viz/data/buffered_out.h"
#include "viz/data/rdf_sink.h"
#include "viz/data/rdf_walk.h"
#include "viz/data/writers.h"

namespace onrecord {
namespace {

/// One triple a line, everything written out.
class NTriplesSink final : public rdf::Sink {
 public:
  explicit NTriplesSink(std::ostream& out) : out_(out) {}

  void begin_graph() override {}
  void end_graph() override { out_.flush(); }
  void begin(std::string_view subject) override {
    subject_ = '<';
    subject_ += subject;
    subject_ += "> ";
  }
  void end() override { out_.settle(); }
  void type(rdf::Term type) override { link({&rdf::kRdf, "type"}, type); }
  void link(rdf::Term property, std::string_view iri) override {
    std::string& line = begin_line(property);
    line += '<';
    line += iri;
    line += "> .\n";
  }
  void link(rdf::Term property, rdf::Term object) override {
    std::string& line = begin_line(property);
    append(line, object);
    line += " .\n";
  }
  void text(rdf::Term property, std::string_view text) override {
    std::string& line = begin_line(property);
    rdf::append_literal(line, text);
    line += " .\n";
  }
  void typed(rdf::Term property, std::string_view lexical, rdf::Term datatype) override {
    std::string& line = begin_line(property);
    line += '"';
    line += lexical;
    line += "\"^^";
    append(line, datatype);
    line += " .\n";
  }
  bool reifies(std::string_view subject, rdf::Term predicate, std::string_view object,
               bool literal) override {
    std::string& line = begin_line({&rdf::kRdf, "reifies"});
    line += "<<( <";
    line += subject;
    line += "> ";
    append(line, predicate);
    line += ' ';
    rdf::append_value(line, object, literal);
    line += " )>> .\n";
    return true;
  }
  bool good() override { return out_.good(); }

 private:
  std::string& begin_line(rdf::Term property) {
    std::string& line = out_.bytes();
    line += subject_;
    append(line, property);
    line += ' ';
    return line;
  }
  static void append(std::string& line, rdf::Term term) {
    line += '<';
    line += term.vocabulary->iri;
    line += term.name;
    line += '>';
  }

  BufferedOut out_;
  std::string subject_;
};

}  // namespace

Status write_ntriples(const Store& store, std::ostream& out, const DataOptions& options) {
  NTriplesSink sink(out);
  return rdf::walk(store, options, sink);
}

}  // namespace onrecord
