#include "graph/co_mentions.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace onrecord {

namespace {

constexpr std::size_t kFewestFresh = 1u << 16;

auto ends_of(const CoPair& pair) { return std::pair(pair.a, pair.b); }

/// Sorts, and makes one of those of the same ends.
void combine(std::vector<CoPair>& pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const CoPair& a, const CoPair& b) {
    return std::tuple(a.a, a.b, a.document) < std::tuple(b.a, b.b, b.document);
  });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (kept == 0 || ends_of(pairs[kept - 1]) != ends_of(pairs[i])) {
      pairs[kept++] = pairs[i];
      continue;
    }
    pairs[kept - 1] = united(pairs[kept - 1], pairs[i]);
  }
  pairs.resize(kept);
}

}  // namespace

CoPair united(const CoPair& a, const CoPair& b) {
  CoPair both = a;
  both.document = std::min(a.document, b.document);
  both.documents += b.documents;
  both.sentences += b.sentences;
  both.last = std::max(a.last, b.last);
  // 0 is no date: it is not the earlier one.
  if (a.first == 0 || (b.first != 0 && b.first < a.first)) both.first = b.first;
  return both;
}

void CoMentions::take_document(const MentionLine& line) {
  const auto document = static_cast<std::uint32_t>(documents_.size());
  documents_.add(line.document);
  const std::uint32_t date = date_code(line.published);
  std::vector<CoPair> pairs;
  sentence_pairs_.visit(line.sentences, max_entities_, [&](const auto& a, const auto& b) {
    pairs.push_back({a.name, b.name, document, date, date, 1, 1});
  });
  combine(pairs);
  for (CoPair& pair : pairs) pair.documents = 1;
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
