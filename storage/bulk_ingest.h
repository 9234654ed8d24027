#pragma once

#include <vector>

#include "storage/bulk_merge.h"
#include "storage/engine.h"

namespace onrecord::bulk {

/// Takes all tables of all families into the store, at one moment; their files move there. While it
/// lasts a mark stands in the store's folder (storage/bulk_files.h). Fails: nothing more may be
/// written until the store is opened again. The caller is the one that writes.
Status take_in_tables(StoreState& state, const std::vector<Built>& all_built);

}  // namespace onrecord::bulk
