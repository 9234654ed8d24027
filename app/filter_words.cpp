#include "app/answer.h"
#include "app/commands.h"
#include "model/ontology.h"

namespace onrecord {
namespace {

std::string known_predicates() {
  std::vector<std::string> names;
  for (const PredicateRow& row : ontology()) {
    if (row.links_entities) names.emplace_back(row.name);
  }
  return join(names);
}

}  // namespace

Result<GraphFilter> to_filter(const FilterWords& words, bool quotes_too) {
  GraphFilter filter;
  for (const std::string& name : words.predicates) {
    const auto predicate = parse_predicate(name);
    const bool of_quotes = predicate == Predicate::Said || predicate == Predicate::About;
    if (!predicate || !(row_of(*predicate).links_entities || (quotes_too && of_quotes))) {
      return Error{ErrorCode::InvalidInput, "--predicates '" + name + "': known are " +
                                                known_predicates() +
                                                (quotes_too ? ", of quotes said, about" : "")};
    }
    filter.predicates.push_back(*predicate);
  }
  for (const std::string& name : words.types) {
    const auto type = parse_entity_type(name);
    if (!type) {
      return Error{
          ErrorCode::InvalidInput,
          "--types '" + name + "': known are person, agency, organization, place, operation"};
    }
    filter.types.push_back(*type);
  }
  const auto since = parse_date_option("--since", words.since);
  if (!since) return since.error();
  const auto until = parse_date_option("--until", words.until);
  if (!until) return until.error();
  filter.since = *since;
  filter.until = *until;
  filter.min_support = words.min_support;
  filter.min_confidence = words.min_confidence;
  filter.co_mentioned = !words.statements_only;
  return filter;
}

}  // namespace onrecord
