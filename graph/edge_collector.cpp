#include "graph/edge_collector.h"

#include "storage/reading.h"

namespace onrecord {

EdgeCollector::EdgeCollector(const Snapshot& old) {
  for (const Qualifiers& set : old.qualifier_sets()) {
    qualifiers_.push_back(stored_form(set));
    set_of_.emplace(qualifiers_.back(), static_cast<std::uint32_t>(qualifiers_.size() - 1));
  }
  if (!qualifiers_.empty()) last_set_ = qualifiers_.front();
  for (const auto& [first, last] : old.times()) time_of(date_code(first), date_code(last));
}

void EdgeCollector::carry_over(NodeIndex source, NodeIndex target, const PackedEdge& packed,
                               std::uint64_t support) {
  add(source, target, packed, support);
}

std::uint32_t EdgeCollector::time_of(std::uint32_t first, std::uint32_t last) {
  const std::uint64_t time = std::uint64_t{first} << 32 | last;
  const auto [found, is_new] =
      place_of_time_.try_emplace(time, static_cast<std::uint32_t>(times_.size()));
  if (is_new) times_.push_back(time);
  return found->second;
}

void EdgeCollector::add(NodeIndex source, NodeIndex target, const PackedEdge& packed,
                        std::uint64_t support) {
  edges_.push_back({source, target, packed});
  if (support >= kMany) many_.push_back({source, target, packed.kind, support});
}

void EdgeCollector::add_statement(NodeIndex source, NodeIndex target, Predicate predicate,
                                  std::string_view qualifiers, std::uint64_t support,
                                  double confidence, const PartialDate& first,
                                  const PartialDate& last) {
  if (source == target) return;
  if (qualifiers_.empty() || qualifiers != last_set_) {
    last_set_ = qualifiers;
    const auto [found, is_new] =
        set_of_.try_emplace(last_set_, static_cast<std::uint32_t>(qualifiers_.size()));
    if (is_new) qualifiers_.push_back(last_set_);
    last_set_index_ = found->second;
  }
  const PackedEdge packed{make_kind(predicate, last_set_index_),
                          time_of(date_code(first), date_code(last)),
                          make_weight(doubt_of(confidence), support)};
  add(source, target, packed, support);
}

void EdgeCollector::add_pair(NodeIndex a, NodeIndex b, std::uint32_t document,
                             std::uint64_t sentences, std::uint64_t support,
                             std::uint32_t first_date, std::uint32_t last_date) {
  if (a == b) return;
  const PackedEdge packed{make_kind(Predicate::CoMentioned, document),
                          time_of(first_date, last_date), make_weight(sentences, support)};
  add(std::min(a, b), std::max(a, b), packed, support);
}

}  // namespace onrecord
