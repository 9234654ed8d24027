// Leaders and followers: tellings are taken from the fullest to the shortest; each joins the
// leader it is most like, or leads a cluster of its own. Leaders are found by shingles: two of the
// telling words that are neighbours or have one between them, with speaker and date. "we will not
// close a single clinic" is found in "the agency would not close a single clinic this year" by
// (close, single), (close, clinic), (single, clinic). Not handled: the same in other words ("all
// clinics stay open"), and the words in another order.

#include "graph/quote_clusters.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "graph/quote_words.h"
#include "model/entity.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostCompared = 500;   // words of one quote
constexpr std::size_t kMostLeaders = 200;    // behind one shingle
constexpr std::size_t kMostCandidates = 24;  // compared word by word
constexpr std::size_t kNearWords = 5;        // from one telling word in common to the next
constexpr std::size_t kLeastWords = 3;       // in common, different, that tell something
constexpr std::size_t kWholeSentence = 6;    // words, of which all stand in the longer one
constexpr std::size_t kLeastWordsOfWhole = 2;
constexpr double kLeastShare = 0.6;         // of the shorter telling's weight
constexpr double kLeastShareUnnamed = 0.9;  // where no speaker tells two quotes apart

/// Days since 1970 on which it may have been said.
struct DayRange {
  std::int64_t first, last;
  bool exact() const { return first == last; }
};

DayRange days_of(const PartialDate& date) {
  using namespace std::chrono;
  constexpr std::int64_t kEver = 10'000'000;
  if (date.year == 0) return {-kEver, kEver};
  const auto day_of = [&](unsigned month, unsigned of_month) {
    const year_month_day day(year(date.year), std::chrono::month(month),
                             std::chrono::day(of_month));
    return static_cast<std::int64_t>(sys_days(day).time_since_epoch().count());
  };
  const unsigned first_month = date.month == 0 ? 1u : static_cast<unsigned>(date.month);
  const unsigned last_month = date.month == 0 ? 12u : static_cast<unsigned>(date.month);
  if (date.day != 0) {
    const std::int64_t day = day_of(first_month, static_cast<unsigned>(date.day));
    return {day, day};
  }
  const year_month_day_last end{year(date.year), month_day_last(std::chrono::month(last_month))};
  return {day_of(first_month, 1), sys_days(end).time_since_epoch().count()};
}

/// A telling with what comparing needs.
struct Compared {
  std::size_t index = 0;
  bool named = false;         // somebody is said to have said it
  std::uint64_t speaker = 0;  // hash of the entity or of the folded words
  DayRange days{0, 0};
  std::vector<QuoteWord> words;
  std::vector<std::uint64_t> shingles;  // sorted, no repeats
  std::int64_t weight = 0;
};

std::uint64_t hash_of(std::string_view kind, std::string_view rest) {
  return hash_bytes(std::string(kind) + '\0' + std::string(rest));
}

std::vector<std::uint64_t> shingles_of(const std::vector<QuoteWord>& words) {
  std::vector<std::string_view> telling;
  for (const QuoteWord& word : words) {
    if (word.tells && telling.size() < kMostCompared) telling.push_back(word.key);
  }
  std::vector<std::uint64_t> shingles;
  for (std::size_t i = 0; i < telling.size(); ++i) {
    for (std::size_t j = i + 1; j < telling.size() && j <= i + 2; ++j) {
      shingles.push_back(hash_of(telling[i], telling[j]));
    }
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

Compared to_compared(const QuoteTelling& telling, std::size_t index) {
  Compared out;
  out.index = index;
  out.speaker = telling.speaker ? hash_of("entity", to_string(*telling.speaker))
                                : hash_of("words", fold_for_search(telling.speaker_name));
  out.named = telling.speaker || !telling.speaker_name.empty();
  out.days = days_of(telling.date);
  out.words = to_quote_words(telling.content);
  out.shingles = shingles_of(out.words);
  const std::size_t size = std::min(out.words.size(), kMostCompared);
  for (std::size_t i = 0; i < size; ++i) out.weight += weight_of(out.words[i]);
  return out;
}

using WordPairs = std::vector<std::pair<std::size_t, std::size_t>>;

bool within(const WordPairs& pairs, std::size_t a, std::size_t b, std::size_t distance) {
  return pairs[b].first - pairs[a].first <= distance &&
         pairs[b].second - pairs[a].second <= distance;
}

/// Which pairs count: telling words near another one of them, function words beside any. What is
/// alone stands in both by chance, of which long contents give much.
std::vector<bool> counting(const WordPairs& pairs, const Compared& shorter) {
  std::vector<bool> counts(pairs.size(), false);
  std::optional<std::size_t> previous;  // telling
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i > 0 && within(pairs, i - 1, i, 1)) counts[i - 1] = counts[i] = true;
    if (!shorter.words[pairs[i].second].tells) continue;
    if (previous && within(pairs, *previous, i, kNearWords)) counts[*previous] = counts[i] = true;
    previous = i;
  }
  return counts;
}

bool is_name(const QuoteWord& a, const QuoteWord& b) {
  return a.capital && b.capital && (a.name || b.name);
}

