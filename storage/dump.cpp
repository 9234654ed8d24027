#include "storage/dump.h"

#include "storage/view.h"

namespace onrecord {

Status for_each_row(const Store& store,
                    const std::function<bool(Column, std::string_view, std::string_view)>& visit) {
  const View view(*store.state_);
  for (const Column column : all_columns()) {
    Cursor row = view.cursor(column);
    for (; row.valid(); row.next()) {
      if (!visit(column, row.key(), row.value())) return {};
    }
    if (Status status = row.status(); !status) return status;
  }
  return {};
}

}  // namespace onrecord
