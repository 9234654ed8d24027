#include "graph/link_evidence.h"

#include <algorithm>
#include <tuple>

#include "graph/edge_evidence.h"
#include "graph/view.h"

namespace onrecord {

namespace {

constexpr std::size_t kMostSentencesTogether = 1000;

using Order = std::tuple<bool, const PartialDate&, const DocumentId&, const Spans&, Predicate,
                         LinkDirection, const std::optional<StatementId>&>;

Order order_of(const LinkEvidence& one) {
  const Evidence& evidence = one.evidence;
  return {evidence.date.year == 0, evidence.date, evidence.document, evidence.spans,
          one.predicate,           one.direction, one.statement};
}

void sort_by_date(std::vector<LinkEvidence>& found) {
  std::stable_sort(found.begin(), found.end(), [](const LinkEvidence& a, const LinkEvidence& b) {
    return order_of(a) < order_of(b);
  });
}

bool in_window(const Evidence& evidence, const PartialDate& since, const PartialDate& until) {
  if (since.empty() && until.empty()) return true;
  return evidence.date.year != 0 && may_lie_within(evidence.date, since, until);
}

/// One for each place that `from` tells of.
void add(const LinkEvidence& what, std::vector<Evidence> from, const PartialDate& since,
         const PartialDate& until, std::vector<LinkEvidence>& found) {
  for (Evidence& evidence : from) {
    if (!in_window(evidence, since, until)) continue;
    found.push_back(what);
    found.back().evidence = std::move(evidence);
  }
}

}  // namespace

Result<std::vector<LinkEvidence>> evidence_between(const Snapshot& snapshot, const Store& store,
                                                   EntityId from, EntityId to,
                                                   const GraphFilter& filter,
                                                   const SearchLimits& limits) {
  if (const Status checked = check_filter(filter); !checked) return checked.error();
  const std::optional<NodeIndex> a = snapshot.find(from), b = snapshot.find(to);
  if (!a || !b) {
    return Error{ErrorCode::NotFound, "entity " + to_string(a ? to : from) + ": not in the graph"};
  }
  const GraphView view(snapshot, filter, {*a, *b});
  const NodeIndex rarer = snapshot.degree(*a) <= snapshot.degree(*b) ? *a : *b;
  const NodeIndex other = rarer == *a ? *b : *a;
  std::vector<EdgeIndex> edges;
  view.for_each_gist_to(
      rarer, [other](NodeIndex node) { return node == other; },
      [&](EdgeIndex edge, NodeIndex, EdgeGist) {
        edges.push_back(edge);
        return true;
      });
  StepCounter counter(limits);
  std::vector<LinkEvidence> found;
  for (const EdgeIndex edge : edges) {
    if (!counter.slow_step()) return counter.error();
    LinkEvidence what;
    what.predicate = snapshot.predicate(edge);
    if (!snapshot.co_mentioned(edge)) {
      what.statement = snapshot.statement(edge);
      what.direction = snapshot.ends(edge).first == *a ? LinkDirection::Out : LinkDirection::In;
      what.qualifiers = snapshot.qualifiers(edge);
    }
    Result<std::vector<Evidence>> evidence =
        edge_evidence(snapshot, store, edge, kMostSentencesTogether);
    if (!evidence) return evidence.error();
    add(what, *std::move(evidence), filter.since, filter.until, found);
  }
  sort_by_date(found);
  return found;
}

Result<std::vector<LinkEvidence>> evidence_of(const Store& store, StatementId id,
                                              const PartialDate& since, const PartialDate& until,
                                              const DocumentChoice& chosen) {
  const Result<std::optional<StoredStatement>> stored = store.statement(id);
  if (!stored) return stored.error();
  if (!*stored) {
    return Error{ErrorCode::NotFound, "there is no statement " + to_string(id)};
  }
  Result<std::vector<Evidence>> evidence = store.evidence(id);
  if (!evidence) return evidence.error();
  if (chosen) {
    std::erase_if(*evidence, [&](const Evidence& e) { return !chosen(e.document.value); });
  }
  LinkEvidence what;
  what.predicate = (*stored)->statement.predicate;
  what.statement = id;
  what.direction = LinkDirection::Out;
  what.qualifiers = (*stored)->statement.qualifiers;
  std::vector<LinkEvidence> found;
  add(what, *std::move(evidence), since, until, found);
  sort_by_date(found);
  return found;
}

}  // namespace onrecord
