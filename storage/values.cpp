#include "storage/values.h"

#include "storage/value_parts.h"

namespace onrecord {

namespace {

// About what one of them takes in a record.
constexpr std::size_t kEntityBytes = 96;
constexpr std::size_t kQuoteBytes = 128;
constexpr std::size_t kStatementBytes = 160;

double read_confidence(ByteReader& in) {
  const double confidence = in.real();
  if (!(confidence >= 0.0 && confidence <= 1.0)) in.fail();
  return confidence;
}

EntityType read_type(ByteReader& in) {
  return read_enum(in, EntityType::Person, EntityType::Operation);
}

void write_range(ByteWriter& out, const DateRange& range) {
  out.date(range.start);
  out.date(range.end);
}

DateRange read_range(ByteReader& in) {
  DateRange range;
  range.start = in.date();
  range.end = in.date();
  return range;
}

void write_string(ByteWriter& out, const std::string& text) { out.string(text); }

void write_entity_record(ByteWriter& out, const EntityRecord& record) {
  write_id(out, record.entity.id);
  out.u8(static_cast<std::uint8_t>(record.entity.type));
  out.string(record.entity.name);
  write_list(out, record.entity.aliases, write_string);
  write_pairs(out, record.entity.attributes);
  out.spans(record.mentions);
}

EntityRecord read_entity_record(ByteReader& in) {
  EntityRecord record;
  record.entity.id = read_id<EntityId>(in);
  record.entity.type = read_type(in);
  record.entity.name = in.string();
  record.entity.aliases =
      read_list<std::string>(in, [](ByteReader& reader) { return reader.string(); });
  record.entity.attributes = read_pairs(in);
  record.mentions = in.spans();
  return record;
}

void write_quote_place(ByteWriter& out, const QuotePlace& place) {
  write_id(out, place.place);
  out.u8(static_cast<std::uint8_t>(place.basis));
}

QuotePlace read_quote_place(ByteReader& in) {
  QuotePlace place;
  place.place = read_id<EntityId>(in);
  place.basis = read_enum(in, PlaceBasis::Content, PlaceBasis::Jurisdiction);
  return place;
}

void write_quote(ByteWriter& out, const Quote& quote) {
  write_id(out, quote.id);
  out.u8(static_cast<std::uint8_t>(quote.kind));
  out.spans(quote.source);
  out.spans(quote.cue);
  out.spans(quote.content);
  write_optional_id(out, quote.speaker);
  out.string(quote.speaker_name);
  write_list(out, quote.also, write_id<EntityId>);
  write_optional_id(out, quote.parent);
  write_list(out, quote.about, write_id<EntityId>);
  write_list(out, quote.places, write_quote_place);
  out.date(quote.date);
  out.real(quote.confidence);
}

Quote read_quote(ByteReader& in) {
  Quote quote;
  quote.id = read_id<QuoteId>(in);
  quote.kind = read_enum(in, QuoteKind::Direct, QuoteKind::Mixed);
  quote.source = in.spans();
  quote.cue = in.spans();
  quote.content = in.spans();
  quote.speaker = read_optional_id<EntityId>(in);
  quote.speaker_name = in.string();
  quote.also = read_list<EntityId>(in, read_id<EntityId>);
  quote.parent = read_optional_id<QuoteId>(in);
  quote.about = read_list<EntityId>(in, read_id<EntityId>);
  quote.places = read_list<QuotePlace>(in, read_quote_place);
  quote.date = in.date();
  quote.confidence = read_confidence(in);
  return quote;
}

void write_outcome(ByteWriter& out, const Outcome& outcome) {
  out.string(outcome.what);
  out.signed_varint(outcome.count);
  out.u8(outcome.percent ? 1 : 0);
  out.string(outcome.modifier);
  out.string(outcome.category);
  write_optional_id(out, outcome.place);
  out.spans(outcome.evidence);
  out.real(outcome.confidence);
}

Outcome read_outcome(ByteReader& in) {
  Outcome outcome;
  outcome.what = in.string();
  outcome.count = in.signed_varint();
  outcome.percent = in.flag();
  outcome.modifier = in.string();
  outcome.category = in.string();
  outcome.place = read_optional_id<EntityId>(in);
  outcome.evidence = in.spans();
  outcome.confidence = read_confidence(in);
  return outcome;
}

void write_operation(ByteWriter& out, const Operation& operation) {
  write_id(out, operation.id);
  out.string(operation.name);
  write_list(out, operation.places, write_id<EntityId>);
  write_list(out, operation.conducted_by, write_id<EntityId>);
  write_list(out, operation.partners, write_id<EntityId>);
  write_list(out, operation.partner_groups, write_string);
  write_list(out, operation.targets, write_id<EntityId>);
  write_range(out, operation.dates);
  write_list(out, operation.outcomes, write_outcome);
  out.spans(operation.evidence);
}

Operation read_operation(ByteReader& in) {
  Operation operation;
  operation.id = read_id<EntityId>(in);
  operation.name = in.string();
  operation.places = read_list<EntityId>(in, read_id<EntityId>);
  operation.conducted_by = read_list<EntityId>(in, read_id<EntityId>);
  operation.partners = read_list<EntityId>(in, read_id<EntityId>);
  operation.partner_groups =
      read_list<std::string>(in, [](ByteReader& reader) { return reader.string(); });
  operation.targets = read_list<EntityId>(in, read_id<EntityId>);
  operation.dates = read_range(in);
  operation.outcomes = read_list<Outcome>(in, read_outcome);
  operation.evidence = in.spans();
  return operation;
}

void write_evidence(ByteWriter& out, const Evidence& evidence) {
  out.spans(evidence.spans);
  out.real(evidence.confidence);
  out.date(evidence.date);
  write_pairs(out, evidence.qualifiers);
  out.string(evidence.extractor);
}

Evidence read_evidence(ByteReader& in) {
  Evidence evidence;
  evidence.spans = in.spans();
  evidence.confidence = read_confidence(in);
  evidence.date = in.date();
  evidence.qualifiers = read_pairs(in);
  evidence.extractor = in.string();
  return evidence;
}

void give_document(std::vector<Evidence>& list, const DocumentId& document) {
  for (Evidence& evidence : list) evidence.document = document;
}

// stored: never renumber
enum class EndTag : std::uint8_t { Nothing = 0, Entity = 1, Quote = 2, Document = 3, Literal = 4 };

void write_object(ByteWriter& out, const Object& object) {
  if (const auto* entity = std::get_if<EntityId>(&object)) {
    out.u8(static_cast<std::uint8_t>(EndTag::Entity));
    write_id(out, *entity);
  } else if (const auto* quote = std::get_if<QuoteId>(&object)) {
    out.u8(static_cast<std::uint8_t>(EndTag::Quote));
    write_id(out, *quote);
  } else if (const auto* document = std::get_if<DocumentId>(&object)) {
    out.u8(static_cast<std::uint8_t>(EndTag::Document));
    out.string(document->value);
  } else if (const auto* literal = std::get_if<Literal>(&object)) {
    out.u8(static_cast<std::uint8_t>(EndTag::Literal));
    out.string(literal->text);
  } else {
    out.u8(static_cast<std::uint8_t>(EndTag::Nothing));
  }
}

Object read_object(ByteReader& in) {
  switch (read_enum(in, EndTag::Nothing, EndTag::Literal)) {
    case EndTag::Entity:
      return read_id<EntityId>(in);
    case EndTag::Quote:
      return read_id<QuoteId>(in);
    case EndTag::Document:
      return DocumentId{in.string()};
    case EndTag::Literal:
      return Literal{in.string()};
    case EndTag::Nothing:
      break;
  }
  return std::monostate{};
}

}  // namespace

void write_pairs(ByteWriter& out, const std::map<std::string, std::string>& pairs) {
  out.varint(pairs.size());
  for (const auto& [key, value] : pairs) {
    out.string(key);
    out.string(value);
  }
}

std::map<std::string, std::string> read_pairs(ByteReader& in) {
  const std::size_t size = in.count();
  std::map<std::string, std::string> pairs;
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    std::string key = in.string();
    if (!pairs.empty() && key <= pairs.rbegin()->first) in.fail();
    pairs.emplace_hint(pairs.end(), std::move(key), in.string());
  }
  return pairs;
}

