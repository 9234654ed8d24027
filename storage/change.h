#pragma once

#include <rocksdb/write_batch.h>

#include <span>

#include "storage/rows.h"
#include "storage/view.h"

namespace onrecord {

/// What turns the store in which documents gave `before` into the one in which they give `after`:
/// their own rows, the rows that they share with others, each read and written once, and the
/// totals, in order of families and keys.
///
/// view:   the store as it is, in which `before` stands.
/// before: one document's rows, when it is there; else none.
/// after:  the rows of the same document, or none when it goes; without a `before`, of any number
///         of documents that are not there yet, each once.
Result<rocksdb::WriteBatch> make_change(const View& view, std::span<const ContributionRows> before,
                                        std::span<const ContributionRows> after);

}  // namespace onrecord
