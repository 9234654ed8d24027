// Edges are carried over from the old snapshot but for two kinds, which are read again: statements
// that were written or deleted, and co_mentioned pairs that a changed document may have touched
// (graph/refresh_pairs.h). Then everything is sorted into rows as after loading; most of it stands
// in order already.

#include "graph/refresh_snapshot.h"

#include <algorithm>
#include <map>

#include "graph/parallel.h"
#include "graph/refresh_pairs.h"
#include "graph/snapshot_builder.h"
#include "storage/reading.h"

namespace onrecord {

namespace {

constexpr NodeIndex kGone = ~NodeIndex{0};
constexpr std::size_t kFewChanges = 1000;

class Refresh {
 public:
  Refresh(const Snapshot& old, const Store& store, const StoreChanges& changes,
          const SnapshotOptions& options)
      : old_(old), store_(store), changes_(changes), options_(options), collector_(old) {}

  Result<std::optional<Snapshot>> run() {
    builder_.set_version(changes_.version);
    if (const Status merged = merge_nodes(); !merged) return merged.error();
    if (options_.co_mentioned) {
      Result<std::optional<PairChanges>> pairs = find_pair_changes(
          old_, store_, changes_, options_, [this](EntityId id) { return find(id); });
      if (!pairs) return pairs.error();
      if (!*pairs) return std::optional<Snapshot>();
      pairs_ = std::move(**pairs);
      for (const std::string& document : pairs_.documents) builder_.add_document(document);
      place_documents();
    }
    carry_edges_over();
    if (const Status read = read_statements(); !read) return read.error();
    add_pairs(pairs_.replaced);
    for (const auto& [ends, pair] : added_) add_pairs({pair});
    std::vector<EdgeCollector> collectors;
    collectors.push_back(std::move(collector_));
    Result<Snapshot> built = builder_.finish(std::move(collectors), thread_count(options_.threads));
    if (!built) return built.error();
    return std::optional(std::move(*built));
  }

 private:
  std::optional<NodeIndex> find(EntityId id) const { return builder_.find(id); }

  /// Old nodes and changed entities in the order of their ids, which both have.
  Status merge_nodes() {
    moved_.assign(old_.node_count(), kGone);
    NodeIndex next = 0;
    const auto carry_to = [&](std::optional<EntityId> before) {
      for (; next < old_.node_count() && (!before || old_.id(next) < *before); ++next) {
        moved_[next] = builder_.node_count();
        builder_.add_node(old_.node(next));
      }
    };
    for (const EntityId id : changes_.entities) {
      carry_to(id);
      const Result<std::optional<StoredEntity>> stored = store_.entity(id);
      if (!stored) return stored.error();
      const bool was = next < old_.node_count() && old_.id(next) == id;
      if (*stored) {
        if (was) moved_[next] = builder_.node_count();
        const Entity& entity = (*stored)->entity;
        builder_.add_node({id, entity.type, entity.name, (*stored)->documents});
      }
      if (was) ++next;
    }
    carry_to(std::nullopt);
    builder_.end_nodes();
    return {};
  }

  /// Where each document of the old list stands in the new one; both are sorted.
  void place_documents() {
    std::size_t at = 0;
    for (std::size_t i = 0; i < old_.documents().size(); ++i) {
      while (at < pairs_.documents.size() && pairs_.documents[at] < old_.documents()[i]) ++at;
      moved_document_.push_back(static_cast<std::uint32_t>(at));
    }
    for (const CoPair& pair : pairs_.added) added_.emplace(std::pair(pair.a, pair.b), pair);
  }

