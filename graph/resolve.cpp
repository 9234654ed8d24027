#include "graph/resolve.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/kept_apart.h"
#include "graph/read_occurrences.h"

namespace onrecord {

namespace {

constexpr std::size_t kDocumentsNamed = 3;

struct Group {
  std::vector<std::uint32_t> members;  ///< occurrences, ascending
  EntityId id;
  EntityType type = EntityType::Person;  ///< of most members; ties: the lowest
};

/// Gives every cluster its id.
class Naming {
 public:
  Naming(const Occurrences& all, const Clusters& clusters) : all_(all) {
    std::unordered_map<std::uint32_t, std::size_t> group_of;
    for (std::uint32_t i = 0; i < clusters.of.size(); ++i) {
      const auto [known, fresh] = group_of.try_emplace(clusters.of[i], groups_.size());
      if (fresh) groups_.emplace_back();
      groups_[known->second].members.push_back(i);
      index_.push_back(static_cast<std::uint32_t>(known->second));
    }
  }

  void run(const std::vector<EntityId>& anchored) {
    for (Group& group : groups_) group.type = most_frequent_type(group);
    keep_anchors(anchored);
    std::vector<std::size_t> order(groups_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    // The largest chooses first; of equals the one that came first.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return groups_[a].members.size() > groups_[b].members.size();
    });
    for (const std::size_t i : order) {
      if (groups_[i].id == EntityId{}) groups_[i].id = choose(groups_[i]);
    }
  }

  EntityId id_of(std::uint32_t occurrence) const { return groups_[index_[occurrence]].id; }
  EntityType type_of(std::uint32_t occurrence) const { return groups_[index_[occurrence]].type; }
  const Group& group_of(std::uint32_t occurrence) const { return groups_[index_[occurrence]]; }
  std::size_t size() const { return groups_.size(); }

 private:
  EntityType most_frequent_type(const Group& group) const {
    std::map<EntityType, std::size_t> counts;
    for (const std::uint32_t member : group.members) ++counts[all_[member].type];
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  /// Extracted ids of a group that hash its type, the one of most occurrences first.
  std::vector<EntityId> ids_in(const Group& group) const {
    std::map<EntityId, std::size_t> counts;
    for (const std::uint32_t member : group.members) {
      if (all_[member].type == group.type) ++counts[all_[member].entity];
    }
    std::vector<EntityId> ids;
    ids.reserve(counts.size());
    for (const auto& [id, count] : counts) ids.push_back(id);
    std::stable_sort(ids.begin(), ids.end(),
                     [&](EntityId a, EntityId b) { return counts.at(a) > counts.at(b); });
    return ids;
  }

  void keep_anchors(const std::vector<EntityId>& anchored) {
    if (anchored.empty()) return;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> having;
    const std::unordered_set<EntityId> wanted(anchored.begin(), anchored.end());
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      std::set<EntityId> ids;
      for (const std::uint32_t member : groups_[i].members) {
        const Occurrence& one = all_[member];
        ids.insert(one.entity);
        ids.insert(make_parted_id(one.entity, all_.documents()[one.document]));
      }
      for (const EntityId id : ids) {
        if (wanted.contains(id)) having[id.value].push_back(i);
      }
    }
    for (const EntityId id : anchored) {
      const auto found = having.find(id.value);
      if (found == having.end() || !taken_.insert(id).second) continue;
      std::size_t best = groups_.size(), most = 0;
      for (const std::size_t i : found->second) {
        const std::size_t count = occurrences_of(id, groups_[i]);
        if (groups_[i].id == EntityId{} && (best == groups_.size() || count > most)) {
          best = i;
          most = count;
        }
      }
      if (best < groups_.size()) groups_[best].id = id;
    }
  }

  std::size_t occurrences_of(EntityId id, const Group& group) const {
    return static_cast<std::size_t>(
        std::count_if(group.members.begin(), group.members.end(),
                      [&](std::uint32_t member) { return all_[member].entity == id; }));
  }

  EntityId choose(const Group& group) {
    const std::vector<EntityId> ids = ids_in(group);
    for (const EntityId id : ids) {
      if (taken_.insert(id).second) return id;
    }
    // All its ids went to others of the same name.
    for (const std::uint32_t member : group.members) {
      const EntityId id =
          make_parted_id(all_[member].entity, all_.documents()[all_[member].document]);
      if (taken_.insert(id).second) return id;
    }
    return make_parted_id(ids.front(), {"parted"});
  }

  const Occurrences& all_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> index_;  // of the group, by occurrence
  std::unordered_set<EntityId> taken_;
};

class Resolver {
 public:
  Resolver(const Occurrences& all, const Clusters& clusters, const Naming& naming)
      : all_(all), clusters_(clusters), naming_(naming) {}

