#pragma once

#include <string>
#include <vector>

#include "extract/entities.h"
#include "extract/operation_mentions.h"
#include "extract/operation_roles.h"
#include "extract/words.h"

namespace onrecord {

/// What one sentence tells of an operation; in text order, each entity once in a list.
struct SentenceFrame {
  std::vector<Role> conducted_by;
  std::vector<Role> announced_by;  ///< only told its results
  std::vector<Role> partners;
  std::vector<std::string> partner_groups;  ///< "local law enforcement agencies"
  std::vector<Role> places;
  std::vector<Role> targets;
};

/// Reads who, with whom, where and against whom from the sentence [first, end).
///
/// events: the mentions of operations in it, General ones left out.
/// tells_result: whether the sentence counts a result.
SentenceFrame read_frame(const Words& words, const DocumentEntities& entities, std::size_t first,
                         std::size_t end, const std::vector<EventMention>& events,
                         bool tells_result);

}  // namespace onrecord