  void carry_edges_over() {
    const auto index_of = get(boost::edge_index, old_.graph());
    for (NodeIndex source = 0; source < old_.node_count(); ++source) {
      if (moved_[source] == kGone) continue;
      const bool some_changed =
          std::binary_search(changes_.subjects.begin(), changes_.subjects.end(), old_.id(source));
      for (auto [it, end] = out_edges(source, old_.graph()); it != end; ++it) {
        const NodeIndex target = moved_[boost::target(*it, old_.graph())];
        const EdgeIndex edge = get(index_of, *it);
        if (target == kGone) continue;
        if (old_.co_mentioned(edge)) {
          carry_pair_over(moved_[source], target, edge);
        } else if (!some_changed || !changed(old_.statement(edge))) {
          collector_.carry_over(moved_[source], target, old_.packed(edge), old_.support(edge));
        }
      }
    }
  }

  void carry_pair_over(NodeIndex a, NodeIndex b, EdgeIndex edge) {
    const auto ends = std::pair(a, b);
    const auto by_ends = [](const CoPair& pair, const std::pair<NodeIndex, NodeIndex>& wanted) {
      return std::pair(pair.a, pair.b) < wanted;
    };
    const auto replaced =
        std::lower_bound(pairs_.replaced.begin(), pairs_.replaced.end(), ends, by_ends);
    if (replaced != pairs_.replaced.end() && std::pair(replaced->a, replaced->b) == ends) return;
    if (std::binary_search(pairs_.gone.begin(), pairs_.gone.end(), ends)) return;
    const SnapshotEdge was = old_.edge(edge);
    CoPair pair{a,
                b,
                moved_document_[was.detail],
                date_code(was.first),
                date_code(was.last),
                static_cast<std::uint32_t>(was.support),
                was.count};
    if (const auto found = added_.find(ends); found != added_.end()) {
      pair = united(pair, found->second);
      added_.erase(found);
    }
    add_pairs({pair});
  }

  void add_pairs(const std::vector<CoPair>& pairs) {
    for (const CoPair& pair : pairs) {
      collector_.add_pair(pair.a, pair.b, pair.document, pair.sentences, pair.documents, pair.first,
                          pair.last);
    }
  }

  bool changed(StatementId statement) const {
    return std::binary_search(changes_.statements.begin(), changes_.statements.end(), statement);
  }

  Status read_statements() {
    for (const StatementId id : changes_.statements) {
      const Result<std::optional<StoredStatement>> stored = store_.statement(id);
      if (!stored) return stored.error();
      if (!*stored) continue;
      const Statement& statement = (*stored)->statement;
      const auto* subject = std::get_if<EntityId>(&statement.subject);
      const auto* object = std::get_if<EntityId>(&statement.object);
      if (subject == nullptr || object == nullptr) continue;
      if (!row_of(statement.predicate).links_entities) continue;
      const std::optional<NodeIndex> source = find(*subject), target = find(*object);
      if (!source || !target) continue;
      collector_.add_statement(*source, *target, statement.predicate,
                               stored_form(statement.qualifiers), (*stored)->support,
                               (*stored)->confidence, (*stored)->first, (*stored)->last);
    }
    return {};
  }

  const Snapshot& old_;
  const Store& store_;
  const StoreChanges& changes_;
  const SnapshotOptions& options_;
  EdgeCollector collector_;
  SnapshotBuilder builder_;
  std::vector<NodeIndex> moved_;               // of the old nodes
  std::vector<std::uint32_t> moved_document_;  // of the old documents
  PairChanges pairs_;
  std::map<std::pair<NodeIndex, NodeIndex>, CoPair> added_;  // not yet put on top of an old one
};

}  // namespace

Result<std::optional<Snapshot>> refresh_snapshot(const Snapshot& old, const Store& store,
                                                 const SnapshotOptions& options) {
  if (old.node_count() == 0 || old.chosen()) return std::optional<Snapshot>();
  const Result<std::optional<StoreChanges>> changes = store.changes_since(old.version());
  if (!changes) return changes.error();
  if (!*changes) return std::optional<Snapshot>();
  const std::size_t most = kFewChanges + old.node_count() / 20;
  if ((*changes)->documents.size() > most || (*changes)->entities.size() > most) {
    return std::optional<Snapshot>();
  }
  return Refresh(old, store, **changes, options).run();
}

}  // namespace onrecord