  Resolution run() {
    std::unordered_set<EntityId> extracted;
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      const Occurrence& one = all_[i];
      extracted.insert(one.entity);
      const EntityId id = naming_.id_of(i);
      if (id == one.entity) continue;
      const DocumentId& document = all_.documents()[one.document];
      std::vector<DocumentResolution>& list = resolution_.documents;
      if (list.empty() || list.back().document != document) list.push_back({document, {}});
      list.back().entities.push_back({one.entity, id, naming_.type_of(i)});
    }
    for (DocumentResolution& document : resolution_.documents) {
      std::sort(document.entities.begin(), document.entities.end());
    }
    resolution_.before = extracted.size();
    resolution_.after = naming_.size();
    add(Verdict::Doubtful, clusters_.doubtful);
    add(Verdict::Joined, clusters_.joined);
    add(Verdict::Parted, clusters_.parted);
    return std::move(resolution_);
  }

 private:
  void add(Verdict verdict, std::vector<Compared> list) {
    std::stable_sort(list.begin(), list.end(), [](const Compared& a, const Compared& b) {
      return a.probability > b.probability;
    });
    if (list.size() > kMostCandidates) list.resize(kMostCandidates);
    for (Compared& pair : list) {
      const bool one = naming_.id_of(pair.a) == naming_.id_of(pair.b);
      if (one != (verdict == Verdict::Joined)) continue;  // a later join has overtaken it
      Candidate candidate;
      candidate.verdict = verdict;
      candidate.type = all_[pair.a].type;
      if (!one && size(pair.a) < size(pair.b)) std::swap(pair.a, pair.b);
      candidate.a = naming_.id_of(pair.a);
      candidate.b = naming_.id_of(pair.b);
      candidate.a_name = name_of(pair.a);
      candidate.b_name = name_of(pair.b);
      candidate.a_documents = documents_of(pair.a, one);
      candidate.b_documents = documents_of(pair.b, one);
      candidate.probability = pair.probability;
      candidate.reasons = std::move(pair.reasons);
      resolution_.candidates.push_back(std::move(candidate));
    }
  }

  std::size_t size(std::uint32_t occurrence) const {
    return naming_.group_of(occurrence).members.size();
  }

  /// The fullest of its names there.
  std::string name_of(std::uint32_t occurrence) const {
    std::string longest;
    for (const Term term : all_.traits(occurrence, Trait::Names)) {
      const std::string& text = all_.terms().text(term);
      if (text.size() > longest.size() || (text.size() == longest.size() && text < longest)) {
        longest = text;
      }
    }
    return longest;
  }

  std::vector<DocumentId> documents_of(std::uint32_t occurrence, bool alone) const {
    if (alone) return {all_.documents()[all_[occurrence].document]};
    std::vector<DocumentId> documents;
    for (const std::uint32_t member : naming_.group_of(occurrence).members) {
      if (documents.size() == kDocumentsNamed) break;
      documents.push_back(all_.documents()[all_[member].document]);
    }
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    return documents;
  }

  const Occurrences& all_;
  const Clusters& clusters_;
  const Naming& naming_;
  Resolution resolution_;
};

/// Ids that decisions name, the earliest first, each once.
std::vector<EntityId> decided_ids(const std::vector<LoggedDecision>& log) {
  std::vector<EntityId> ids;
  std::unordered_set<EntityId> known;
  const auto add = [&](EntityId id) {
    if (known.insert(id).second) ids.push_back(id);
  };
  for (const LoggedDecision& logged : log) {
    if (logged.decision.result) add(logged.decision.result->id);
    for (const DecidedEntity& entity : logged.decision.entities) add(entity.id);
  }
  return ids;
}

}  // namespace

Resolution resolve(Occurrences all, const std::vector<EntityId>& anchored,
                   const ClusterOptions& options) {
  all.unite_terms(make_clusters(all, options).of);
  const Clusters clusters = make_clusters(all, options);
  Naming naming(all, clusters);
  naming.run(anchored);
  return Resolver(all, clusters, naming).run();
}

Result<Resolution> resolve(Store& store, const ClusterOptions& options) {
  const Result<std::vector<LoggedDecision>> log = store.decisions();
  if (!log) return log.error();
  Result<Occurrences> all = read_occurrences(store);
  if (!all) return all.error();
  ClusterOptions deciding = options;
  deciding.apart = occurrences_apart(*all, *log);
  Resolution resolution = resolve(std::move(*all), decided_ids(*log), deciding);
  const Result<std::uint64_t> written =
      store.set_resolution(resolution.documents, resolution.candidates);
  if (!written) return written.error();
  return resolution;
}

}  // namespace onrecord
