#pragma once

#include <rocksdb/write_batch.h>

#include "storage/rows.h"
#include "storage/view.h"

namespace onrecord {

/// A document's part in the store at one moment: its rows, or none when it is not there.
struct DocumentRows {
  bool present = false;
  ContributionRows rows;
};

/// Fills `batch` with what turns the store in which the document gave `before` into the one in
/// which it gives `after`: its own rows, the rows that it shares, and the totals. On an error (a
/// row that cannot be read) the batch is of no use.
///
/// view: the store as it is, in which `before` stands.
Status make_change(const View& view, const DocumentId& document, const DocumentRows& before,
                   const DocumentRows& after, rocksdb::WriteBatch& batch);

}  // namespace onrecord
