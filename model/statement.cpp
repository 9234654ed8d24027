#include "model/statement.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "model/hash_input.h"

namespace onrecord {
namespace {

/// Whether `word` is one of the blank-separated words of `list`.
bool lists(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t blank = std::min(list.find(' '), list.size());
    if (list.substr(0, blank) == word) return true;
    list.remove_prefix(std::min(blank + 1, list.size()));
  }
  return false;
}

struct ToString {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(EntityId id) const { return "entity:" + to_hex(id.value); }
  std::string operator()(QuoteId id) const { return "quote:" + to_hex(id.value); }
  std::string operator()(const DocumentId& id) const { return "document:" + id.value; }
  std::string operator()(const Literal& literal) const { return "literal:" + literal.text; }
};

}  // namespace

std::string to_string(const Object& object) { return std::visit(ToString{}, object); }

std::string to_string(const Subject& subject) { return std::visit(ToString{}, subject); }

bool tells_apart(Predicate predicate, std::string_view qualifier) {
  return lists(row_of(predicate).tells_apart, qualifier);
}

StatementId make_statement_id(const Subject& subject, Predicate predicate, const Object& object,
                              const Qualifiers& qualifiers) {
  HashInput input;
  input.text(to_string(subject)).number(static_cast<std::uint64_t>(predicate));
  input.text(to_string(object));
  for (const auto& [name, value] : qualifiers) {
    if (!value.empty() && tells_apart(predicate, name)) input.text(name).text(value);
  }
  return StatementId{input.hash()};
}

SupportedStatement make_statement(Subject subject, Predicate predicate, Object object,
                                  const Qualifiers& qualifiers, Evidence evidence) {
  const PredicateRow& row = row_of(predicate);
  SupportedStatement result;
  Statement& statement = result.statement;
  evidence.qualifiers.clear();
  for (const auto& [name, value] : qualifiers) {
    if (value.empty()) continue;
    if (lists(row.tells_apart, name)) statement.qualifiers.emplace(name, value);
    if (lists(row.of_evidence, name)) evidence.qualifiers.emplace(name, value);
  }
  statement.id = make_statement_id(subject, predicate, object, statement.qualifiers);
  statement.subject = subject;
  statement.predicate = predicate;
  statement.object = std::move(object);
  result.evidence.push_back(std::move(evidence));
  return result;
}

bool allows_object(Predicate predicate, const Object& object, const EntityType* object_type) {
  unsigned slots = 0;
  if (std::holds_alternative<std::monostate>(object)) slots = kNothing;
  if (std::holds_alternative<EntityId>(object) && object_type != nullptr) {
    slots = slot_of(*object_type);
  }
  if (std::holds_alternative<QuoteId>(object)) slots = kQuote;
  if (std::holds_alternative<DocumentId>(object)) slots = kDocument;
  if (std::holds_alternative<Literal>(object)) slots = kCount | kDateRange;
  return (row_of(predicate).object & slots) != 0;
}

}  // namespace onrecord
