#include "model/store_lines.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <charconv>
#include <variant>

namespace onrecord {
namespace {

/// Writes one line. Each function writes one value.
class LineWriter {
 public:
  explicit LineWriter(std::string_view kind) {
    json_.StartObject();
    member("kind", kind);
  }

  std::string done() {
    json_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize());
  }

  void key(std::string_view name) { text(name); }
  void text(std::string_view value) {
    json_.String(value.empty() ? "" : value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void member(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void member(std::string_view name, std::uint64_t value) {
    key(name);
    json_.Uint64(value);
  }
  void null_member(std::string_view name) {
    key(name);
    json_.Null();
  }

  template <typename List, typename Write>
  void list(std::string_view name, const List& items, Write write) {
    key(name);
    json_.StartArray();
    for (const auto& item : items) write(item);
    json_.EndArray();
  }
  void documents(std::string_view name, const std::vector<DocumentId>& ids) {
    list(name, ids, [this](const DocumentId& id) { text(id.value); });
  }

  void value(const Resolved& one) {
    json_.StartObject();
    member("from", to_string(one.from));
    member("to", to_string(one.to));
    member("type", to_string(one.type));
    json_.EndObject();
  }

  void value(const DecidedEntity& entity) {
    json_.StartObject();
    member("id", to_string(entity.id));
    member("type", to_string(entity.type));
    member("name", entity.name);
    json_.EndObject();
  }

  void value(const Statement& statement) {
    json_.StartObject();
    member("id", to_string(statement.id));
    key("subject");
    std::visit([this](const auto& end) { value(end); }, statement.subject);
    member("predicate", to_string(statement.predicate));
    key("object");
    std::visit([this](const auto& end) { value(end); }, statement.object);
    key("qualifiers");
    json_.StartObject();
    for (const auto& [name, word] : statement.qualifiers) member(name, word);
    json_.EndObject();
    json_.EndObject();
  }

 private:
  // The ends of statements, as in the extraction record.
  void value(std::monostate) { json_.Null(); }
  void value(EntityId id) { text(to_string(id)); }
  void value(QuoteId id) { tagged("quote", to_string(id)); }
  void value(const DocumentId& id) { tagged("document", id.value); }
  void value(const Literal& literal) { tagged("literal", literal.text); }
  void tagged(std::string_view tag, std::string_view word) {
    json_.StartObject();
    member(tag, word);
    json_.EndObject();
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
};

/// The shortest digits that give back this very number.
std::string shortest(double value) {
  char digits[32];
  const std::to_chars_result end = std::to_chars(digits, digits + sizeof digits, value);
  return std::string(digits, end.ptr);
}

std::string_view skip_blanks(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  return from == std::string_view::npos ? std::string_view() : text.substr(from);
}

}  // namespace

std::string_view kind_of_line(std::string_view line) {
  for (const std::string_view part : {"{", "\"kind\"", ":", "\""}) {
    line = skip_blanks(line);
    if (!line.starts_with(part)) return {};
    line.remove_prefix(part.size());
  }
  const std::size_t end = line.find('"');
  return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
}

std::string to_store_line() {
  LineWriter line("store");
  line.member("format", "onrecord-ndjson");
  line.member("version", std::uint64_t{1});
  return line.done();
}

std::string to_line(const DocumentResolution& resolution) {
  LineWriter line("resolution");
  line.member("document", resolution.document.value);
  line.list("entities", resolution.entities, [&](const Resolved& one) { line.value(one); });
  return line.done();
}

std::string to_line(const Candidate& candidate, std::uint64_t number) {
  LineWriter line("candidate");
  line.member("number", number);
  line.member("verdict", to_string(candidate.verdict));
  line.member("type", to_string(candidate.type));
  line.member("a", to_string(candidate.a));
  line.member("b", to_string(candidate.b));
  line.member("a_name", candidate.a_name);
  line.member("b_name", candidate.b_name);
  line.documents("a_documents", candidate.a_documents);
  line.documents("b_documents", candidate.b_documents);
  line.member("probability", shortest(candidate.probability));
  line.list("reasons", candidate.reasons, [&](const std::string& reason) { line.text(reason); });
  return line.done();
}

std::string to_line(const Decision& decision) {
  LineWriter line("decision");
  line.member("sequence", decision.sequence);
  line.member("decision", to_string(decision.kind));
  line.list("entities", decision.entities, [&](const DecidedEntity& one) { line.value(one); });
  if (decision.result) {
    line.key("result");
    line.value(*decision.result);
  } else {
    line.null_member("result");
  }
  line.documents("documents", decision.documents);
  if (decision.statement) {
    line.key("statement");
    line.value(*decision.statement);
  } else {
    line.null_member("statement");
  }
  if (decision.undoes > 0) {
    line.member("undoes", decision.undoes);
  } else {
    line.null_member("undoes");
  }
  line.member("who", decision.who);
  line.member("when", decision.when);
  line.member("why", decision.why);
  return line.done();
}

}  // namespace onrecord
