#pragma once

#include <functional>
#include <string_view>

#include "storage/columns.h"
#include "storage/store.h"

namespace onrecord {

/// Every row of every column family, in the order of Column and of keys, over one state of the
/// store: what two stores with equal contents have byte for byte in common. For verify and tests.
Status for_each_row(
    const Store& store,
    const std::function<bool(Column, std::string_view key, std::string_view value)>& visit);

}  // namespace onrecord
