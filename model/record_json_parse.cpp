// Reads the record of docs/record.md. The first problem is kept and everything after it is read as
// empty, so that each field is one line here; the problem is looked at once, at the end. A
// statement's rows are joined by its id, which is computed again from what the row says: a record
// can neither rename its statements nor speak for another document's quotes.

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "model/code_points.h"
#include "model/json.h"
#include "model/record_json.h"

namespace onrecord {
namespace {

using Json = rapidjson::Value;

constexpr double kMostPercent = 1e12;

std::string_view view(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

class RecordReader {
 public:
  RecordReader(const Json& json, std::string_view item, std::string_view text)
      : json_(json), item_(item), points_(text) {
    record_.document.text = text;
  }

  Result<Record> read() {
    head();
    Extraction& extraction = record_.extraction;
    extraction.document = record_.document.id;
    each(json_, "entities", [&](const Json& row) { announce_entity(row); });
    each(json_, "attributions", [&](const Json& row) { announce_quote(row); });
    extraction.sentences = spans(json_, "sentences");
    each(json_, "entities",
         [&](const Json& row) { extraction.entities.push_back(read_entity(row)); });
    each(json_, "attributions", [&](const Json& row) { extraction.quotes.push_back(quote(row)); });
    each(json_, "operations",
         [&](const Json& row) { extraction.operations.push_back(operation(row)); });
    each(json_, "statements", [&](const Json& row) { add_statement(row); });
    if (!problem_) return problem_.error();
    return std::move(record_);
  }

 private:
  // What is wrong, and where.

  void fail(const char* field, std::string_view why) {
    if (!problem_) return;
    std::string where(item_);
    if (list_ != nullptr) where += std::string(": ") + list_ + "[" + std::to_string(row_) + "]";
    problem_ = Error{ErrorCode::InvalidInput, where + ": \"" + field + "\" " + std::string(why)};
  }

  // Members of an object. Absent and null are the same: empty.

  const Json* find(const Json& object, const char* name) const {
    if (!object.IsObject()) return nullptr;
    const auto member = object.FindMember(name);
    return member == object.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
  }

  std::string text(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return "";
    if (!value->IsString()) {
      fail(name, "must be a string");
      return "";
    }
    return std::string(view(*value));
  }

  template <typename Read>
  void items(const Json& object, const char* name, Read read) {
    const Json* value = find(object, name);
    if (value == nullptr) return;
    if (!value->IsArray()) return fail(name, "must be a list");
    for (const Json& item : value->GetArray()) read(item);
  }

  /// The rows of one of the record's own lists; problems name the row.
  template <typename Read>
  void each(const Json& object, const char* name, Read read) {
    std::size_t number = 0;
    items(object, name, [&](const Json& row) {
      row_ = number++;
      list_ = name;
      row.IsObject() ? read(row) : fail("row", "must be an object");
    });
    list_ = nullptr;
  }

  std::vector<std::string> texts(const Json& object, const char* name) {
    std::vector<std::string> result;
    items(object, name, [&](const Json& item) {
      if (!item.IsString()) return fail(name, "must hold strings");
      result.emplace_back(view(item));
    });
    return result;
  }

  std::map<std::string, std::string> pairs(const Json& object, const char* name) {
    std::map<std::string, std::string> result;
    const Json* value = find(object, name);
    if (value == nullptr) return result;
    if (!value->IsObject()) {
      fail(name, "must be an object");
      return result;
    }
    for (const auto& member : value->GetObject()) {
      if (member.value.IsNull()) continue;
      if (!member.value.IsString()) {
        fail(name, "must hold strings");
        continue;
      }
      if (!result.emplace(view(member.name), view(member.value)).second) {
        fail(name, "has a name twice");
      }
    }
    return result;
  }

  PartialDate date(const Json& object, const char* name) {
    const std::optional<PartialDate> value = parse_date(text(object, name));
    if (!value) fail(name, "must be a date such as 2017-09-30, 2017-09 or --09-30");
    return value.value_or(PartialDate{});
  }

  double probability(const Json& object) {
    const Json* value = find(object, "confidence");
    if (value == nullptr) return 0.0;
    if (!value->IsNumber() || value->GetDouble() < 0.0 || value->GetDouble() > 1.0) {
      fail("confidence", "must be a number from 0 to 1");
      return 0.0;
    }
    return value->GetDouble();
  }

  template <typename Enum>
  Enum word(const Json& object, const char* name, std::optional<Enum> (*parse)(std::string_view),
            Enum otherwise) {
    const std::string value = text(object, name);
    const std::optional<Enum> known = parse(value);
    if (!known) fail(name, "is '" + value + "', which is none of the known words");
    return known.value_or(otherwise);
  }

  // Spans.

  Span span(const Json& item, const char* name) {
    const bool pair = item.IsArray() && item.Size() == 2 && item[0].IsUint() && item[1].IsUint();
    if (!pair) {
      fail(name, "must hold spans [start, end]");
      return {};
    }
    const std::uint32_t begin = item[0].GetUint();
    const std::uint32_t end = item[1].GetUint();
    const std::optional<Span> found = points_.to_span(begin, end);
    if (!found || begin == end) {
      fail(name, "has the span [" + std::to_string(begin) + ", " + std::to_string(end) +
                     "], which is empty or not within the text of " +
                     std::to_string(points_.size()) +
                     " code points; give the text it was extracted from");
    }
    return found.value_or(Span{});
  }

  Spans spans(const Json& object, const char* name) {
    Spans result;
    items(object, name, [&](const Json& item) {
      const Span next = span(item, name);
      if (!result.empty() && next.begin < result.back().end) {
        fail(name, "has spans out of text order or overlapping");
      }
      result.push_back(next);
    });
    return result;
  }

  // References.

  template <typename Id>
  Id id_of(const Json& value, const char* name) {
    const std::optional<Id> id = value.IsString() ? parse_id<Id>(view(value)) : std::optional<Id>();
    if (!id) fail(name, "must be an id of 16 hex digits");
    return id.value_or(Id{});
  }

  template <typename Id>
  Id own_id(const Json& row) {
    const Json* value = find(row, "id");
    if (value == nullptr) {
      fail("id", "is missing");
      return Id{};
    }
    return id_of<Id>(*value, "id");
  }

  EntityId entity(const Json& value, const char* name) {
    const EntityId id = id_of<EntityId>(value, name);
    if (!types_.contains(id)) fail(name, "is an entity that the record does not list");
    return id;
  }

  QuoteId quote_id(const Json& value, const char* name) {
    const QuoteId id = id_of<QuoteId>(value, name);
    if (!quotes_.contains(id)) fail(name, "is a quote that the record does not list");
    return id;
  }

  std::optional<EntityId> maybe_entity(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return std::nullopt;
    return entity(*value, name);
  }

  std::vector<EntityId> entities(const Json& object, const char* name) {
    std::vector<EntityId> result;
    items(object, name, [&](const Json& item) { result.push_back(entity(item, name)); });
    return result;
  }

  // The parts of a record.

  void head() {
    Document& document = record_.document;
    const std::optional<DocumentId> id = parse_document_id(text(json_, "id"));
    if (!id) fail("id", "must be 1 to 512 bytes without control characters");
    document.id = id.value_or(DocumentId{});
    document.title = text(json_, "title");
    document.url = text(json_, "url");
    const bool web = document.url.starts_with("http://") || document.url.starts_with("https://");
    if (!document.url.empty() && !web) fail("url", "must begin with http:// or https://");
    document.publisher = text(json_, "publisher");
    document.published = date(json_, "published");
    if (const Json* extractor = find(json_, "extractor")) {
      if (!extractor->IsObject()) fail("extractor", "must be an object");
      record_.extraction.extractor = {text(*extractor, "version"), text(*extractor, "model")};
    }
  }

  void announce_entity(const Json& row) {
    const EntityType type = word(row, "type", parse_entity_type, EntityType::Person);
    if (!types_.emplace(own_id<EntityId>(row), type).second) fail("id", "stands twice");
  }

  void announce_quote(const Json& row) {
    if (!quotes_.insert(own_id<QuoteId>(row)).second) fail("id", "stands twice");
  }

  EntityRecord read_entity(const Json& row) {
    EntityRecord result;
    result.entity.id = own_id<EntityId>(row);
    result.entity.type = word(row, "type", parse_entity_type, EntityType::Person);
    result.entity.name = text(row, "name");
    if (result.entity.name.empty()) fail("name", "is missing");
    result.entity.aliases = texts(row, "aliases");
    result.entity.attributes = pairs(row, "attributes");
    result.mentions = spans(row, "mentions");
    return result;
  }

  Quote quote(const Json& row) {
    Quote result;
    result.id = own_id<QuoteId>(row);
    result.kind = word(row, "kind", parse_quote_kind, QuoteKind::Direct);
    result.source = spans(row, "source");
    result.cue = spans(row, "cue");
    result.content = spans(row, "content");
    if (result.content.empty()) fail("content", "is empty");
    if (make_quote_id(record_.document.id, result.content, result.source) != result.id) {
      fail("id", "does not follow from the document, content and source");
    }
    result.speaker = maybe_entity(row, "speaker");
    result.speaker_name = text(row, "speaker_name");
    result.also = entities(row, "also");
    if (const Json* parent = find(row, "parent")) result.parent = quote_id(*parent, "parent");
    result.about = entities(row, "about");
    result.places = places(row);
    result.date = date(row, "date");
    result.confidence = probability(row);
    return result;
  }

  std::vector<QuotePlace> places(const Json& row) {
    const std::vector<EntityId> ids = entities(row, "place");
    const std::vector<std::string> bases = texts(row, "place_basis");
    std::vector<QuotePlace> result;
    if (ids.size() != bases.size()) fail("place_basis", "must be as long as \"place\"");
    for (std::size_t i = 0; i < std::min(ids.size(), bases.size()); ++i) {
      const std::optional<PlaceBasis> basis = parse_place_basis(bases[i]);
      if (!basis) fail("place_basis", "must hold content, sentence or jurisdiction");
      result.push_back({ids[i], basis.value_or(PlaceBasis::Content)});
    }
    return result;
  }

  Operation operation(const Json& row) {
    Operation result;
    result.id = own_id<EntityId>(row);
    const auto known = types_.find(result.id);
    if (known == types_.end() || known->second != EntityType::Operation) {
      fail("id", "must be an entity of type operation that the record lists");
    }
    result.name = text(row, "name");
    result.places = entities(row, "places");
    result.conducted_by = entities(row, "conducted_by");
    result.partners = entities(row, "partners");
    result.partner_groups = texts(row, "partner_groups");
    result.targets = entities(row, "targets");
    result.dates = {date(row, "start"), date(row, "end")};
    items(row, "outcomes", [&](const Json& item) { result.outcomes.push_back(outcome(item)); });
    result.evidence = spans(row, "evidence");
    return result;
  }

  Outcome outcome(const Json& row) {
    Outcome result;
    if (!row.IsObject()) {
      fail("outcomes", "must hold objects");
      return result;
    }
    result.what = text(row, "what");
    const Json* percent = find(row, "percent");
    if (percent != nullptr && !percent->IsBool()) fail("percent", "must be true or false");
    result.percent = percent != nullptr && percent->IsTrue();
    result.count = figure(row, result.percent);
    result.modifier = text(row, "modifier");
    result.category = text(row, "category");
    result.place = maybe_entity(row, "place");
    result.evidence = spans(row, "evidence");
    result.confidence = probability(row);
    return result;
  }

  std::int64_t figure(const Json& row, bool percent) {
    const Json* count = find(row, "count");
    if (count != nullptr && percent && count->IsNumber() && count->GetDouble() >= 0.0 &&
        count->GetDouble() <= kMostPercent) {
      return std::llround(count->GetDouble() * 100.0);
    }
    if (count != nullptr && !percent && count->IsInt64() && count->GetInt64() >= 0) {
      return count->GetInt64();
    }
    fail("count", percent ? "must be a percentage from 0 to 1e12" : "must be a whole number");
    return 0;
  }

  void add_statement(const Json& row) {
    const std::optional<Predicate> predicate = parse_predicate(text(row, "predicate"));
    if (!predicate || row_of(*predicate).derived) {
      return fail("predicate", "is '" + text(row, "predicate") +
                                   "', which is no predicate that a record may hold");
    }
    Evidence evidence;
    evidence.document = record_.document.id;
    evidence.spans = spans(row, "evidence");
    if (evidence.spans.empty()) fail("evidence", "is empty");
    evidence.confidence = probability(row);
    evidence.date = date(row, "date");
    evidence.extractor = text(row, "extractor");
    const Subject from = subject(row, *predicate);
    const Object to = object(row, *predicate);
    SupportedStatement read =
        make_statement(from, *predicate, to, pairs(row, "qualifiers"), std::move(evidence));
    if (own_id<StatementId>(row) != read.statement.id) {
      fail("id", "does not follow from subject, predicate, object and qualifiers");
    }
    std::vector<SupportedStatement>& all = record_.extraction.statements;
    const auto [known, first] = statements_.emplace(read.statement.id, all.size());
    if (first) {
      all.push_back(std::move(read));
    } else {
      all[known->second].evidence.push_back(std::move(read.evidence.front()));
    }
  }

  Subject subject(const Json& row, Predicate predicate) {
    const std::uint16_t allowed = row_of(predicate).subject;
    const Json* value = find(row, "subject");
    if (value == nullptr) {
      fail("subject", "is missing");
      return EntityId{};
    }
    if (value->IsObject()) {
      const Json* quoted = find(*value, "quote");
      if (quoted == nullptr || (allowed & kQuote) == 0)
        fail("subject", "does not fit the predicate");
      return quoted == nullptr ? QuoteId{} : quote_id(*quoted, "subject");
    }
    const EntityId id = entity(*value, "subject");
    const auto type = types_.find(id);
    if (type != types_.end() && (allowed & slot_of(type->second)) == 0) {
      fail("subject", "does not fit the predicate");
    }
    return id;
  }

  Object object(const Json& row, Predicate predicate) {
    const Object result = bare_object(row);
    const EntityType* type = nullptr;
    if (const EntityId* id = std::get_if<EntityId>(&result)) {
      const auto known = types_.find(*id);
      if (known != types_.end()) type = &known->second;
    }
    if (!allows_object(predicate, result, type)) fail("object", "does not fit the predicate");
    return result;
  }

  Object bare_object(const Json& row) {
    const Json* value = find(row, "object");
    if (value == nullptr) return std::monostate{};
    if (!value->IsObject()) return entity(*value, "object");
    if (const Json* quoted = find(*value, "quote")) return quote_id(*quoted, "object");
    if (find(*value, "literal") != nullptr) return Literal{text(*value, "literal")};
    DocumentId document{text(*value, "document")};
    if (document != record_.document.id) fail("object", "must be the record's own document");
    return document;
  }

  const Json& json_;
  std::string_view item_;
  CodePoints points_;
  Record record_;
  Status problem_;
  const char* list_ = nullptr;
  std::size_t row_ = 0;
  std::unordered_map<EntityId, EntityType> types_;
  std::unordered_set<QuoteId> quotes_;
  std::unordered_map<StatementId, std::size_t> statements_;
};

}  // namespace

Result<Record> parse_record_json(std::string_view json, std::string_view item,
                                 std::string_view text) {
  Result<rapidjson::Document> parsed = parse_json(json, item);
  if (!parsed) return parsed.error();
  if (!parsed->IsObject()) {
    return Error{ErrorCode::InvalidInput, std::string(item) + ": must be a JSON object"};
  }
  if (parsed->HasMember("text") && (*parsed)["text"].IsString()) text = view((*parsed)["text"]);
  if (const std::optional<std::size_t> bad = find_invalid_utf8(text)) {
    return Error{ErrorCode::InvalidInput,
                 std::string(item) + ": its text is not UTF-8 at byte " + std::to_string(*bad)};
  }
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorCode::TooLarge, std::string(item) + ": its text is longer than 4 GiB"};
  }
  return RecordReader(*parsed, item, text).read();
}

}  // namespace onrecord
