// A walk over the documents counts the pairs from some place of their order on. When there are more
// of them than memory is given, those that come last are dropped, and no pair from there on is
// counted any more; so at the end of the walk all pairs before that place are counted whole, and
// the next walk begins there. Nothing has to be known beforehand of how many pairs there are or how
// they are spread, and each walk but the last brings as many as are allowed.

#include "graph/store_pairs.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "graph/pair_count.h"
#include "graph/text_list.h"

namespace onrecord {
namespace {

using Pair = PairCount<EntityId>;
using Ends = std::pair<EntityId, EntityId>;

class PairWalk {
 public:
  /// from: the first pair that may be counted.
  PairWalk(const StorePairsOptions& options, const Ends& from)
      : document_pairs_(options.max_entities_in_sentence),
        most_(std::max<std::size_t>(options.most_at_once, 1)),
        most_fresh_(std::max<std::size_t>(most_ / 4, 1)),
        from_(from) {
    // All at once: to grow would need room for the old and the new. What is not used costs nothing.
    settled_.reserve(most_ + most_ / 2 + 1);
    fresh_.reserve(2 * most_fresh_);
  }

  void add(const MentionLine& line) {
    const auto number = static_cast<std::uint32_t>(documents_.size());
    bool counted = false;
    for (const Pair& pair : document_pairs_.of(line, number, known)) {
      if (pair.ends() < from_ || (end_ && pair.ends() >= *end_)) continue;
      fresh_.push_back(pair);
      counted = true;
    }
    if (counted) documents_.add(line.document);
    if (fresh_.size() > most_fresh_) settle();
  }

  void finish() {
    settle();
    fresh_ = {};
  }
  const std::vector<Pair>& pairs() const { return settled_; }
  std::string_view document(const Pair& pair) const { return documents_[pair.document]; }
  /// Where the next walk begins; nothing when all pairs were counted.
  const std::optional<Ends>& end() const { return end_; }

 private:
  static std::optional<EntityId> known(EntityId id) { return id; }

  void settle() {
    std::sort(fresh_.begin(), fresh_.end(), comes_before<EntityId>);
    const auto middle = static_cast<std::ptrdiff_t>(settled_.size());
    settled_.insert(settled_.end(), fresh_.begin(), fresh_.end());
    fresh_.clear();
    std::inplace_merge(settled_.begin(), settled_.begin() + middle, settled_.end(),
                       comes_before<EntityId>);
    unite_neighbours(settled_);
    if (settled_.size() > most_) {
      end_ = settled_[most_].ends();
      settled_.resize(most_);
    }
    forget_documents();
  }

  /// All but those that a pair was first seen in.
  void forget_documents() {
    constexpr auto kUnused = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> moved(documents_.size(), kUnused);
    for (const Pair& pair : settled_) moved[pair.document] = 0;
    TextList kept;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (moved[i] == kUnused) continue;
      moved[i] = static_cast<std::uint32_t>(kept.size());
      kept.add(documents_[i]);
    }
    for (Pair& pair : settled_) pair.document = moved[pair.document];
    documents_ = std::move(kept);
  }

  DocumentPairs<EntityId> document_pairs_;
  std::size_t most_, most_fresh_;
  Ends from_;
  std::optional<Ends> end_;
  TextList documents_;         // in the order of their ids, which is that of the walk
  std::vector<Pair> settled_;  // sorted, each pair once
  std::vector<Pair> fresh_;    // each pair of each document once
};

}  // namespace

Status for_each_pair(const StoreReading& reading, const StorePairsOptions& options,
                     const std::function<bool(const StorePair&)>& visit) {
  for (std::optional<Ends> from = Ends{}; from;) {
    PairWalk walk(options, *from);
    const Status read = reading.mentions({}, [&](const MentionLine& line) {
      if (!options.chosen || options.chosen(line.document)) walk.add(line);
      return true;
    });
    if (!read) return read;
    walk.finish();
    for (const Pair& pair : walk.pairs()) {
      const StorePair found{pair.a,
                            pair.b,
                            walk.document(pair),
                            pair.documents,
                            std::min<std::uint64_t>(pair.sentences, kMaxAmount),
                            date_of_code(pair.first),
                            date_of_code(pair.last)};
      if (!visit(found)) return {};
    }
    from = walk.end();
  }
  return {};
}

}  // namespace onrecord
