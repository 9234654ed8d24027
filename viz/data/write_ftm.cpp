// Entities of the FollowTheMoney model, one a line. It knows no quotes and no statements: a quote
// is a Note, a statement a Membership or UnknownLink (a Note when nothing is at its other end), its
// evidence a Documentation of the document and the statement's subject, with the words as summary.

#include <initializer_list>
#include <variant>

#include "viz/data/writers.h"
#include "viz/json_stream.h"

namespace onrecord {
namespace {

std::string_view schema_of(EntityType type) {
  switch (type) {
    case EntityType::Person:
      return "Person";
    case EntityType::Agency:
      return "PublicBody";
    case EntityType::Organization:
      return "Organization";
    case EntityType::Place:
      return "Address";
    case EntityType::Operation:
      return "Event";
  }
  return "Thing";
}

bool is_legal(EntityType type) {
  return type == EntityType::Person || type == EntityType::Agency ||
         type == EntityType::Organization;
}

std::string id_of(EntityId id) { return "entity-" + to_string(id); }
std::string id_of(QuoteId id) { return "quote-" + to_string(id); }
std::string id_of(StatementId id) { return "statement-" + to_string(id); }
std::string id_of(const DocumentId& id) { return "document-" + to_hex(hash_bytes(id.value)); }

class FtmWriter {
 public:
  FtmWriter(const Store& store, std::ostream& out) : store_(store), out_(out), json_(out) {}

  Status write() {
    Status read = store_.for_each_document([&](const Document& document, const Extraction& found) {
      write(document, found);
      return out_.good();
    });
    if (!read) return read;
    read = store_.for_each_entity([&](const StoredEntity& stored) {
      write(stored);
      return out_.good();
    });
    if (!read) return read;
    Status written;
    read = store_.for_each_statement([&](const StoredStatement& stored) {
      written = write(stored);
      return written && out_.good();
    });
    return written ? read : written;
  }

 private:
  using Values = std::initializer_list<std::string_view>;

  void begin(std::string_view id, std::string_view schema) {
    json_.begin_object();
    member("id", id);
    member("schema", schema);
    json_.key("properties");
    json_.begin_object();
  }
  void end() {
    json_.end_object();
    json_.end_object();
    json_.end_line();
  }
  void member(std::string_view name, std::string_view value) {
    json_.key(name);
    json_.text(value);
  }
  /// All values are strings; empty ones are none.
  template <typename List>
  void property_of(std::string_view name, const List& values) {
    bool any = false;
    for (const std::string_view value : values) {
      if (value.empty()) continue;
      if (!any) {
        json_.key(name);
        json_.begin_array();
      }
      any = true;
      json_.text(value);
    }
    if (any) json_.end_array();
  }
  void property(std::string_view name, std::string_view value) { property_of(name, Values{value}); }
  /// The model has no dates without a year.
  void date(std::string_view name, const PartialDate& value) {
    if (value.year != 0) property(name, to_string(value));
  }

  void write(const Document& document, const Extraction& found) {
    const std::string id = id_of(document.id);
    begin(id, "Article");
    property("title", document.title);
    property("fileName", document.id.value);
    property("sourceUrl", document.url);
    property("publisher", document.publisher);
    date("publishedAt", document.published);
    end();
    for (const EntityRecord& record : found.entities) {
      if (is_legal(record.entity.type)) write_mention(record.entity, id);
    }
    for (const Quote& quote : found.quotes) write(quote, document, id);
    for (const SupportedStatement& one : found.statements) {
      std::size_t number = 0;
      for (const Evidence& evidence : one.evidence) {
        write(one.statement, evidence, ++number, document, id);
      }
    }
  }

  void write_mention(const Entity& entity, const std::string& document) {
    begin("mention-" + to_string(entity.id) + "-" + document, "Mention");
    property("document", document);
    property("name", entity.name);
    property("resolved", id_of(entity.id));
    property("detectedSchema", schema_of(entity.type));
    end();
  }

  void write(const Quote& quote, const Document& document, const std::string& from) {
    begin(id_of(quote.id), "Note");
    property("name", quote.speaker_name);
    std::vector<std::string> words, about;
    for (const Span& span : quote.content) words.emplace_back(slice(document.text, span));
    property_of("description", words);
    for (const EntityId one : quote.about) about.push_back(id_of(one));
    property_of("entity", about);
    property("proof", from);
    property("summary", to_string(quote.kind));
    date("createdAt", quote.date);
    end();
  }

