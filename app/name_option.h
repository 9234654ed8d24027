#pragma once

#include <optional>
#include <string>

#include "model/entity.h"
#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// The entity that an option names, of `type` where one is given; nothing for an empty name. The
/// error begins with the option ("--place: …") and is else that of find_entity.
Result<std::optional<EntityId>> find_named(const Store& store, const std::string& option,
                                           const std::string& name,
                                           std::optional<EntityType> type = std::nullopt);

/// As --speaker, --about and --place name them; an empty name asks for nobody.
struct QuoteNames {
  std::string speaker, about, place;
};

/// Puts who is named into the filter. The error is that of find_named.
Status read_named(const Store& store, const QuoteNames& names, QuoteFilter& filter);

}  // namespace onrecord
