// First what makes the store: its documents as they were extracted, what resolution says of them,
// and the journal of decisions. Then, for whoever reads the file without Onrecord, what follows
// from these: quotes, evidence, entities and statements as the decisions leave them. `load` takes
// the first part and makes the second anew.

#include <variant>

#include "model/record_json.h"
#include "model/store_lines.h"
#include "storage/reading.h"
#include "viz/data/writers.h"
#include "viz/json_stream.h"

namespace onrecord {
namespace {

class NdjsonWriter {
 public:
  NdjsonWriter(const Store& store, std::ostream& out) : store_(store), out_(out), json_(out) {}

  Status write() {
    line(to_store_line());
    for (const auto part :
         {&NdjsonWriter::documents, &NdjsonWriter::resolution, &NdjsonWriter::decisions,
          &NdjsonWriter::told, &NdjsonWriter::entities, &NdjsonWriter::statements}) {
      if (Status done = (this->*part)(); !done) return done;
    }
    end();
    return {};
  }

 private:
  // What `load` reads.

  bool line(const std::string& json) {
    out_ << (find_invalid_utf8(json) ? replace_invalid_utf8(json) : json) << '\n';
    return out_.good();
  }

  Status documents() {
    const RecordOptions options{.with_text = true, .all_digits = true};
    return store_.for_each_extracted([&](const Document& document, const Extraction& extraction) {
      ++counts_.documents;
      std::string record = to_record_json(document, extraction, options);
      return line(record.replace(0, 1, "{\"kind\":\"document\","));
    });
  }

  Status resolution() {
    const StoreReading reading(store_);
    const Status read = reading.resolutions([&](const DocumentResolution& one) {
      ++counts_.resolutions;
      return line(to_line(one));
    });
    if (!read) return read;
    return reading.candidates(
        [&](const Candidate& one) { return line(to_line(one, counts_.candidates++)); });
  }

  Status decisions() {
    const Result<std::vector<LoggedDecision>> log = store_.decisions();
    if (!log) return log.error();
    counts_.decisions = log->size();
    for (const LoggedDecision& logged : *log) line(to_line(logged.decision));
    return {};
  }

  // What follows from it.

  void begin(std::string_view kind) {
    json_.begin_object();
    member("kind", kind);
  }
  bool end_line() {
    json_.end_object();
    json_.end_line();
    return out_.good();
  }
  void member(std::string_view name, std::string_view value) {
    json_.key(name);
    json_.text(value);
  }
  void count(std::string_view name, std::uint64_t value) {
    json_.key(name);
    json_.number(value);
  }
  template <typename Id>
  void id(std::string_view name, const Id& value) {
    json_.key(name);
    json_.id(value);
  }
  void date(std::string_view name, const PartialDate& value) {
    json_.key(name);
    json_.date(value);
  }
  void probability(double value) {
    json_.key("confidence");
    json_.probability(value);
  }
  void qualifiers(std::string_view name, const Qualifiers& value) {
    json_.key(name);
    json_.qualifiers(value);
  }
  template <typename List, typename Write>
  void list(std::string_view name, const List& items, Write write) {
    json_.key(name);
    json_.begin_array();
    for (const auto& item : items) write(item);
    json_.end_array();
  }

  Status told() {
    return store_.for_each_document([&](const Document& document, const Extraction& extraction) {
      const CodePoints points(document.text);
      for (const Quote& one : extraction.quotes) quote(document, one);
      for (const SupportedStatement& one : extraction.statements) {
        for (const Evidence& why : one.evidence) evidence(one.statement.id, why, points);
      }
      return out_.good();
    });
  }

  void quote(const Document& document, const Quote& quote) {
    ++quotes_;
    begin("quote");
    id("id", quote.id);
    member("document", document.id.value);
    member("form", to_string(quote.kind));
    id("speaker", quote.speaker);
    member("speaker_name", quote.speaker_name);
    list("also", quote.also, [this](EntityId one) { json_.id(one); });
    list("words", quote.content, [&](Span span) { json_.text(slice(document.text, span)); });
    list("about", quote.about, [this](EntityId one) { json_.id(one); });
    list("places", quote.places, [this](const QuotePlace& one) { json_.id(one.place); });
    id("parent", quote.parent);
    date("date", quote.date);
    probability(quote.confidence);
    end_line();
  }

  void evidence(StatementId statement, const Evidence& evidence, const CodePoints& points) {
    ++evidence_;
    begin("evidence");
    id("statement", statement);
    member("document", evidence.document.value);
    json_.key("spans");
    json_.spans(evidence.spans, points);
    probability(evidence.confidence);
    date("date", evidence.date);
    qualifiers("qualifiers", evidence.qualifiers);
    member("extractor", evidence.extractor);
    end_line();
  }

  Status entities() {
    return store_.for_each_entity([&](const StoredEntity& stored) {
      ++entities_;
      begin("entity");
      id("id", stored.entity.id);
      member("type", to_string(stored.entity.type));
      member("name", stored.entity.name);
      list("aliases", stored.entity.aliases, [this](const std::string& one) { json_.text(one); });
      qualifiers("attributes", stored.entity.attributes);
      count("documents", stored.documents);
      count("mentions", stored.mentions);
      return end_line();
    });
  }

  Status statements() {
    return store_.for_each_statement([&](const StoredStatement& stored) {
      ++statements_;
      begin("statement");
      id("id", stored.statement.id);
      json_.key("subject");
      std::visit([this](const auto& one) { end_of(one); }, stored.statement.subject);
      member("predicate", to_string(stored.statement.predicate));
      json_.key("object");
      std::visit([this](const auto& one) { end_of(one); }, stored.statement.object);
      qualifiers("qualifiers", stored.statement.qualifiers);
      count("support", stored.support);
      probability(stored.confidence);
      date("first", stored.first);
      date("last", stored.last);
      return end_line();
    });
  }

  // The ends of statements, as in the extraction record.
  void end_of(std::monostate) { json_.null(); }
  void end_of(EntityId id) { json_.id(id); }
  void end_of(QuoteId id) { tagged("quote", to_string(id)); }
  void end_of(const DocumentId& id) { tagged("document", id.value); }
  void end_of(const Literal& literal) { tagged("literal", literal.text); }
  void tagged(std::string_view tag, std::string_view value) {
    json_.begin_object();
    member(tag, value);
    json_.end_object();
  }

  void end() {
    begin("end");
    count("documents", counts_.documents);
    count("resolutions", counts_.resolutions);
    count("candidates", counts_.candidates);
    count("decisions", counts_.decisions);
    count("quotes", quotes_);
    count("evidence", evidence_);
    count("entities", entities_);
    count("statements", statements_);
    end_line();
  }

  const Store& store_;
  std::ostream& out_;
  JsonStream json_;
  StoreLineCounts counts_;
  std::uint64_t quotes_ = 0, evidence_ = 0, entities_ = 0, statements_ = 0;
};

}  // namespace

Status write_ndjson(const Store& store, std::ostream& out, const DataOptions&) {
  return NdjsonWriter(store, out).write();
}

}  // namespace onrecord
