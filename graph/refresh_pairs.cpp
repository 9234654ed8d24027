// New documents only add: their pairs are counted on top of what the old snapshot has. A document
// that was replaced or removed may take away, and what it gave before is not known any more: the
// pairs that it can have touched (of entities that it mentions, or mentioned until now) are counted
// anew in all documents that mention both.

#include "graph/refresh_pairs.h"

#include <algorithm>
#include <set>

namespace onrecord {

namespace {

constexpr std::size_t kFewDocuments = 2000;

using EntityPair = std::pair<EntityId, EntityId>;

bool has_document(const Snapshot& snapshot, const DocumentId& id) {
  const TextList& documents = snapshot.documents();
  std::size_t low = 0, high = documents.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (documents[middle] < id.value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < documents.size() && documents[low] == id.value;
}

class PairRefresh {
 public:
  PairRefresh(const Snapshot& old, const Store& store, const StoreChanges& changes,
              const SnapshotOptions& options,
              const std::function<std::optional<NodeIndex>(EntityId)>& find)
      : old_(old), store_(store), changes_(changes), options_(options), find_(find) {}

  Result<std::optional<PairChanges>> run() {
    if (const Status sorted = sort_documents(); !sorted) return sorted.error();
    list_documents();
    for (const DocumentId& id : changed_) {
      if (const Status noted = note_touched(id); !noted) return noted.error();
    }
    const Result<bool> found = find_readable();
    if (!found) return found.error();
    if (!*found) return std::optional<PairChanges>();
    Result<std::vector<CoPair>> recounted = count({to_read_.begin(), to_read_.end()});
    if (!recounted) return recounted.error();
    Result<std::vector<CoPair>> added = count(new_);
    if (!added) return added.error();
    std::set<std::pair<NodeIndex, NodeIndex>> missing = touched_nodes();
    for (const CoPair& pair : *recounted) {
      if (missing.erase({pair.a, pair.b}) > 0) result_.replaced.push_back(pair);
    }
    const std::set<std::pair<NodeIndex, NodeIndex>> touched = touched_nodes();
    result_.gone.assign(missing.begin(), missing.end());
    for (const CoPair& pair : *added) {
      if (!touched.contains({pair.a, pair.b})) result_.added.push_back(pair);
    }
    return std::optional(std::move(result_));
  }

 private:
  /// Changed ones by whether the old snapshot and the store have them.
  Status sort_documents() {
    for (const DocumentId& id : changes_.documents) {
      const Result<std::optional<Document>> document = store_.document(id);
      if (!document) return document.error();
      const bool was = has_document(old_, id);
      if (was) changed_.push_back(id);
      if (was && !*document) removed_.push_back(id);
      if (!was && *document) new_.push_back(id);
    }
    return {};
  }

  void list_documents() {
    auto next = new_.begin();
    for (std::size_t i = 0; i < old_.documents().size(); ++i) {
      const std::string_view id = old_.documents()[i];
      for (; next != new_.end() && next->value < id; ++next)
        result_.documents.push_back(next->value);
      if (!std::binary_search(removed_.begin(), removed_.end(), DocumentId{std::string(id)})) {
        result_.documents.emplace_back(id);
      }
    }
    for (; next != new_.end(); ++next) result_.documents.push_back(next->value);
  }

  /// The pairs that a document which was there before may have touched.
  Status note_touched(const DocumentId& id) {
    std::vector<EntityId> entities;
    const Result<std::optional<Extraction>> extraction = store_.extraction(id);
    if (!extraction) return extraction.error();
    if (*extraction) {
      for (const EntityRecord& record : (*extraction)->entities) {
        if (!record.mentions.empty()) entities.push_back(record.entity.id);
      }
    }
    const auto from = std::lower_bound(changes_.mentions_gone.begin(), changes_.mentions_gone.end(),
                                       std::pair(id, EntityId{0}));
    for (auto gone = from; gone != changes_.mentions_gone.end() && gone->first == id; ++gone) {
      entities.push_back(gone->second);
    }
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    for (std::size_t i = 0; i < entities.size(); ++i) {
      for (std::size_t j = i + 1; j < entities.size(); ++j) {
        touched_.insert({entities[i], entities[j]});
      }
    }
    return {};
  }

  /// The documents that mention both of a touched pair. False when they are too many.
  Result<bool> find_readable() {
    const std::size_t most = kFewDocuments + old_.documents().size() / 20;
    for (const auto& [a, b] : touched_) {
      Result<std::vector<DocumentId>> both = store_.mentioning_both(a, b, {}, most + 1);
      if (!both) return both.error();
      to_read_.insert(both->begin(), both->end());
      if (to_read_.size() > most) return false;
    }
    return true;
  }

  /// The pairs of some documents; `document` counts in the new list.
  Result<std::vector<CoPair>> count(const std::vector<DocumentId>& ids) {
    std::vector<CoMentions> collected(1, CoMentions(options_.max_entities_in_sentence));
    for (const DocumentId& id : ids) {
      const Result<std::optional<Document>> document = store_.document(id);
      if (!document) return document.error();
      const Result<std::optional<Extraction>> extraction = store_.extraction(id);
      if (!extraction) return extraction.error();
      if (!*document || !*extraction) continue;
      MentionLine line{id.value, (*document)->published, (*extraction)->sentences, {}};
      for (const EntityRecord& record : (*extraction)->entities) {
        if (!record.mentions.empty()) line.entities.push_back({record.entity.id, record.mentions});
      }
      collected[0].add(line, find_);
    }
    const TextList read = collected[0].documents();
    std::vector<CoPair> pairs = CoMentions::unite(std::move(collected));
    for (CoPair& pair : pairs) {
      const auto at =
          std::lower_bound(result_.documents.begin(), result_.documents.end(), read[pair.document]);
      pair.document = static_cast<std::uint32_t>(at - result_.documents.begin());
    }
    return pairs;
  }

  std::set<std::pair<NodeIndex, NodeIndex>> touched_nodes() const {
    std::set<std::pair<NodeIndex, NodeIndex>> nodes;
    for (const auto& [a, b] : touched_) {
      const auto one = find_(a), other = find_(b);
      if (one && other) nodes.insert(std::minmax(*one, *other));
    }
    return nodes;
  }

  const Snapshot& old_;
  const Store& store_;
  const StoreChanges& changes_;
  const SnapshotOptions& options_;
  const std::function<std::optional<NodeIndex>(EntityId)>& find_;
  std::vector<DocumentId> changed_, removed_, new_;
  std::set<EntityPair> touched_;
  std::set<DocumentId> to_read_;
  PairChanges result_;
};

}  // namespace

Result<std::optional<PairChanges>> find_pair_changes(
    const Snapshot& old, const Store& store, const StoreChanges& changes,
    const SnapshotOptions& options, const std::function<std::optional<NodeIndex>(EntityId)>& find) {
  return PairRefresh(old, store, changes, options, find).run();
}

}  // namespace onrecord
