#include "graph/clusters.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "model/ids.h"

namespace onrecord {

namespace {

constexpr std::size_t kMostOfOneId = 24;
constexpr std::size_t kSmallBlock = 40;
constexpr int kMostPasses = 3;  // each may know more than the one before

using Pair = std::pair<std::uint32_t, std::uint32_t>;

double probability_of(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

class Clusterer {
 public:
  Clusterer(const Occurrences& all, const ClusterOptions& options) : all_(all), options_(options) {
    result_.of.resize(all.size());
    std::iota(result_.of.begin(), result_.of.end(), 0u);
    for (const auto& [a, b] : options_.apart) {
      strangers_[a].insert(b);
      strangers_[b].insert(a);
    }
  }

  Clusters run() {
    by_id();
    for (const auto& [one, strangers] : strangers_) kept_apart_[find(one)].push_back(one);
    join_pass(true);
    for (int pass = 0; pass < kMostPasses && join_pass(false); ++pass) {
    }
    note_doubts();
    return std::move(result_);
  }

 private:
  struct Edge {
    double log_odds;
    bool same_name;
    std::uint32_t a, b;
  };

  std::uint32_t find(std::uint32_t one) {
    while (result_.of[one] != one) {
      result_.of[one] = result_.of[result_.of[one]];
      one = result_.of[one];
    }
    return one;
  }

  std::vector<std::uint32_t> roots() {
    std::vector<std::uint32_t> list;
    for (std::uint32_t i = 0; i < result_.of.size(); ++i) {
      if (find(i) == i) list.push_back(i);
    }
    return list;
  }

  /// Clusters of one occurrence are not kept: they are most, and they say all themselves.
  std::vector<std::uint32_t> members_of(std::uint32_t root) const {
    const auto known = members_.find(root);
    return known == members_.end() ? std::vector<std::uint32_t>{root} : known->second;
  }
  Profile profile_of(std::uint32_t root) const { return make_profile(all_, members_of(root)); }

  std::uint32_t unite(std::uint32_t a, std::uint32_t b) {
    if (b < a) std::swap(a, b);
    std::vector<std::uint32_t> both = members_of(a), more = members_of(b);
    both.insert(both.end(), more.begin(), more.end());
    std::sort(both.begin(), both.end());
    members_[a] = std::move(both);
    members_.erase(b);
    result_.of[b] = a;
    if (const auto moved = kept_apart_.extract(b)) {
      std::vector<std::uint32_t>& some = kept_apart_[a];
      some.insert(some.end(), moved.mapped().begin(), moved.mapped().end());
    }
    return a;
  }

  /// Whether one of these and one of those are surely two.
  bool are_two(const std::vector<std::uint32_t>& these,
               const std::vector<std::uint32_t>& those) const {
    return !strangers_.empty() && std::any_of(these.begin(), these.end(), [&](std::uint32_t one) {
      const auto known = strangers_.find(one);
      return known != strangers_.end() &&
             std::any_of(those.begin(), those.end(),
                         [&](std::uint32_t other) { return known->second.contains(other); });
    });
  }

  /// The same of two clusters, by their roots.
  bool are_two(std::uint32_t a, std::uint32_t b) const {
    const auto these = kept_apart_.find(a), those = kept_apart_.find(b);
    return these != kept_apart_.end() && those != kept_apart_.end() &&
           are_two(these->second, those->second);
  }

  /// Within each extracted id.
  void by_id() {
    std::vector<std::uint32_t> order(all_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return all_[a].entity < all_[b].entity;
    });
    for (std::size_t begin = 0; begin < order.size();) {
      std::size_t end = begin + 1;
      while (end < order.size() && all_[order[end]].entity == all_[order[begin]].entity) ++end;
      if (end - begin > 1)
        part({order.begin() + static_cast<std::ptrdiff_t>(begin),
              order.begin() + static_cast<std::ptrdiff_t>(end)});
      begin = end;
    }
  }

  void put_together(const std::vector<std::uint32_t>& some) {
    const std::uint32_t first = *std::min_element(some.begin(), some.end());
    for (const std::uint32_t one : some) result_.of[one] = first;
    std::vector<std::uint32_t> sorted = some;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() > 1) members_[first] = std::move(sorted);
  }

