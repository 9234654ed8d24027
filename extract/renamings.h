#pragma once

#include <cstddef>
#include <vector>

#include "extract/entities.h"
#include "extract/words.h"

namespace onrecord {

/// Two names that the text says are one's: what it was called, and what it is called now.
struct Renaming {
  std::size_t former, current;  ///< indices into the names given
};

/// From phrases that stand between two names of one type in a sentence: "X, formerly the Y",
/// "Y, now known as X", "Y was renamed X", "X (née Y)", "X, also known as Y". In text order.
std::vector<Renaming> find_renamings(const Words& words, const std::vector<NameMention>& names);

}  // namespace onrecord
