#pragma once

#include <memory>
#include <string>
#include <vector>

#include "server/outlet_graphs.h"

namespace onrecord {

/// The outlets that an option names; null without names. The error of an unknown one lists those
/// that there are.
Result<std::shared_ptr<const OutletChoice>> find_outlets(const Store& store,
                                                         const std::vector<std::string>& names,
                                                         const std::string& option = "--outlet");

}  // namespace onrecord
