#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/journal.h"
#include "storage/problems.h"
#include "storage/view.h"

// Rows that follow from no document: nothing recomputes them.

namespace onrecord {

/// Whether a row is such a one.
bool is_given(Column column, std::string_view key);

/// The decisions: each row must be readable and none be missing between others, and all have
/// reached their documents. Nothing when they are not so, which is noted; no other row can be
/// judged then.
std::optional<Journal> check_decisions(const View& view, Problems& problems);

/// What resolution made of all documents together, row by row in order.
class CandidateCheck {
 public:
  void row(const Cursor& row, Problems& problems);

 private:
  std::uint64_t next_ = 0;
};

}  // namespace onrecord
