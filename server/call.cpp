#include "server/call.h"

#include <sstream>

namespace onrecord {
namespace {

constexpr std::chrono::seconds kSearchTime{5};
constexpr std::uint64_t kSearchSteps = 20'000'000;

}  // namespace

Result<EntityId> path_entity(const Call& call) {
  const auto id = parse_id<EntityId>(call.ids.at(0));
  if (id) return *id;
  return Error{ErrorCode::InvalidInput, "'" + call.ids.at(0) +
                                            "' is not an id of 16 hex digits; find ids by name "
                                            "with /api/v1/entities?q="};
}

namespace {

Result<EntityId> resolve(Call& call, const char* name, std::string_view text,
                         std::optional<EntityType> type = std::nullopt) {
  ResolveOptions options;
  options.type = type;
  auto resolution = resolve_name(call.store, text, options);
  if (!resolution) return resolution.error();
  if (resolution->entity) return *resolution->entity;
  Error error = to_error(*resolution, text);
  error.message = "parameter '" + std::string(name) + "': " + error.message;
  call.unresolved = std::move(*resolution);
  return error;
}

}  // namespace

Result<std::optional<EntityId>> param_entity(Call& call, const char* name,
                                             std::optional<EntityType> type) {
  const std::string text = call.params.text(name);
  if (text.empty()) return std::optional<EntityId>();
  const Result<EntityId> found = resolve(call, name, text, type);
  if (!found) return found.error();
  return std::optional(*found);
}

Result<EntityId> required_entity(Call& call, const char* name) {
  const auto id = param_entity(call, name);
  if (!id) return id.error();
  if (*id) return **id;
  return Error{ErrorCode::InvalidInput,
               "parameter '" + std::string(name) + "' is missing: a name or an id"};
}

Result<std::vector<EntityId>> param_entities(Call& call, const char* name) {
  std::vector<EntityId> found;
  std::istringstream words(call.params.text(name));
  for (std::string word; std::getline(words, word, ';');) {
    if (word.empty()) continue;
    const Result<EntityId> one = resolve(call, name, word);
    if (!one) return one.error();
    found.push_back(*one);
  }
  return found;
}

Result<QuoteFilter> param_quote_filter(Call& call) {
  QuoteFilter filter;
  const auto speaker = param_entity(call, "speaker");
  if (!speaker) return speaker.error();
  const auto about = param_entity(call, "about");
  if (!about) return about.error();
  const auto place = param_entity(call, "place", EntityType::Place);
  if (!place) return place.error();
  filter.speaker = *speaker;
  filter.about = *about;
  filter.place = *place;
  filter.kind = call.params.quote_kind("kind");
  filter.since = call.params.date("since");
  filter.until = call.params.date("until");
  filter.text = call.params.text("text");
  filter.min_confidence = call.params.fraction("min_confidence", 0.0);
  if (call.params.has("document")) filter.document = DocumentId{call.params.text("document")};
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  filter.chosen = chosen_documents(*outlets);
  if (!call.params.ok()) return call.params.error();
  return filter;
}

Error documents_not_read() {
  return {ErrorCode::Busy, "the list of documents is still being read; ask again"};
}

Result<std::shared_ptr<const OutletChoice>> param_outlets(Call& call) {
  std::vector<std::string> names;
  std::istringstream words(call.params.text("outlets"));
  for (std::string word; std::getline(words, word, ';');) {
    if (!word.empty()) names.push_back(word);
  }
  if (!names.empty() && call.documents == nullptr) return documents_not_read();
  auto chosen = choose_outlets(call.documents, std::move(names));
  if (chosen) return chosen;
  return Error{ErrorCode::InvalidInput, "parameter 'outlets': " + chosen.error().message};
}

Status narrow_to_outlets(Call& call) {
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  if (*outlets == nullptr) return {};
  auto graph = call.outlet_graphs->find(*outlets, call.graph->version(), search_limits(call));
  if (!graph) return graph.error();
  call.graph = std::move(*graph);
  return {};
}

SearchLimits search_limits(const Call& call) {
  SearchLimits limits;
  limits.max_steps = kSearchSteps;
  limits.deadline =
      std::min(std::chrono::steady_clock::now() + kSearchTime, call.request.life->deadline());
  limits.cancelled = &call.request.life->cancelled_flag();
  return limits;
}

}  // namespace onrecord
