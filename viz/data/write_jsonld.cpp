#include "viz/data/rdf_sink.h"
#include "viz/data/rdf_walk.h"
#include "viz/data/writers.h"
#include "viz/json_stream.h"

namespace onrecord {
namespace {

/// One node object a line in one "@graph"; the context, which stands at its head, is prefixes only.
class JsonLdSink final : public rdf::Sink {
 public:
  explicit JsonLdSink(std::ostream& out) : out_(out), json_(out) {}

  void begin_graph() override {
    json_.begin_object();
    json_.key("@context");
    json_.begin_object();
    for (const rdf::Vocabulary* one : rdf::kVocabularies) {
      member(one->prefix, one->iri);
    }
    json_.end_object();
    json_.key("@graph");
    json_.begin_array();
  }
  void end_graph() override {
    json_.end_array();
    json_.end_object();
    json_.new_line();
  }
  void begin(std::string_view subject) override {
    json_.new_line();
    json_.begin_object();
    member("@id", subject);
  }
  void end() override {
    end_property();
    json_.end_object();
  }
  void type(rdf::Term type) override {
    begin_value("@type");
    json_.text(compact(type));
  }
  void link(rdf::Term property, std::string_view iri) override {
    begin_value(compact(property));
    json_.begin_object();
    member("@id", iri);
    json_.end_object();
  }
  void link(rdf::Term property, rdf::Term object) override { link(property, compact(object)); }
  void text(rdf::Term property, std::string_view text) override {
    begin_value(compact(property));
    json_.text(rdf::to_literal_text(text));
  }
  void typed(rdf::Term property, std::string_view lexical, rdf::Term datatype) override {
    begin_value(compact(property));
    json_.begin_object();
    member("@value", lexical);
    member("@type", compact(datatype));
    json_.end_object();
  }
  bool good() override { return out_.good(); }

 private:
  static std::string compact(rdf::Term term) {
    std::string name(term.vocabulary->prefix);
    name += ':';
    name += term.name;
    return name;
  }
  void member(std::string_view name, std::string_view value) {
    json_.key(name);
    json_.text(value);
  }
  void begin_value(std::string_view property) {
    if (property == property_) return;
    end_property();
    json_.key(property);
    json_.begin_array();
    property_ = property;
  }
  void end_property() {
    if (!property_.empty()) json_.end_array();
    property_.clear();
  }

  std::ostream& out_;
  JsonStream json_;
  std::string property_;
};

}  // namespace

Status write_jsonld(const Store& store, std::ostream& out, const DataOptions& options) {
  JsonLdSink sink(out);
  return rdf::walk(store, options, sink);
}

}  // namespace onrecord