  void part(std::vector<std::uint32_t> same) {
    const EntityType type = all_[same.front()].type;
    if (!may_be_several(all_, make_profile(all_, {same.front()}), type) && !are_two(same, same)) {
      return put_together(same);
    }
    // The best known first, so that those of whom little is told find everybody there.
    std::stable_sort(same.begin(), same.end(), [&](std::uint32_t a, std::uint32_t b) {
      return all_.richness(a) > all_.richness(b);
    });
    std::vector<Profile> clusters;
    for (const std::uint32_t one : same) {
      const Profile alone = make_profile(all_, {one});
      std::size_t best = clusters.size();
      double highest = 0.0;
      for (std::size_t i = 0; i < clusters.size(); ++i) {
        if (are_two(alone.occurrences, clusters[i].occurrences)) continue;
        const std::optional<Likeness> likeness = compare(all_, alone, clusters[i], false);
        if (likeness && (best == clusters.size() || likeness->log_odds > highest)) {
          best = i;
          highest = likeness->log_odds;
        }
      }
      const bool full = clusters.size() >= kMostOfOneId && best < clusters.size();
      if (best < clusters.size() && (full || probability_of(highest) >= 0.5)) {
        std::vector<std::uint32_t> grown = clusters[best].occurrences;
        grown.push_back(one);
        if (grown.size() <= 64) {
          clusters[best] = make_profile(all_, std::move(grown));
        } else {  // more would tell little new
          clusters[best].occurrences.insert(std::lower_bound(clusters[best].occurrences.begin(),
                                                             clusters[best].occurrences.end(), one),
                                            one);
        }
      } else {
        clusters.push_back(alone);
      }
    }
    unite_parts(clusters);
    for (const Profile& cluster : clusters) put_together(cluster.occurrences);
    for (std::size_t i = 1; i < clusters.size(); ++i) {
      note(result_.parted, clusters.front().occurrences.front(), clusters[i].occurrences.front(),
           compare(all_, clusters.front(), clusters[i], true));
    }
  }

  /// What came first may have been too little to see that two are one.
  void unite_parts(std::vector<Profile>& clusters) const {
    for (bool changed = true; changed && clusters.size() > 1;) {
      changed = false;
      double highest = 0.0;
      std::size_t x = 0, y = 0;
      for (std::size_t i = 0; i < clusters.size(); ++i) {
        for (std::size_t j = i + 1; j < clusters.size(); ++j) {
          if (are_two(clusters[i].occurrences, clusters[j].occurrences)) continue;
          const std::optional<Likeness> likeness = compare(all_, clusters[i], clusters[j], false);
          if (likeness && likeness->probability() >= 0.5 && likeness->probability() > highest) {
            highest = likeness->probability();
            x = i;
            y = j;
            changed = true;
          }
        }
      }
      if (!changed) break;
      std::vector<std::uint32_t> both = clusters[x].occurrences;
      both.insert(both.end(), clusters[y].occurrences.begin(), clusters[y].occurrences.end());
      clusters[x] = make_profile(all_, std::move(both));
      clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(y));
    }
  }

  static void note(std::vector<Compared>& list, std::uint32_t a, std::uint32_t b,
                   const std::optional<Likeness>& likeness) {
    if (!likeness) {
      list.push_back({a, b, 0.0, {"against: the names cannot be one person's"}});
      return;
    }
    list.push_back({a, b, likeness->probability(), reasons_of(*likeness)});
  }