  void write(const Statement& statement, const Evidence& evidence, std::size_t number,
             const Document& document, const std::string& from) {
    begin("evidence-" + to_string(statement.id) + "-" + to_hex(hash_bytes(document.id.value)) +
              "-" + std::to_string(number),
          "Documentation");
    property("document", from);
    property("entity", subject_of(statement));
    property("role", row_of(statement.predicate).phrase);
    property("recordId", id_of(statement.id));
    std::vector<std::string> words;
    for (const Span& span : evidence.spans) words.emplace_back(slice(document.text, span));
    property_of("summary", words);
    date("date", evidence.date);
    property("description", evidence.extractor);
    end();
  }

  void write(const StoredEntity& stored) {
    const Entity& entity = stored.entity;
    begin(id_of(entity.id), schema_of(entity.type));
    property("name", entity.name);
    property_of("alias", entity.aliases);
    for (const auto& [name, value] : entity.attributes) {
      if (entity.type != EntityType::Place) break;
      if (name == "lat") property("latitude", value);
      if (name == "lon") property("longitude", value);
    }
    end();
  }

  static std::string subject_of(const Statement& statement) {
    return std::visit([](const auto& id) { return id_of(id); }, statement.subject);
  }

  /// Whether it says that somebody is in a body, as a Membership does.
  Result<bool> is_membership(const Statement& statement) const {
    const auto* body = std::get_if<EntityId>(&statement.object);
    if (statement.predicate != Predicate::HoldsPosition || body == nullptr) return false;
    const Result<std::optional<StoredEntity>> stored = store_.entity(*body);
    if (!stored) return stored.error();
    return *stored && ((*stored)->entity.type == EntityType::Agency ||
                       (*stored)->entity.type == EntityType::Organization);
  }

  Status write(const StoredStatement& stored) {
    const Statement& statement = stored.statement;
    const Result<bool> membership = is_membership(statement);
    if (!membership) return membership.error();
    const std::string id = id_of(statement.id);
    const std::string subject = subject_of(statement);
    const std::string_view phrase = row_of(statement.predicate).phrase;
    if (const auto* document = std::get_if<DocumentId>(&statement.object)) {
      begin(id, "Documentation");
      property("document", id_of(*document));
      property("entity", subject);
      write_interval(stored, phrase);
    } else if (const auto* literal = std::get_if<Literal>(&statement.object)) {
      write_note(stored, phrase, subject, literal->text);
    } else if (std::holds_alternative<std::monostate>(statement.object)) {
      write_note(stored, phrase, subject, "");
    } else {
      const auto* quote = std::get_if<QuoteId>(&statement.object);
      const std::string object =
          quote != nullptr ? id_of(*quote) : id_of(std::get<EntityId>(statement.object));
      begin(id, *membership ? "Membership" : "UnknownLink");
      property(*membership ? "member" : "subject", subject);
      property(*membership ? "organization" : "object", object);
      write_interval(stored, title_or(statement, phrase));
    }
    return {};
  }

  static std::string_view title_or(const Statement& statement, std::string_view phrase) {
    const auto title = statement.qualifiers.find("title");
    return title == statement.qualifiers.end() ? phrase : std::string_view(title->second);
  }

  void write_interval(const StoredStatement& stored, std::string_view role) {
    property("role", role);
    const auto status = stored.statement.qualifiers.find("status");
    if (status != stored.statement.qualifiers.end()) property("status", status->second);
    property_of("summary", qualifiers_of(stored.statement));
    date("startDate", stored.first);
    date("endDate", stored.last);
    end();
  }

  void write_note(const StoredStatement& stored, std::string_view phrase,
                  const std::string& subject, const std::string& value) {
    begin(id_of(stored.statement.id), "Note");
    property("name", phrase);
    property("description", value);
    property("entity", subject);
    property_of("notes", qualifiers_of(stored.statement));
    date("createdAt", stored.first);
    date("modifiedAt", stored.last);
    end();
  }

  static std::vector<std::string> qualifiers_of(const Statement& statement) {
    std::vector<std::string> all;
    for (const auto& [name, value] : statement.qualifiers) {
      all.push_back(name);
      all.back().append("=").append(value);
    }
    return all;
  }

  const Store& store_;
  std::ostream& out_;
  JsonStream json_;
};

}  // namespace

Status write_ftm(const Store& store, std::ostream& out, const DataOptions&) {
  return FtmWriter(store, out).write();
}

}  // namespace onrecord
