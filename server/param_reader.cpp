#include "server/param_reader.h"

#include <algorithm>
#include <charconv>

namespace onrecord {
namespace {

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(mark), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

template <typename Number>
std::optional<Number> parse_number(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string linking_predicates() {
  std::string out;
  for (const PredicateRow& row : ontology()) {
    if (!row.links_entities) continue;
    if (!out.empty()) out += ", ";
    out += row.name;
  }
  return out;
}

constexpr const char* kTypes = "person, agency, organization, place or operation";

}  // namespace

Status ParamReader::check_known(std::string_view known) const {
  const std::vector<std::string_view> names = split(known, ' ');
  for (const auto& [name, value] : query_) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    std::string message = "unknown parameter '" + name + "'; ";
    if (names.empty()) return Error{ErrorCode::InvalidInput, message + "this route takes none"};
    message += "this route takes ";
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) message += ", ";
      message += names[i];
    }
    return Error{ErrorCode::InvalidInput, message};
  }
  return {};
}

void ParamReader::fail(const char* name, std::string_view wanted) {
  if (error_) return;
  error_ = Error{ErrorCode::InvalidInput, "parameter '" + std::string(name) + "' is '" +
                                              text(name) + "' but must be " + std::string(wanted)};
}

std::string ParamReader::text(const char* name) const {
  const auto it = query_.find(name);
  return it == query_.end() ? std::string() : it->second;
}

std::size_t ParamReader::count(const char* name, std::size_t otherwise, std::size_t least,
                               std::size_t most) {
  if (!has(name)) return otherwise;
  const auto value = parse_number<std::size_t>(text(name));
  if (value && *value >= least && *value <= most) return *value;
  fail(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

double ParamReader::fraction(const char* name, double otherwise) {
  if (!has(name)) return otherwise;
  const auto value = parse_number<double>(text(name));
  if (value && *value >= 0.0 && *value <= 1.0) return *value;
  fail(name, "a number from 0 to 1");
  return otherwise;
}

bool ParamReader::flag(const char* name, bool otherwise) {
  if (!has(name)) return otherwise;
  if (text(name) == "true") return true;
  if (text(name) == "false") return false;
  fail(name, "true or false");
  return otherwise;
}

PartialDate ParamReader::date(const char* name) {
  if (!has(name)) return {};
  const auto value = parse_date(text(name));
  if (!value || value->year == 0) {
    fail(name, "a date such as 2025, 2025-03 or 2025-03-18");
    return {};
  }
  const auto since = std::string_view(name) == "until" ? parse_date(text("since")) : std::nullopt;
  if (since && !may_lie_within(*value, *since, {})) {
    fail(name, "no earlier than since, '" + text("since") + "'");
  }
  return *value;
}

std::optional<QuoteKind> ParamReader::quote_kind(const char* name) {
  if (!has(name)) return std::nullopt;
  const auto value = parse_quote_kind(text(name));
  if (!value) fail(name, "direct, indirect or mixed");
  return value;
}

std::optional<EntityType> ParamReader::type(const char* name) {
  if (!has(name)) return std::nullopt;
  const auto value = parse_entity_type(text(name));
  if (!value) fail(name, kTypes);
  return value;
}

std::vector<EntityType> ParamReader::types(const char* name) {
  std::vector<EntityType> out;
  const std::string list = text(name);
  for (const std::string_view word : split(list, ',')) {
    const auto value = parse_entity_type(word);
    if (!value) fail(name, std::string("a comma-separated list of ") + kTypes);
    if (value) out.push_back(*value);
  }
  return out;
}

std::vector<Predicate> ParamReader::predicates(const char* name, bool quotes_too) {
  std::vector<Predicate> out;
  const std::string list = text(name);
  for (const std::string_view word : split(list, ',')) {
    const auto value = parse_predicate(word);
    const bool of_quotes = value == Predicate::Said || value == Predicate::About;
    if (!value || !(row_of(*value).links_entities || (quotes_too && of_quotes))) {
      fail(name, "a comma-separated list of " + linking_predicates() +
                     (quotes_too ? ", of quotes said, about" : ""));
    } else {
      out.push_back(*value);
    }
  }
  return out;
}

std::string ParamReader::one_of(const char* name, std::initializer_list<std::string_view> choices) {
  if (!has(name)) return std::string(*choices.begin());
  std::string wanted;
  for (const std::string_view choice : choices) {
    if (text(name) == choice) return std::string(choice);
    if (!wanted.empty()) wanted += " or ";
    wanted += choice;
  }
  fail(name, wanted);
  return std::string(*choices.begin());
}

GraphFilter ParamReader::graph_filter(bool quotes_too) {
  GraphFilter filter;
  filter.predicates = predicates("predicates", quotes_too);
  filter.types = types("types");
  filter.since = date("since");
  filter.until = date("until");
  filter.min_support = count("min_support", 0, 0, 1'000'000'000);
  filter.min_confidence = fraction("min_confidence", 0.0);
  filter.co_mentioned = flag("co_mentioned", true);
  return filter;
}

}  // namespace onrecord
