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

}  // namespace onrecord