  /// Pairs of clusters that share a blocking key.
  std::vector<Pair> find_pairs() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    for (const std::uint32_t root : roots()) {
      const EntityType type = all_[root].type;
      for (const std::string& key : blocking_keys(all_, profile_of(root), type)) {
        const EntityType kind_of = type == EntityType::Organization ? EntityType::Agency : type;
        const char kind = static_cast<char>('0' + static_cast<int>(kind_of));
        keys.emplace_back(hash_bytes(kind + key), root);
      }
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Pair> found;
    for (std::size_t begin = 0; begin < keys.size();) {
      std::size_t end = begin + 1;
      while (end < keys.size() && keys[end].first == keys[begin].first) ++end;
      std::vector<std::uint32_t> block;
      for (std::size_t i = begin; i < end; ++i) block.push_back(keys[i].second);
      add_pairs(block, found);
      begin = end;
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  void add_pairs(const std::vector<std::uint32_t>& block, std::vector<Pair>& found) const {
    if (block.size() < 2) return;
    if (block.size() <= kSmallBlock) {
      for (std::size_t i = 0; i < block.size(); ++i) {
        for (std::size_t j = i + 1; j < block.size(); ++j) add_pair(block[i], block[j], found);
      }
      return;
    }
    std::vector<std::pair<Term, std::uint32_t>> having;
    for (const std::uint32_t root : block) {
      const Profile profile = profile_of(root);
      for (const Trait trait : {Trait::Names, Trait::Bodies, Trait::Neighbours, Trait::Figures}) {
        for (const Term term : profile[trait]) having.emplace_back(term, root);
      }
    }
    std::sort(having.begin(), having.end());
    having.erase(std::unique(having.begin(), having.end()), having.end());
    for (std::size_t begin = 0; begin < having.size();) {
      std::size_t end = begin + 1;
      while (end < having.size() && having[end].first == having[begin].first) ++end;
      for (std::size_t i = begin; end - begin <= kSmallBlock && i < end; ++i) {
        for (std::size_t j = i + 1; j < end; ++j) {
          add_pair(having[i].second, having[j].second, found);
        }
      }
      begin = end;
    }
  }

  void add_pair(std::uint32_t a, std::uint32_t b, std::vector<Pair>& found) const {
    found.emplace_back(std::min(a, b), std::max(a, b));
  }

  /// The likely pairs of clusters as they are now. What was compared before is compared again only
  /// where one of the two has grown.
  std::vector<Edge> edges() {
    if (first_edges_) {
      first_edges_ = false;
      compare_pairs(find_pairs());
    } else {
      compare_grown();
    }
    grown_.clear();
    std::vector<Edge> list = edges_;
    std::erase_if(list, [this](const Edge& edge) { return are_two(edge.a, edge.b); });
    std::stable_sort(list.begin(), list.end(), [](const Edge& x, const Edge& y) {
      return std::tuple(-x.log_odds, x.a, x.b) < std::tuple(-y.log_odds, y.a, y.b);
    });
    return list;
  }

  void compare_pairs(const std::vector<Pair>& pairs) {
    std::uint32_t last = 0;
    Profile first;
    for (const auto& [a, b] : pairs) {  // sorted by a
      if (first.occurrences.empty() || a != last) first = profile_of(a);
      last = a;
      const std::optional<Likeness> likeness = compare(all_, first, profile_of(b), false);
      if (likeness && likeness->probability() >= options_.doubt / 4) {
        edges_.push_back({likeness->log_odds, likeness->same_name, a, b});
      }
    }
  }

  void compare_grown() {
    std::vector<Edge> kept;
    std::vector<Pair> again;
    for (const Edge& edge : edges_) {
      const std::uint32_t a = find(edge.a), b = find(edge.b);
      if (a == b) continue;
      if (grown_.contains(a) || grown_.contains(b)) {
        again.emplace_back(std::min(a, b), std::max(a, b));
      } else {
        kept.push_back(edge);
      }
    }
    std::sort(again.begin(), again.end());
    again.erase(std::unique(again.begin(), again.end()), again.end());
    edges_ = std::move(kept);
    compare_pairs(again);
  }

  using EdgesOf = std::map<std::uint32_t, std::vector<Edge>>;

  static EdgesOf edges_of(const std::vector<Edge>& list) {
    EdgesOf of;
    for (const Edge& edge : list) {
      of[edge.a].push_back(edge);
      of[edge.b].push_back(edge);
    }
    return of;
  }

  static bool may_be_one(const EdgesOf& of, std::uint32_t a, std::uint32_t b) {
    const std::vector<Edge>& edges = of.at(a);
    return std::any_of(edges.begin(), edges.end(),
                       [&](const Edge& edge) { return edge.a == b || edge.b == b; });
  }

  /// "R. Roe" may be Robert or Ruth: the odds of each are shared with those of the other, unless
  /// the two may be one themselves.
  static double with_rivals(const Edge& edge, const EdgesOf& of) {
    double rivals = 0.0;
    for (const auto& [end, partner] : {Pair(edge.a, edge.b), Pair(edge.b, edge.a)}) {
      double sum = 0.0;
      for (const Edge& other : of.at(end)) {
        const std::uint32_t rival = other.a == end ? other.b : other.a;
        if (rival != partner && !may_be_one(of, rival, partner)) sum += std::exp(other.log_odds);
      }
      rivals = std::max(rivals, sum);
    }
    return edge.log_odds - std::log1p(rivals);
  }

  /// Returns whether any became one.
  bool join_pass(bool same_names) {
    bool joined = false;
    const std::vector<Edge> list = edges();
    const EdgesOf of = edges_of(list);
    for (const Edge& edge : list) {
      if (edge.same_name != same_names) continue;
      const double odds = same_names ? edge.log_odds : with_rivals(edge, of);
      if (probability_of(odds) < options_.join) continue;
      const std::uint32_t a = find(edge.a), b = find(edge.b);
      if (a == b || are_two(a, b)) continue;
      const std::optional<Likeness> now = compare(all_, profile_of(a), profile_of(b), true);
      if (!now || now->probability() < options_.join) continue;
      note(result_.joined, a, b, now);
      grown_.insert(unite(a, b));
      joined = true;
    }
    return joined;
  }

  void note_doubts() {
    const std::vector<Edge> list = edges();
    const EdgesOf of = edges_of(list);
    for (const Edge& edge : list) {
      const double odds = edge.same_name ? edge.log_odds : with_rivals(edge, of);
      if (probability_of(odds) < options_.doubt) continue;
      const auto likeness = compare(all_, profile_of(edge.a), profile_of(edge.b), true);
      result_.doubtful.push_back({edge.a, edge.b, probability_of(odds), reasons_of(*likeness)});
    }
    for (std::uint32_t i = 0; i < result_.of.size(); ++i) result_.of[i] = find(i);
  }

  const Occurrences& all_;
  const ClusterOptions options_;
  Clusters result_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> members_;  // never iterated
  std::map<std::uint32_t, std::set<std::uint32_t>> strangers_;  // by occurrence, either way round
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> kept_apart_;  // those, by root
  std::vector<Edge> edges_;
  std::unordered_set<std::uint32_t> grown_;  // clusters that joined since; never iterated
  bool first_edges_ = true;
};

}  // namespace

Clusters make_clusters(const Occurrences& all, const ClusterOptions& options) {
  return Clusterer(all, options).run();
}

}  // namespace onrecord
