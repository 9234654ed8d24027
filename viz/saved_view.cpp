#include "viz/saved_view.h"

#include <cmath>
#include <set>

#include "model/json.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostNodes = 4000;  // as many as the page keeps
constexpr std::string_view kFormat = "onrecord view 1";

using Json = rapidjson::Value;

/// Reads members of one object after the other; the first that makes no sense is the error.
class Members {
 public:
  explicit Members(std::string_view item) : item_(item) {}

  const Status& status() const { return status_; }

  const Json* find(const Json* object, const char* name) {
    if (object == nullptr || !object->IsObject()) return nullptr;
    const auto member = object->FindMember(name);
    if (member == object->MemberEnd() || member->value.IsNull()) return nullptr;
    return &member->value;
  }
  const Json* object(const Json* in, const char* name) {
    const Json* found = find(in, name);
    if (found != nullptr && !found->IsObject()) fail(name, "an object");
    return found != nullptr && found->IsObject() ? found : nullptr;
  }
  std::vector<const Json*> list(const Json* in, const char* name) {
    std::vector<const Json*> items;
    const Json* found = find(in, name);
    if (found == nullptr) return items;
    if (!found->IsArray()) fail(name, "a list");
    if (found->IsArray()) {
      for (const Json& item : found->GetArray()) items.push_back(&item);
    }
    return items;
  }
  std::string text(const Json* in, const char* name) {
    const Json* found = find(in, name);
    return found == nullptr ? "" : text_of(*found, name);
  }
  std::string text_of(const Json& value, const char* name) {
    if (value.IsString()) return {value.GetString(), value.GetStringLength()};
    fail(name, "text");
    return "";
  }
  bool flag(const Json* in, const char* name, bool otherwise) {
    const Json* found = find(in, name);
    if (found == nullptr) return otherwise;
    if (!found->IsBool()) fail(name, "true or false");
    return found->IsBool() && found->GetBool();
  }
  double number(const Json* in, const char* name, double least, double most, double otherwise) {
    const Json* found = find(in, name);
    if (found == nullptr) return otherwise;
    const double value = found->IsNumber() ? found->GetDouble() : NAN;
    if (value >= least && value <= most) return value;
    fail(name, "a number from " + std::to_string(std::lround(least)) + " to " +
                   std::to_string(std::lround(most)));
    return otherwise;
  }
  std::size_t count(const Json* in, const char* name, std::size_t least, std::size_t most,
                    std::size_t otherwise) {
    const Json* found = find(in, name);
    if (found == nullptr) return otherwise;
    if (found->IsUint64() && found->GetUint64() >= least && found->GetUint64() <= most) {
      return found->GetUint64();
    }
    fail(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return otherwise;
  }
  std::optional<EntityId> id(const Json* in, const char* name) {
    const std::string digits = text(in, name);
    if (digits.empty()) return std::nullopt;
    const auto found = parse_id<EntityId>(digits);
    if (!found) fail(name, "an id of 16 hex digits");
    return found;
  }
  PartialDate date(const Json* in, const char* name) {
    const std::string words = text(in, name);
    if (words.empty()) return {};
    const auto found = parse_date(words);
    if (!found) fail(name, "a date such as 2025, 2025-03 or 2025-03-18");
    return found.value_or(PartialDate{});
  }
  void fail(std::string_view name, std::string_view wanted) {
    if (!status_) return;
    status_ = Error{ErrorCode::InvalidInput, std::string(item_) + ": member '" + std::string(name) +
                                                 "' must be " + std::string(wanted)};
  }

 private:
  std::string_view item_;
  Status status_;
};

GraphFilter read_filter(const Json* from, Members& members) {
  GraphFilter filter;
  for (const Json* item : members.list(from, "types")) {
    const auto type = parse_entity_type(members.text_of(*item, "types"));
    if (!type) members.fail("types", "a list of person, agency, organization, place, operation");
    if (type) filter.types.push_back(*type);
  }
  for (const Json* item : members.list(from, "predicates")) {
    const auto predicate = parse_predicate(members.text_of(*item, "predicates"));
    const bool links = predicate && row_of(*predicate).links_entities;
    if (!links) members.fail("predicates", "a list of predicates that join entities");
    if (links) filter.predicates.push_back(*predicate);
  }
  filter.since = members.date(from, "since");
  filter.until = members.date(from, "until");
  filter.min_support = members.count(from, "min_support", 0, 1'000'000'000, 0);
  filter.min_confidence = members.number(from, "min_confidence", 0, 1, 0);
  filter.co_mentioned = members.flag(from, "co_mentioned", true);
  return filter;
}

std::vector<ViewNode> read_nodes(const Json* view, Members& members) {
  std::vector<ViewNode> nodes;
  std::set<EntityId> seen;
  for (const Json* item : members.list(view, "nodes")) {
    const auto id = members.id(item, "id");
    if (!id) members.fail("id", "an id of 16 hex digits");
    if (!id || !seen.insert(*id).second) continue;
    ViewNode node;
    node.id = *id;
    if (members.find(item, "x") != nullptr && members.find(item, "y") != nullptr) {
      node.place =
          Point{members.number(item, "x", -1e6, 1e6, 0), members.number(item, "y", -1e6, 1e6, 0)};
    }
    node.pinned = members.flag(item, "pinned", false);
    node.hidden = members.flag(item, "hidden", false);
    node.folded = members.flag(item, "folded", false);
    nodes.push_back(node);
  }
  if (nodes.size() > kMostNodes) {
    members.fail("nodes", "at most " + std::to_string(kMostNodes) + " entities");
  }
  return nodes;
}

void read_paths(const Json* paths, Members& members, SavedView& view) {
  view.from = members.id(paths, "from");
  view.to = members.id(paths, "to");
  view.paths = members.count(paths, "k", 1, 20, 3);
  view.max_hops = members.count(paths, "max_hops", 1, 12, 6);
  const std::string by = members.text(paths, "by");
  const auto measure = parse_measure(by.empty() ? "hops" : by);
  if (!measure) members.fail("by", "hops, reliable or telling");
  view.measure = measure.value_or(Measure::Hops);
}

void read_quotes(const Json* quotes, Members& members, QuoteFilter& filter) {
  filter.speaker = members.id(quotes, "speaker");
  filter.about = members.id(quotes, "about");
  filter.place = members.id(quotes, "place");
  filter.text = members.text(quotes, "text");
  const std::string kind = members.text(quotes, "kind");
  if (kind.empty()) return;
  filter.kind = parse_quote_kind(kind);
  if (!filter.kind) members.fail("kind", "direct, indirect or mixed");
}

}  // namespace

Result<SavedView> parse_saved_view(std::string_view json, std::string_view item) {
  const auto parsed = parse_json(json, item, {4u << 20, 16});
  if (!parsed) return parsed.error();
  const Json& file = *parsed;
  Members members(item);
  if (!file.IsObject() || members.text(&file, "format") != kFormat) {
    return Error{ErrorCode::InvalidInput, std::string(item) +
                                              ": no saved view; one has \"format\": \"" +
                                              std::string(kFormat) + "\""};
  }
  SavedView view;
  view.name = members.text(&file, "name");
  const Json* from = members.object(&file, "view");
  if (const std::string tab = members.text(from, "tab"); !tab.empty()) view.tab = tab;
  const Json* focus = members.object(from, "focus");
  if (focus != nullptr && members.text(focus, "kind") == "entity") {
    view.focus = members.id(focus, "id");
  }
  const Json* filters = members.object(from, "filters");
  view.filter = read_filter(filters, members);
  for (const Json* outlet : members.list(filters, "outlets")) {
    view.outlets.push_back(members.text_of(*outlet, "outlets"));
  }
  view.nodes = read_nodes(from, members);
  read_paths(members.object(from, "paths"), members, view);
  read_quotes(members.object(from, "quotes"), members, view.quotes);
  if (!members.status()) return members.status().error();
  return view;
}

Result<PartQuestion> to_question(const SavedView& view) {
  PartQuestion question;
  question.filter = view.filter;
  if (view.tab == "quotes") {
    // The list of quotes heeds these filters alone.
    question.filter = {};
    question.filter.since = view.filter.since;
    question.filter.until = view.filter.until;
    question.filter.min_confidence = view.filter.min_confidence;
    question.part = GraphPart::Quotes;
    question.quotes = view.quotes;
    return question;
  }
  if (view.tab == "paths") {
    if (!view.from || !view.to) {
      return Error{ErrorCode::InvalidInput, "the view shows no path: it lacks one of the two ends"};
    }
    question.part = GraphPart::Paths;
    question.from = *view.from;
    question.to = *view.to;
    question.measure = view.measure;
    question.paths = view.paths;
    question.max_hops = view.max_hops;
    return question;
  }
  if (view.nodes.empty()) {
    return Error{ErrorCode::InvalidInput, "the view has no entities"};
  }
  question.part = GraphPart::Among;
  question.filter.types.clear();  // arrange() looks at them, as the focus is always allowed
  for (const ViewNode& node : view.nodes) question.entities.push_back(node.id);
  return question;
}

}  // namespace onrecord
