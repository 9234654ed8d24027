#pragma once

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "model/span.h"

namespace onrecord {

/// Finds which names stand together in one sentence. Name: what a mention refers to, with an order.
///
/// A pair counts once a sentence, with the first two of its mentions that stand apart: a name
/// within a name ("ERO Boston", "Boston") is none. Of each name only the first few mentions of a
/// sentence are looked at: a "sentence" of a broken document may repeat it a million times.
template <typename Name>
class SentencePairs {
 public:
  struct Standing {
    Span span;
    Name name;
  };

  void add(const Span& span, const Name& name) { standings_.push_back({span, name}); }

  /// Calls visit(a, b) for each pair of each sentence, a's name before b's; and forgets what was
  /// added. sentences: in text order. One that has more names than `max_names` is a list, and says
  /// nothing of any two.
  template <typename Visit>
  void visit(const Spans& sentences, std::size_t max_names, Visit visit) {
    const auto order = [](const Standing& s) { return std::tie(s.span, s.name); };
    std::sort(standings_.begin(), standings_.end(),
              [&](const Standing& a, const Standing& b) { return order(a) < order(b); });
    auto next = standings_.begin();
    for (const Span& sentence : sentences) {
      while (next != standings_.end() && next->span.begin < sentence.begin) ++next;
      const auto begin = next;
      while (next != standings_.end() && next->span.begin < sentence.end) ++next;
      if (next - begin >= 2) visit_sentence(&*begin, &*begin + (next - begin), max_names, visit);
    }
    standings_.clear();
  }

 private:
  static constexpr std::size_t kMentionsLookedAt = 4;

  template <typename Visit>
  void visit_sentence(const Standing* begin, const Standing* end, std::size_t max_names,
                      Visit& visit) {
    names_.clear();
    for (const Standing* s = begin; s != end; ++s) names_.push_back(s->name);
    std::sort(names_.begin(), names_.end());
    names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    if (names_.size() < 2 || names_.size() > max_names) return;
    keep_first(begin, end);
    done_.clear();
    for (std::size_t i = 0; i < first_.size(); ++i) {
      for (std::size_t j = i + 1; j < first_.size(); ++j) {
        const Standing& a = first_[i];
        const Standing& b = first_[j];
        if (a.name == b.name || a.span.overlaps(b.span)) continue;
        const bool in_order = a.name < b.name;
        const std::pair pair(in_order ? a.name : b.name, in_order ? b.name : a.name);
        if (std::find(done_.begin(), done_.end(), pair) != done_.end()) continue;
        done_.push_back(pair);
        visit(in_order ? a : b, in_order ? b : a);
      }
    }
  }

  void keep_first(const Standing* begin, const Standing* end) {
    first_.clear();
    seen_.assign(names_.size(), 0);
    for (const Standing* s = begin; s != end; ++s) {
      const auto at = std::lower_bound(names_.begin(), names_.end(), s->name) - names_.begin();
      if (seen_[static_cast<std::size_t>(at)]++ < kMentionsLookedAt) first_.push_back(*s);
    }
  }

  std::vector<Standing> standings_, first_;
  std::vector<Name> names_;
  std::vector<std::size_t> seen_;
  std::vector<std::pair<Name, Name>> done_;
};

}  // namespace onrecord
