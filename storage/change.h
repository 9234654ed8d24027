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

/// Rows that documents share, as a batch in the making leaves them: several documents of one batch
/// change each of them on top of what the one before made of it. One read and one write each.
class SharedRows {
 public:
  explicit SharedRows(const View& view) : view_(view) {}

  Result<std::optional<std::string>> get(Column column, const std::string& key) const;
  void put(Column column, const std::string& key, std::string value);
  void erase(Column column, const std::string& key);
  /// Puts all that was set into the batch.
  Status add_to(rocksdb::WriteBatch& batch) const;

 private:
  const View& view_;
  struct Row {
    bool there = false;
    std::string value;
  };
  std::map<RowKey, Row> rows_;
};

/// Fills `batch` with what turns the store in which the document gave `before` into the one in
/// which it gives `after`: its own rows, the rows that it shares, and the totals. On an error (a
/// row that cannot be read) the batch is of no use.
///
/// view:   the store as it is, in which `before` stands.
/// shared: takes the rows that documents share; add_to puts them into the batch. A document that
///         has a `before` must be the only one of its batch: where it leaves a date open, the
///         evidence that others gave is read from the view.
Status make_change(const View& view, const DocumentId& document, const DocumentRows& before,
                   const DocumentRows& after, SharedRows& shared, rocksdb::WriteBatch& batch);

}  // namespace onrecord
