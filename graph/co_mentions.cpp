#include "graph/co_mentions.h"

#include <algorithm>

namespace onrecord {

namespace {

constexpr std::size_t kFewestFresh = 1u << 16;

}  // namespace

void CoMentions::take(const std::vector<CoPair>& pairs) {
  fresh_.insert(fresh_.end(), pairs.begin(), pairs.end());
  if (fresh_.size() > std::max(kFewestFresh, settled_.size())) settle();
}

void CoMentions::settle() {
  settled_.insert(settled_.end(), fresh_.begin(), fresh_.end());
  fresh_.clear();
  combine(settled_);
}

std::vector<CoPair> CoMentions::unite(std::vector<CoMentions> parts) {
  std::vector<CoPair> all;
  std::uint32_t documents = 0;
  for (CoMentions& part : parts) {
    part.settle();
    for (CoPair& pair : part.settled_) pair.document += documents;
    documents += static_cast<std::uint32_t>(part.documents_.size());
    if (all.empty()) {
      all = std::move(part.settled_);
    } else {
      all.insert(all.end(), part.settled_.begin(), part.settled_.end());
      part.settled_ = {};
    }
  }
  combine(all);
  return all;
}

}  // namespace onrecord
