#include "viz/data/rdf_walk.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

#include "viz/data/rdf_names.h"
#include "viz/data/rdf_selectors.h"

namespace onrecord::rdf {
namespace {

/// A probability with at most 6 decimals, at least one.
std::string decimal(double value) {
  const auto millionths = static_cast<unsigned>(std::lround(std::clamp(value, 0.0, 1.0) * 1e6));
  std::string digits = std::to_string(1'000'000 + millionths % 1'000'000).substr(1);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return (millionths >= 1'000'000 ? "1." : "0.") + digits;
}

class Walker {
 public:
  Walker(const Store& store, const DataOptions& options, Sink& sink)
      : store_(store),
        sink_(sink),
        with_evidence_(options.evidence),
        rdf12_(options.rdf12),
        names_(options.base_iri),
        others_(options.base_iri) {}

  Status write() {
    sink_.begin_graph();
    Status read = store_.for_each_document([&](const Document& document, const Extraction& found) {
      write(document, found);
      return sink_.good();
    });
    if (!read) return read;
    read = store_.for_each_entity([&](const StoredEntity& stored) {
      write(stored);
      return sink_.good();
    });
    if (!read) return read;
    read = store_.for_each_statement([&](const StoredStatement& stored) {
      write(stored);
      return sink_.good();
    });
    if (read) sink_.end_graph();
    return read;
  }

 private:
  // Values of one form.

  void count(Term property, std::uint64_t value) {
    sink_.typed(property, std::to_string(value), {&kXsd, "integer"});
  }
  void probability(double value) {
    sink_.typed({&kOnr, "confidence"}, decimal(value), {&kXsd, "decimal"});
  }
  void date(Term property, const PartialDate& value) {
    if (!value.empty()) sink_.typed(property, to_string(value), date_type(value));
  }
  void text(Term property, std::string_view value) {
    if (!value.empty()) sink_.text(property, value);
  }

  // Documents and what they tell.

  void write(const Document& document, const Extraction& found) {
    const std::string run(names_.run(found.extractor.version, found.extractor.model));
    if (runs_.insert(run).second) write_run(run, found.extractor);
    const std::string iri(names_.of(document.id));
    Selectors selectors(document.text);
    sink_.begin(iri);
    sink_.type({&kSchema, "Article"});
    sink_.type({&kProv, "Entity"});
    sink_.text({&kSchema, "identifier"}, document.id.value);
    text({&kSchema, "headline"}, document.title);
    if (!document.url.empty()) sink_.text({&kSchema, "url"}, document.url);
    text({&kOnr, "publisherName"}, document.publisher);
    date({&kSchema, "datePublished"}, document.published);
    count({&kOnr, "characters"}, selectors.points().size());
    sink_.end();
    for (const Quote& quote : found.quotes) write(quote, document, iri, run, selectors);
    if (!with_evidence_) return;
    for (const SupportedStatement& one : found.statements) {
      std::size_t number = 0;
      for (const Evidence& evidence : one.evidence) {
        write(one.statement.id, evidence, ++number, iri, run, selectors);
      }
    }
  }

  void write_run(const std::string& iri, const ExtractorInfo& extractor) {
    sink_.begin(iri);
    sink_.type({&kProv, "Activity"});
    sink_.text({&kOnr, "extractorVersion"}, extractor.version);
    sink_.text({&kOnr, "extractorModel"}, extractor.model);
    sink_.end();
  }

