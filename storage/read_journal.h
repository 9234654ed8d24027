#pragma once

#include <vector>

#include "storage/journal.h"
#include "storage/view.h"

namespace onrecord {

/// All decisions of the store. Corrupt names the row: one that is missing between others, that is
/// cut or altered.
Result<Journal> read_journal(const View& view);

/// The documents that a decision has yet to reach, because its writer was cut short.
Result<std::vector<DocumentId>> read_pending(const View& view);

}  // namespace onrecord
