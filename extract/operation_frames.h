#pragma once

#include <string>
#include <vector>

#include "extract/entities.h"
#include "extract/operation_mentions.h"
#include "extract/words.h"

namespace onrecord {

/// What one sentence tells of an operation; indices of entities, in text order, no repeats.
struct SentenceFrame {
  std::vector<std::size_t> conducted_by;
  std::vector<std::size_t> announced_by;  ///< only told its results
  std::vector<std::size_t> partners;
  std::vector<std::string> partner_groups;  ///< "local law enforcement agencies"
  std::vector<std::size_t> places;
  std::vector<std::size_t> targets;
};

/// Reads who, with whom, where and against whom from the sentence [first, end).
///
/// events: the mentions of operations in it, General ones left out.
/// tells_result: whether the sentence counts a result.
SentenceFrame read_frame(const Words& words, const DocumentEntities& entities, std::size_t first,
                         std::size_t end, const std::vector<EventMention>& events,
                         bool tells_result);

}  // namespace onrecord