/// How much of the shorter of two tellings stands in the longer one, in [0, 1]; 0 when that is too
/// little to tell a quote by.
double likeness(const Compared& longer, const Compared& shorter) {
  const WordPairs pairs = align_words(longer.words, shorter.words, kMostCompared);
  const std::vector<bool> counts = counting(pairs, shorter);
  std::set<std::string_view> telling;
  std::int64_t common = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!counts[i]) continue;
    const QuoteWord& word = shorter.words[pairs[i].second];
    if (word.tells && !is_name(word, longer.words[pairs[i].first])) telling.insert(word.key);
    common += weight_of(word);
  }
  if (shorter.weight == 0) return 0.0;
  const bool whole = common == shorter.weight && shorter.words.size() >= kWholeSentence;
  if (telling.size() < (whole ? kLeastWordsOfWhole : kLeastWords)) return 0.0;
  const double share = static_cast<double>(common) / static_cast<double>(shorter.weight);
  return share < (shorter.named ? kLeastShare : kLeastShareUnnamed) ? 0.0 : share;
}

/// Leaders by shingle, speaker and time.
class LeaderIndex {
 public:
  explicit LeaderIndex(int days) : days_(std::max(days, 0)) {}

  void add(const Compared& leader, std::size_t number) {
    for (const std::uint64_t shingle : leader.shingles) {
      post(key(leader, shingle, leader.days.exact() ? bucket_of(leader.days) : kVague), number);
      post(key(leader, shingle, kAny), number);
    }
  }

  /// Numbers of the leaders that share most shingles with it, most first, then by number.
  std::vector<std::size_t> find(const Compared& telling) const {
    std::unordered_map<std::size_t, std::size_t> shared;
    for (const std::uint64_t shingle : telling.shingles) {
      for (const std::int64_t bucket : buckets_near(telling.days)) {
        const auto found = leaders_.find(key(telling, shingle, bucket));
        if (found == leaders_.end()) continue;
        for (const std::size_t number : found->second) ++shared[number];
      }
    }
    std::vector<std::pair<std::size_t, std::size_t>> ranked(shared.begin(), shared.end());
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return std::tuple(b.second, a.first) < std::tuple(a.second, b.first);
    });
    std::vector<std::size_t> numbers;
    for (const auto& [number, count] : ranked) {
      if (numbers.size() == kMostCandidates) break;
      numbers.push_back(number);
    }
    return numbers;
  }

  bool near(const DayRange& a, const DayRange& b) const {
    return a.first - b.last <= days_ && b.first - a.last <= days_;
  }

 private:
  static constexpr std::int64_t kVague = 1'000'000'000;  // those without an exact day
  static constexpr std::int64_t kAny = kVague + 1;       // all

  std::int64_t bucket_of(const DayRange& days) const {
    const std::int64_t width = days_ + 1;
    return days.first >= 0 ? days.first / width : -((-days.first + width - 1) / width);
  }
  std::vector<std::int64_t> buckets_near(const DayRange& days) const {
    if (!days.exact()) return {kAny};
    const std::int64_t bucket = bucket_of(days);
    return {bucket - 1, bucket, bucket + 1, kVague};
  }
  static std::uint64_t key(const Compared& of, std::uint64_t shingle, std::int64_t bucket) {
    const std::uint64_t parts[] = {of.speaker, shingle, static_cast<std::uint64_t>(bucket)};
    return hash_bytes({reinterpret_cast<const char*>(parts), sizeof parts});
  }
  void post(std::uint64_t key, std::size_t number) {
    std::vector<std::size_t>& numbers = leaders_[key];
    if (numbers.size() < kMostLeaders) numbers.push_back(number);
  }

  std::int64_t days_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> leaders_;
};

auto order_of(const QuoteTelling& telling) {
  return std::tie(telling.date, telling.document, telling.at, telling.id);
}

}  // namespace

std::vector<QuoteCluster> cluster_quotes(std::span<const QuoteTelling> tellings,
                                         const QuoteClusterOptions& options) {
  std::vector<Compared> all;
  all.reserve(tellings.size());
  for (std::size_t i = 0; i < tellings.size(); ++i) all.push_back(to_compared(tellings[i], i));
  std::sort(all.begin(), all.end(), [&](const Compared& a, const Compared& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return order_of(tellings[a.index]) < order_of(tellings[b.index]);
  });

  LeaderIndex leaders(options.days);
  std::vector<QuoteCluster> clusters;
  std::vector<std::size_t> led_by;  // number of a cluster -> its leader in `all`
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::optional<std::size_t> joined;
    double best = 0.0;
    for (const std::size_t number : leaders.find(all[i])) {
      const Compared& leader = all[led_by[number]];
      if (!leaders.near(leader.days, all[i].days)) continue;
      const double like = likeness(leader, all[i]);
      if (like > best) {
        best = like;
        joined = number;
      }
    }
    if (joined) {
      clusters[*joined].tellings.push_back(all[i].index);
      continue;
    }
    leaders.add(all[i], clusters.size());
    clusters.push_back({all[i].index, {all[i].index}});
    led_by.push_back(i);
  }

  const auto earlier = [&](std::size_t a, std::size_t b) {
    return order_of(tellings[a]) < order_of(tellings[b]);
  };
  for (QuoteCluster& cluster : clusters) {
    std::sort(cluster.tellings.begin(), cluster.tellings.end(), earlier);
  }
  std::sort(clusters.begin(), clusters.end(), [&](const QuoteCluster& a, const QuoteCluster& b) {
    return earlier(a.tellings.front(), b.tellings.front());
  });
  return clusters;
}

}  // namespace onrecord
