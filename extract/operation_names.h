#pragma once

#include <string>

#include "model/date.h"
#include "model/entity.h"

namespace onrecord {

/// "ICE" for U.S. Immigration and Customs Enforcement: the shortest acronym among the aliases,
/// else the name.
std::string short_name(const Entity& entity);

/// What an operation without a name is called: "Massachusetts operation (ICE, March 18–23)". Any
/// part may be empty: "Operation (ICE)", "Boston operation".
std::string operation_title(const std::string& place, const std::string& agency,
                            const DateRange& dates);

}  // namespace onrecord
