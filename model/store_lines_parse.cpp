// The first problem is kept and everything after it is read as empty, as in record_json_parse.cpp.

#include <charconv>

#include "model/json.h"
#include "model/store_lines.h"

namespace onrecord {
namespace {

using Json = rapidjson::Value;

std::string_view view(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

class LineReader {
 public:
  explicit LineReader(std::string_view item) : item_(item) {}

  template <typename T, typename Read>
  Result<T> read(std::string_view line, Read read_object) {
    const Result<rapidjson::Document> json = parse_json(line, item_);
    if (!json) return json.error();
    if (!json->IsObject()) fail("line", "must be a JSON object");
    T result = problem_ ? read_object(*json) : T{};
    if (!problem_) return problem_.error();
    return result;
  }

  void fail(std::string_view field, std::string_view why) {
    if (!problem_) return;
    problem_ = Error{ErrorCode::InvalidInput,
                     std::string(item_) + ": \"" + std::string(field) + "\" " + std::string(why)};
  }

  /// Absent and null are the same: nothing.
  const Json* find(const Json& object, const char* name) const {
    if (!object.IsObject()) return nullptr;
    const auto member = object.FindMember(name);
    return member == object.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
  }

  std::string text(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr || !value->IsString()) {
      if (value != nullptr) fail(name, "must be a string");
      return "";
    }
    return std::string(view(*value));
  }

  std::uint64_t number(const Json& object, const char* name) {
    const Json* value = find(object, name);
    if (value == nullptr) return 0;
    if (!value->IsUint64()) {
      fail(name, "must be a whole number");
      return 0;
    }
    return value->GetUint64();
  }

  template <typename Read>
  void items(const Json& object, const char* name, Read read) {
    const Json* value = find(object, name);
    if (value == nullptr) return;
    if (!value->IsArray()) return fail(name, "must be a list");
    for (const Json& item : value->GetArray()) read(item);
  }

  std::vector<std::string> texts(const Json& object, const char* name) {
    std::vector<std::string> result;
    items(object, name, [&](const Json& item) {
      if (!item.IsString()) return fail(name, "must hold strings");
      result.emplace_back(view(item));
    });
    return result;
  }

  DocumentId document(std::string_view word, const char* name) {
    std::optional<DocumentId> id = parse_document_id(word);
    if (!id) fail(name, "must be 1 to 512 bytes without control characters");
    return id.value_or(DocumentId{});
  }

  std::vector<DocumentId> documents(const Json& object, const char* name) {
    std::vector<DocumentId> result;
    for (const std::string& word : texts(object, name)) result.push_back(document(word, name));
    return result;
  }

  template <typename Id>
  Id id(const Json& object, const char* name) {
    const std::optional<Id> found = parse_id<Id>(text(object, name));
    if (!found) fail(name, "must be an id of 16 hex digits");
    return found.value_or(Id{});
  }

  EntityType type(const Json& object) {
    const std::optional<EntityType> found = parse_entity_type(text(object, "type"));
    if (!found) fail("type", "is no type of an entity");
    return found.value_or(EntityType::Person);
  }

  /// The word's enumerator, of all from first to last.
  template <typename Enum>
  Enum word(const Json& object, const char* name, Enum first, Enum last) {
    const std::string wanted = text(object, name);
    for (auto i = static_cast<unsigned>(first); i <= static_cast<unsigned>(last); ++i) {
      if (to_string(static_cast<Enum>(i)) == wanted) return static_cast<Enum>(i);
    }
    fail(name, "is '" + wanted + "', which is none of the known words");
    return first;
  }

  double probability(const Json& object) {
    const std::string digits = text(object, "probability");
    double value = -1.0;
    const char* end = digits.data() + digits.size();
    const std::from_chars_result read = std::from_chars(digits.data(), end, value);
    const bool whole = read.ec == std::errc() && read.ptr == end && value >= 0.0 && value <= 1.0;
    if (!whole) fail("probability", "must be the digits of a number from 0 to 1, as a string");
    return whole ? value : 0.0;
  }

  DecidedEntity entity(const Json& object) {
    return {id<EntityId>(object, "id"), type(object), text(object, "name")};
  }

  Statement statement(const Json& object) {
    Statement result;
    result.id = id<StatementId>(object, "id");
    result.predicate = word(object, "predicate", Predicate::Said, Predicate::CoMentioned);
    if (const Json* quoted = find_tagged(object, "subject", "quote")) {
      result.subject = parse_id<QuoteId>(view(*quoted)).value_or(QuoteId{});
    } else {
      result.subject = id<EntityId>(object, "subject");
    }
    result.object = this->object(object);
    if (const Json* all = find(object, "qualifiers"); all != nullptr && all->IsObject()) {
      for (const auto& one : all->GetObject()) {
        if (!one.value.IsString()) fail("qualifiers", "must hold strings");
        if (one.value.IsString()) result.qualifiers.emplace(view(one.name), view(one.value));
      }
    }
    const StatementId own =
        make_statement_id(result.subject, result.predicate, result.object, result.qualifiers);
    if (own != result.id) fail("statement", "has an id that does not follow from its parts");
    return result;
  }

 private:
  const Json* find_tagged(const Json& object, const char* end, const char* tag) const {
    const Json* value = find(object, end);
    const Json* tagged = value == nullptr ? nullptr : find(*value, tag);
    return tagged != nullptr && tagged->IsString() ? tagged : nullptr;
  }

  Object object(const Json& statement) {
    if (find(statement, "object") == nullptr) return std::monostate{};
    if (const Json* quoted = find_tagged(statement, "object", "quote")) {
      return parse_id<QuoteId>(view(*quoted)).value_or(QuoteId{});
    }
    if (const Json* named = find_tagged(statement, "object", "document")) {
      return DocumentId{std::string(view(*named))};
    }
    if (const Json* literal = find_tagged(statement, "object", "literal")) {
      return Literal{std::string(view(*literal))};
    }
    return id<EntityId>(statement, "object");
  }

  std::string_view item_;
  Status problem_;
};

}  // namespace

Status check_store_line(std::string_view json, std::string_view item) {
  LineReader reader(item);
  bool known = false;
  const Result<bool> read = reader.read<bool>(json, [&](const Json& line) {
    if (reader.text(line, "format") != "onrecord-ndjson") {
      reader.fail("format", "must be onrecord-ndjson");
    }
    known = reader.number(line, "version") == 1;
    return true;
  });
  if (!read) return read.error();
  if (known) return {};
  return Error{ErrorCode::Unsupported,
               std::string(item) +
                   ": a version of the format that this build does not read; "
                   "it reads version 1"};
}

Result<StoreLineCounts> parse_end_line(std::string_view json, std::string_view item) {
  LineReader reader(item);
  return reader.read<StoreLineCounts>(json, [&](const Json& line) {
    return StoreLineCounts{reader.number(line, "documents"), reader.number(line, "resolutions"),
                           reader.number(line, "candidates"), reader.number(line, "decisions")};
  });
}

Result<DocumentResolution> parse_resolution_line(std::string_view json, std::string_view item) {
  LineReader reader(item);
  return reader.read<DocumentResolution>(json, [&](const Json& line) {
    DocumentResolution result;
    result.document = reader.document(reader.text(line, "document"), "document");
    reader.items(line, "entities", [&](const Json& row) {
      const Resolved one{reader.id<EntityId>(row, "from"), reader.id<EntityId>(row, "to"),
                         reader.type(row)};
      if (!result.entities.empty() && !(result.entities.back().from < one.from)) {
        reader.fail("entities", "must be sorted by \"from\", each once");
      }
      result.entities.push_back(one);
    });
    if (result.entities.empty()) reader.fail("entities", "is empty");
    return result;
  });
}

Result<std::pair<std::uint64_t, Candidate>> parse_candidate_line(std::string_view json,
                                                                 std::string_view item) {
  LineReader reader(item);
  return reader.read<std::pair<std::uint64_t, Candidate>>(json, [&](const Json& line) {
    Candidate result;
    result.verdict = reader.word(line, "verdict", Verdict::Doubtful, Verdict::Parted);
    result.type = reader.type(line);
    result.a = reader.id<EntityId>(line, "a");
    result.b = reader.id<EntityId>(line, "b");
    result.a_name = reader.text(line, "a_name");
    result.b_name = reader.text(line, "b_name");
    result.a_documents = reader.documents(line, "a_documents");
    result.b_documents = reader.documents(line, "b_documents");
    result.probability = reader.probability(line);
    result.reasons = reader.texts(line, "reasons");
    return std::pair(reader.number(line, "number"), std::move(result));
  });
}

Result<Decision> parse_decision_line(std::string_view json, std::string_view item) {
  LineReader reader(item);
  return reader.read<Decision>(json, [&](const Json& line) {
    Decision result;
    result.sequence = reader.number(line, "sequence");
    result.kind = reader.word(line, "decision", DecisionKind::Merge, DecisionKind::KeepApart);
    reader.items(line, "entities",
                 [&](const Json& row) { result.entities.push_back(reader.entity(row)); });
    if (const Json* made = reader.find(line, "result")) result.result = reader.entity(*made);
    result.documents = reader.documents(line, "documents");
    if (const Json* judged = reader.find(line, "statement")) {
      result.statement = reader.statement(*judged);
    }
    result.undoes = reader.number(line, "undoes");
    result.who = reader.text(line, "who");
    result.when = reader.text(line, "when");
    result.why = reader.text(line, "why");
    return result;
  });
}

}  // namespace onrecord