  void write(const Quote& quote, const Document& document, const std::string& from,
             const std::string& run, Selectors& selectors) {
    const std::string iri(names_.of(quote.id));
    sink_.begin(iri);
    sink_.type({&kSchema, "Quotation"});
    sink_.type({&kOnr, "Quote"});
    sink_.text({&kSchema, "text"}, words_of(quote, document.text));
    const Term speaker{&kSchema, "spokenByCharacter"};
    if (quote.speaker) sink_.link(speaker, others_.of(*quote.speaker));
    for (const EntityId one : quote.also) sink_.link(speaker, others_.of(one));
    text({&kOnr, "speakerName"}, quote.speaker_name);
    for (const EntityId one : quote.about) sink_.link({&kSchema, "about"}, others_.of(one));
    for (const QuotePlace& one : quote.places) {
      sink_.link({&kSchema, "contentLocation"}, others_.of(one.place));
    }
    sink_.link({&kSchema, "isPartOf"}, from);
    if (quote.parent) sink_.link({&kSchema, "isPartOf"}, others_.of(*quote.parent));
    sink_.text({&kOnr, "form"}, to_string(quote.kind));
    date({&kOnr, "date"}, quote.date);
    probability(quote.confidence);
    write_origin(iri, quote.content, from, run, selectors);
  }

  /// Where the sink's subject stands, and what found it. Ends the subject.
  void write_origin(const std::string& iri, const Spans& spans, const std::string& from,
                    const std::string& run, Selectors& selectors) {
    sink_.link({&kProv, "wasDerivedFrom"}, from);
    sink_.link({&kProv, "wasGeneratedBy"}, run);
    sink_.link({&kOa, "hasSource"}, from);
    selectors.link(sink_, iri, spans);
    sink_.end();
    selectors.write(sink_, iri, spans);
  }

  static std::string words_of(const Quote& quote, std::string_view text) {
    std::string words;
    for (const Span& span : quote.content) {
      if (!words.empty()) words += " … ";
      words += slice(text, span);
    }
    return words;
  }

  void write(StatementId statement, const Evidence& evidence, std::size_t number,
             const std::string& from, const std::string& run, Selectors& selectors) {
    const std::string iri(names_.evidence(statement, evidence.document, number));
    sink_.begin(iri);
    sink_.type({&kOnr, "Evidence"});
    sink_.type({&kProv, "Entity"});
    probability(evidence.confidence);
    date({&kOnr, "date"}, evidence.date);
    write(evidence.qualifiers);
    text({&kOnr, "method"}, evidence.extractor);
    write_origin(iri, evidence.spans, from, run, selectors);
    sink_.begin(names_.of(statement));
    sink_.link({&kProv, "wasDerivedFrom"}, iri);
    sink_.end();
  }

  /// Qualifiers that are ids are links. Their names are those of model/ontology.cpp.
  void write(const Qualifiers& qualifiers) {
    for (const auto& [name, value] : qualifiers) {
      if (!is_plain_name(name)) continue;
      const std::optional<std::uint64_t> id = parse_hex(value);
      if (name == "place" && id) {
        sink_.link({&kOnr, "place"}, others_.of(EntityId{*id}));
      } else if (name == "quote" && id) {
        sink_.link({&kOnr, "quote"}, others_.of(QuoteId{*id}));
      } else {
        sink_.text({&kOnr, name}, value);
      }
    }
  }

  // Entities.

  void write_types(EntityType type) {
    sink_.type({&kOnr, "Entity"});
    switch (type) {
      case EntityType::Person:
        sink_.type({&kSchema, "Person"});
        return;
      case EntityType::Agency:
        sink_.type({&kSchema, "GovernmentOrganization"});
        sink_.type({&kOrg, "FormalOrganization"});
        return;
      case EntityType::Organization:
        sink_.type({&kSchema, "Organization"});
        sink_.type({&kOrg, "Organization"});
        return;
      case EntityType::Place:
        sink_.type({&kSchema, "Place"});
        return;
      case EntityType::Operation:
        sink_.type({&kOnr, "Operation"});
        sink_.type({&kSchema, "Event"});
    }
  }

