// Reads a snapshot out of a store: entities become nodes, statements that the ontology calls links
// become edges, sentences with several entities become co_mentioned edges. A statement whose end is
// not (or no longer) an entity of the store is passed over: a writer may be at work.

#include <map>
#include <unordered_map>
#include <variant>

#include "graph/co_mentions.h"
#include "graph/snapshot.h"

namespace onrecord {

namespace {

constexpr std::size_t kMaxNodes = 0xffff'fff0;

class Loader {
 public:
  Loader(const Store& store, const SnapshotOptions& options) : store_(store), options_(options) {}

  Result<Snapshot> load() {
    parts_.version = store_.version();
    parts_.qualifiers.emplace_back();
    set_of_[Qualifiers{}] = 0;
    if (const Status read = read_entities(); !read) return read.error();
    if (const Status read = read_statements(); !read) return read.error();
    if (options_.co_mentioned) {
      if (const Status read = read_co_mentions(); !read) return read.error();
    }
    return Snapshot::build(std::move(parts_));
  }

 private:
  std::optional<NodeIndex> find(EntityId id) const {
    const auto it = index_of_.find(id);
    if (it == index_of_.end()) return std::nullopt;
    return it->second;
  }

  Status read_entities() {
    bool too_many = false;
    const Status read = store_.for_each_entity([&](const StoredEntity& stored) {
      too_many = parts_.nodes.size() >= kMaxNodes;
      if (too_many) return false;
      index_of_.emplace(stored.entity.id, static_cast<NodeIndex>(parts_.nodes.size()));
      parts_.nodes.push_back(
          {stored.entity.id, stored.entity.type, stored.entity.name, stored.documents});
      return true;
    });
    if (too_many) return Error{ErrorCode::TooLarge, "load graph: more than 2^32 entities"};
    return read;
  }

  Status read_statements() {
    return store_.for_each_statement([&](const StoredStatement& stored) {
      add(stored);
      return true;
    });
  }

  void add(const StoredStatement& stored) {
    const Statement& statement = stored.statement;
    if (!row_of(statement.predicate).links_entities) return;
    const auto* subject = std::get_if<EntityId>(&statement.subject);
    const auto* object = std::get_if<EntityId>(&statement.object);
    if (!subject || !object) return;
    const std::optional<NodeIndex> source = find(*subject);
    const std::optional<NodeIndex> target = find(*object);
    if (!source || !target) return;
    const auto [set, is_new] = set_of_.try_emplace(
        statement.qualifiers, static_cast<std::uint32_t>(parts_.qualifiers.size()));
    if (is_new) parts_.qualifiers.push_back(statement.qualifiers);
    SnapshotEdge edge;
    edge.source = *source;
    edge.target = *target;
    edge.predicate = statement.predicate;
    edge.statement = statement.id;
    edge.detail = set->second;
    edge.support = stored.support;
    edge.confidence = stored.confidence;
    edge.first = stored.first;
    edge.last = stored.last;
    parts_.edges.push_back(edge);
  }

  Status read_co_mentions() {
    CoMentions co_mentions(parts_, options_);
    return store_.for_each_document([&](const Document& document, const Extraction& extraction) {
      co_mentions.add(document, extraction, [this](EntityId id) { return find(id); });
      return true;
    });
  }

  const Store& store_;
  const SnapshotOptions& options_;
  SnapshotParts parts_;
  std::unordered_map<EntityId, NodeIndex> index_of_;  // never iterated
  std::map<Qualifiers, std::uint32_t> set_of_;
};

}  // namespace

Result<Snapshot> Snapshot::load(const Store& store, const SnapshotOptions& options) {
  return Loader(store, options).load();
}

}  // namespace onrecord
