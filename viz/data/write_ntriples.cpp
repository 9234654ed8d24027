#include <array>

#include "viz/data/buffered_out.h"
#include "viz/data/rdf_sink.h"
#include "viz/data/rdf_walk.h"
#include "viz/data/writers.h"

namespace onrecord {
namespace {

/// Terms written out, "<http://schema.org/name>": of the few that a graph has each is put together
/// once.
class TermTexts {
 public:
  /// Until the next call.
  std::string_view of(rdf::Term term) {
    // Most names are literals of the program: the same name, the same place.
    const auto place = reinterpret_cast<std::uintptr_t>(term.name.data());
    Entry& entry = entries_[(place ^ place >> 8) % entries_.size()];
    if (entry.vocabulary != term.vocabulary || entry.name != term.name) fill(entry, term);
    return entry.text;
  }

 private:
  struct Entry {
    const rdf::Vocabulary* vocabulary = nullptr;
    std::string name, text;
  };

  static void fill(Entry& entry, rdf::Term term) {
    entry.vocabulary = term.vocabulary;
    entry.name = term.name;
    entry.text = "<";
    entry.text += term.vocabulary->iri;
    entry.text += term.name;
    entry.text += '>';
  }

  std::array<Entry, 256> entries_;
};

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
  void end() override {}
  void type(rdf::Term type) override { link({&rdf::kRdf, "type"}, type); }
  void link(rdf::Term property, std::string_view iri) override {
    begin_line(property);
    out_ += " <";
    out_ += iri;
    out_ += "> .\n";
  }
  void link(rdf::Term property, rdf::Term object) override {
    begin_line(property);
    out_ += ' ';
    out_ += terms_.of(object);
    out_ += " .\n";
  }
  void text(rdf::Term property, std::string_view text) override {
    begin_line(property);
    out_ += ' ';
    rdf::append_literal(out_, text);
    out_ += " .\n";
  }
  void typed(rdf::Term property, std::string_view lexical, rdf::Term datatype) override {
    begin_line(property);
    out_ += " \"";
    out_ += lexical;
    out_ += "\"^^";
    out_ += terms_.of(datatype);
    out_ += " .\n";
  }
  bool reifies(std::string_view subject, rdf::Term predicate, std::string_view object,
               bool literal) override {
    begin_line({&rdf::kRdf, "reifies"});
    out_ += " <<( <";
    out_ += subject;
    out_ += "> ";
    out_ += terms_.of(predicate);
    out_ += ' ';
    rdf::append_value(out_, object, literal);
    out_ += " )>> .\n";
    return true;
  }
  bool good() override { return out_.good(); }

 private:
  void begin_line(rdf::Term property) {
    out_ += subject_;
    out_ += terms_.of(property);
  }

  BufferedOut out_;
  TermTexts terms_;
  std::string subject_;
};

}  // namespace

Status write_ntriples(const Store& store, std::ostream& out, const DataOptions& options) {
  NTriplesSink sink(out);
  return rdf::walk(store, options, sink);
}

}  // namespace onrecord