void write_statement(ByteWriter& out, const Statement& statement) {
  const auto* entity = std::get_if<EntityId>(&statement.subject);
  out.u8(static_cast<std::uint8_t>(entity != nullptr ? EndTag::Entity : EndTag::Quote));
  out.fixed64(entity != nullptr ? entity->value : std::get<QuoteId>(statement.subject).value);
  out.u8(static_cast<std::uint8_t>(statement.predicate));
  write_object(out, statement.object);
  write_pairs(out, statement.qualifiers);
}

Statement read_statement(ByteReader& in, StatementId id) {
  Statement statement;
  statement.id = id;
  const EndTag tag = read_enum(in, EndTag::Entity, EndTag::Quote);
  if (tag == EndTag::Entity) {
    statement.subject = read_id<EntityId>(in);
  } else {
    statement.subject = read_id<QuoteId>(in);
  }
  statement.predicate = read_enum(in, Predicate::Said, Predicate::CoMentioned);
  statement.object = read_object(in);
  statement.qualifiers = read_pairs(in);
  return statement;
}

std::string encode_document(const Document& document) {
  ValueWriter out;
  out.reserve(64 + document.url.size() + document.title.size() + document.publisher.size() +
              document.text.size());
  out.string(document.url);
  out.string(document.title);
  out.string(document.publisher);
  out.date(document.published);
  out.string(document.text);
  return out.seal();
}