  void write(const StoredEntity& stored) {
    const Entity& entity = stored.entity;
    sink_.begin(names_.of(entity.id));
    write_types(entity.type);
    sink_.text({&kSchema, "name"}, entity.name);
    for (const std::string& alias : entity.aliases) sink_.text({&kSchema, "alternateName"}, alias);
    for (const auto& [name, value] : entity.attributes) {
      if (name == "lat" || name == "lon") {
        sink_.text({&kSchema, name == "lat" ? "latitude" : "longitude"}, value);
      } else {
        std::string both = name;
        both.append("=").append(value);
        sink_.text({&kOnr, "attribute"}, both);
      }
    }
    count({&kOnr, "documents"}, stored.documents);
    count({&kOnr, "mentions"}, stored.mentions);
    sink_.end();
  }

  // Statements.

  void write(const StoredStatement& stored) {
    const Statement& statement = stored.statement;
    const Term predicate{&kOnr, to_string(statement.predicate)};
    sink_.begin(names_.of(statement.id));
    sink_.type({&kRdf, "Statement"});
    const bool membership = is_membership(statement);
    if (membership) sink_.type({&kOrg, "Membership"});
    write_triple(statement, predicate);
    if (membership) {
      sink_.link({&kOrg, "member"}, subject_iri(statement.subject));
      write_object({&kOrg, "organization"}, statement.object);
    }
    write(statement.qualifiers);
    count({&kOnr, "support"}, stored.support);
    probability(stored.confidence);
    date({&kOnr, "first"}, stored.first);
    date({&kOnr, "last"}, stored.last);
    sink_.end();
    write_plain(statement, predicate);
  }

  /// Of which triple the sink's subject tells more.
  void write_triple(const Statement& statement, Term predicate) {
    const std::optional<Value> object = value_of(statement.object);
    const std::string_view subject = subject_iri(statement.subject);
    if (rdf12_ && object && sink_.reifies(subject, predicate, object->text, object->literal))
      return;
    sink_.link({&kRdf, "subject"}, subject);
    sink_.link({&kRdf, "predicate"}, predicate);
    write_object({&kRdf, "object"}, statement.object);
  }

  /// The statement as a triple of its own, where subject, predicate and object are all of it.
  void write_plain(const Statement& statement, Term predicate) {
    const bool all = row_of(statement.predicate).tells_apart.empty();
    if (!all || std::holds_alternative<std::monostate>(statement.object)) return;
    sink_.begin(subject_iri(statement.subject));
    write_object(predicate, statement.object);
    sink_.end();
  }

  /// An office: of a person, in something. Whether that is a body, the entity itself says.
  static bool is_membership(const Statement& statement) {
    return statement.predicate == Predicate::HoldsPosition &&
           std::holds_alternative<EntityId>(statement.object);
  }

  std::string_view subject_iri(const Subject& subject) {
    return std::visit([this](const auto& id) { return names_.of(id); }, subject);
  }

  /// What an object is in RDF; a view into it or into others_, till that names another.
  struct Value {
    std::string_view text;  ///< an IRI or a literal's
    bool literal = false;
  };
  std::optional<Value> value_of(const Object& object) {
    if (const auto* entity = std::get_if<EntityId>(&object)) return Value{others_.of(*entity)};
    if (const auto* quote = std::get_if<QuoteId>(&object)) return Value{others_.of(*quote)};
    if (const auto* document = std::get_if<DocumentId>(&object))
      return Value{others_.of(*document)};
    if (const auto* literal = std::get_if<Literal>(&object)) return Value{literal->text, true};
    return std::nullopt;
  }

  void write_object(Term property, const Object& object) {
    const std::optional<Value> value = value_of(object);
    if (!value) return;
    if (value->literal) {
      sink_.text(property, value->text);
    } else {
      sink_.link(property, value->text);
    }
  }

  const Store& store_;
  Sink& sink_;
  const bool with_evidence_, rdf12_;
  Names names_, others_;  // of subjects, and of what they are linked with
  std::set<std::string> runs_;
};

}  // namespace

Status walk(const Store& store, const DataOptions& options, Sink& sink) {
  return Walker(store, options, sink).write();
}

}  // namespace onrecord::rdf
