#include "app/name_option.h"

#include "server/resolve_name.h"

namespace onrecord {

Result<std::optional<EntityId>> find_named(const Store& store, const std::string& option,
                                           const std::string& name,
                                           std::optional<EntityType> type) {
  if (name.empty()) return std::optional<EntityId>();
  ResolveOptions resolve;
  resolve.type = type;
  const auto found = find_entity(store, name, resolve);
  if (found) return std::optional(*found);
  return Error{found.error().code, option + ": " + found.error().message};
}

Status read_named(const Store& store, const QuoteNames& names, QuoteFilter& filter) {
  const auto speaker = find_named(store, "--speaker", names.speaker);
  if (!speaker) return speaker.error();
  const auto about = find_named(store, "--about", names.about);
  if (!about) return about.error();
  const auto place = find_named(store, "--place", names.place, EntityType::Place);
  if (!place) return place.error();
  filter.speaker = *speaker;
  filter.about = *about;
  filter.place = *place;
  return {};
}

}  // namespace onrecord
