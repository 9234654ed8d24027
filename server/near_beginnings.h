#pragma once

#include <string_view>
#include <vector>

#include "server/name_table.h"

namespace onrecord {

/// Places where the text begins nearly as wanted.
struct NearRange {
  NameTable::Range places;
  unsigned errors = 0;  ///< letters left out, put in, replaced, or two swapped
};

/// Finds where a name, or one from a later word on, begins with `folded` but for at most
/// `most_errors` (0 to 2). A range may lie within another one of more errors. Ranges come in an
/// order that only the table decides. Of more than 64 characters nothing is found; in a table of
/// very many names the search ends after a bounded number of steps, the same ones every time.
std::vector<NearRange> find_near_beginnings(const NameTable& table, std::string_view folded,
                                            unsigned most_errors);

}  // namespace onrecord