Decoded<Document> decode_document(std::string_view value, const DocumentId& id) {
  return open_value<Document>(value, [&id](ByteReader& in) {
    Document document;
    document.id = id;
    document.url = in.string();
    document.title = in.string();
    document.publisher = in.string();
    document.published = in.date();
    document.text = in.string();
    return document;
  });
}

std::string encode_extraction(const Extraction& extraction) {
  ValueWriter out;
  out.reserve(kEntityBytes * extraction.entities.size() + kQuoteBytes * extraction.quotes.size() +
              kStatementBytes * extraction.statements.size());
  out.string(extraction.extractor.version);
  out.string(extraction.extractor.model);
  out.spans(extraction.sentences);
  write_list(out, extraction.entities, write_entity_record);
  write_list(out, extraction.quotes, write_quote);
  write_list(out, extraction.operations, write_operation);
  write_list(out, extraction.statements, [](ByteWriter& writer, const SupportedStatement& item) {
    write_id(writer, item.statement.id);
    write_statement(writer, item.statement);
    write_list(writer, item.evidence, write_evidence);
  });
  return out.seal();
}

Decoded<Extraction> decode_extraction(std::string_view value, const DocumentId& id) {
  return open_value<Extraction>(value, [&id](ByteReader& in) {
    Extraction extraction;
    extraction.document = id;
    extraction.extractor.version = in.string();
    extraction.extractor.model = in.string();
    extraction.sentences = in.spans();
    extraction.entities = read_list<EntityRecord>(in, read_entity_record);
    extraction.quotes = read_list<Quote>(in, read_quote);
    extraction.operations = read_list<Operation>(in, read_operation);
    extraction.statements = read_list<SupportedStatement>(in, [&id](ByteReader& reader) {
      SupportedStatement item;
      item.statement = read_statement(reader, read_id<StatementId>(reader));
      item.evidence = read_list<Evidence>(reader, read_evidence);
      give_document(item.evidence, id);
      return item;
    });
    return extraction;
  });
}

std::string encode_quote(const Quote& quote) {
  ValueWriter out;
  write_quote(out, quote);
  return out.seal();
}

Decoded<Quote> decode_quote(std::string_view value) { return open_value<Quote>(value, read_quote); }

std::string encode_evidence(std::span<const Evidence* const> evidence) {
  ValueWriter out;
  out.varint(evidence.size());
  for (const Evidence* one : evidence) write_evidence(out, *one);
  return out.seal();
}

Decoded<std::vector<Evidence>> decode_evidence(std::string_view value, const DocumentId& document) {
  return open_value<std::vector<Evidence>>(value, [&document](ByteReader& in) {
    std::vector<Evidence> list = read_list<Evidence>(in, read_evidence);
    give_document(list, document);
    return list;
  });
}

}  // namespace onrecord
