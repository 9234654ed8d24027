#include "viz/export_json.h"

#include <map>
#include <memory>
#include <string>
#include <variant>

#include "model/record_json.h"
#include "viz/json_stream.h"

namespace onrecord {

namespace {

/// Turns the spans of documents into code points, a few documents' texts at hand.
class DocumentPoints {
 public:
  explicit DocumentPoints(const Store& store) : store_(store) {}

  Result<const CodePoints*> of(const DocumentId& id) {
    if (const auto held = held_.find(id); held != held_.end()) return &held->second->points;
    Result<std::optional<Document>> read = store_.document(id);
    if (!read) return read.error();
    if (!*read) {
      return Error{
          ErrorCode::Corrupt,
          "document '" + id.value + "': evidence names it, but it is not stored; run verify"};
    }
    if (bytes_ > kBytesHeld) {
      held_.clear();
      bytes_ = 0;
    }
    bytes_ += (*read)->text.size();
    return &held_.emplace(id, std::make_unique<Held>((*read)->text)).first->second->points;
  }

 private:
  static constexpr std::size_t kBytesHeld = 64u << 20;
  struct Held {
    explicit Held(std::string words) : text(std::move(words)), points(text) {}
    std::string text;
    CodePoints points;  // views `text`
  };

  const Store& store_;
  std::map<DocumentId, std::unique_ptr<Held>> held_;
  std::size_t bytes_ = 0;
};

class Exporter {
 public:
  Exporter(const Store& store, std::ostream& out, const ExportOptions& options)
      : store_(store), out_(out), options_(options), json_(out), points_(store) {}

  Status write() {
    const std::uint64_t version = store_.version();
    json_.begin_object();
    json_.key("format");
    json_.text("onrecord-export");
    json_.key("version");
    json_.number(1);
    if (const Status done = documents(); !done) return done;
    if (const Status done = entities(); !done) return done;
    if (const Status done = statements(); !done) return done;
    json_.end_object();
    json_.new_line();
    if (!out_.good()) return Error{ErrorCode::Io, "export: could not write; is the disk full?"};
    if (store_.version() != version) {
      return Error{ErrorCode::Busy, "export: the store changed meanwhile; run it again"};
    }
    return {};
  }

 private:
  void begin_list(std::string_view name) {
    json_.new_line();
    json_.key(name);
    json_.begin_array();
  }

  Status documents() {
    begin_list("documents");
    const Status read = store_.for_each_document([&](const Document& d, const Extraction& e) {
      json_.new_line();
      write(d, e);
      return out_.good();
    });
    json_.end_array();
    return read;
  }

  void write(const Document& document, const Extraction& extraction) {
    json_.begin_object();
    json_.key("id");
    json_.text(document.id.value);
    json_.key("url");
    json_.text(document.url);
    json_.key("publisher");
    json_.text(document.publisher);
    json_.key("characters");
    json_.number(CodePoints(document.text).size());
    json_.key("record");
    const RecordOptions options{.with_text = options_.with_text};
    const std::string record = to_record_json(document, extraction, options);
    json_.raw_object(find_invalid_utf8(record) ? replace_invalid_utf8(record) : record);
    json_.key("quotes");
    json_.begin_array();
    for (const Quote& quote : extraction.quotes) write(quote, document.text);
    json_.end_array();
    json_.end_object();
  }

  /// The record has everything of a quote but its words, one string for each piece.
  void write(const Quote& quote, std::string_view text) {
    json_.begin_object();
    json_.key("id");
    json_.id(quote.id);
    json_.key("speaker_name");
    json_.text(quote.speaker_name);
    json_.key("words");
    json_.begin_array();
    for (const Span& span : quote.content) json_.text(slice(text, span));
    json_.end_array();
    json_.end_object();
  }

  Status entities() {
    begin_list("entities");
    const Status read = store_.for_each_entity([&](const StoredEntity& stored) {
      json_.new_line();
      write(stored);
      return out_.good();
    });
    json_.end_array();
    return read;
  }

  void write(const StoredEntity& stored) {
    json_.begin_object();
    json_.key("id");
    json_.id(stored.entity.id);
    json_.key("type");
    json_.text(to_string(stored.entity.type));
    json_.key("name");
    json_.text(stored.entity.name);
    json_.key("aliases");
    json_.begin_array();
    for (const std::string& alias : stored.entity.aliases) json_.text(alias);
    json_.end_array();
    json_.key("attributes");
    json_.qualifiers(stored.entity.attributes);
    json_.key("documents");
    json_.number(stored.documents);
    json_.key("mentions");
    json_.number(stored.mentions);
    json_.end_object();
  }

  Status statements() {
    begin_list("statements");
    Status written;
    const Status read = store_.for_each_statement([&](const StoredStatement& stored) {
      json_.new_line();
      written = write(stored);
      return out_.good() && static_cast<bool>(written);
    });
    json_.end_array();
    return written ? read : written;
  }

  Status write(const StoredStatement& stored) {
    const Result<std::vector<Evidence>> evidence = store_.evidence(stored.statement.id);
    if (!evidence) return evidence.error();
    json_.begin_object();
    json_.key("id");
    json_.id(stored.statement.id);
    json_.key("subject");
    std::visit([this](const auto& end) { write_end(end); }, stored.statement.subject);
    json_.key("predicate");
    json_.text(to_string(stored.statement.predicate));
    json_.key("object");
    std::visit([this](const auto& end) { write_end(end); }, stored.statement.object);
    json_.key("qualifiers");
    json_.qualifiers(stored.statement.qualifiers);
    json_.key("support");
    json_.number(stored.support);
    json_.key("confidence");
    json_.probability(stored.confidence);
    json_.key("first");
    json_.date(stored.first);
    json_.key("last");
    json_.date(stored.last);
    json_.key("evidence");
    json_.begin_array();
    for (const Evidence& one : *evidence) {
      if (const Status done = write(one); !done) return done;
    }
    json_.end_array();
    json_.end_object();
    return {};
  }

  Status write(const Evidence& evidence) {
    const Result<const CodePoints*> points = points_.of(evidence.document);
    if (!points) return points.error();
    json_.begin_object();
    json_.key("document");
    json_.text(evidence.document.value);
    json_.key("spans");
    json_.spans(evidence.spans, **points);
    json_.key("confidence");
    json_.probability(evidence.confidence);
    json_.key("date");
    json_.date(evidence.date);
    json_.key("qualifiers");
    json_.qualifiers(evidence.qualifiers);
    json_.key("extractor");
    json_.text(evidence.extractor);
    json_.end_object();
    return {};
  }

  // The ends of statements, as in the extraction record.
  void write_end(std::monostate) { json_.null(); }
  void write_end(EntityId id) { json_.id(id); }
  void write_end(QuoteId id) { write_tagged("quote", to_string(id)); }
  void write_end(const DocumentId& id) { write_tagged("document", id.value); }
  void write_end(const Literal& literal) { write_tagged("literal", literal.text); }
  void write_tagged(std::string_view tag, std::string_view value) {
    json_.begin_object();
    json_.key(tag);
    json_.text(value);
    json_.end_object();
  }

  const Store& store_;
  std::ostream& out_;
  const ExportOptions& options_;
  JsonStream json_;
  DocumentPoints points_;
};

}  // namespace

Status export_json(const Store& store, std::ostream& out, const ExportOptions& options) {
  return Exporter(store, out, options).write();
}

}  // namespace onrecord
