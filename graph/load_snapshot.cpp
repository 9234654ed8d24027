// Reads a snapshot out of a store with several threads, each a part of the keys: entities become
// nodes, statements that the ontology calls links become edges, sentences with several entities
// become co_mentioned edges. A statement whose end is not an entity of the store is passed over.

#include <memory>
#include <unordered_map>

#include "graph/co_mentions.h"
#include "graph/edge_collector.h"
#include "graph/parallel.h"
#include "graph/snapshot_builder.h"
#include "storage/reading.h"

namespace onrecord {

namespace {

constexpr std::size_t kMaxNodes = 0xffff'fff0;

/// Nodes as one thread reads them.
struct NodeList {
  std::vector<EntityId> ids;
  std::vector<EntityType> types;
  std::vector<std::uint64_t> documents;
  TextList names;
};

using Counts =
    std::unordered_map<NodeIndex, std::uint32_t>;  // never iterated in an order that shows

class Loader {
 public:
  Loader(const Store& store, const SnapshotOptions& options)
      : reading_(store),
        options_(options),
        threads_(thread_count(options.threads)),
        collectors_(threads_) {}

  Result<Snapshot> load() {
    builder_.set_version(reading_.version());
    builder_.set_chosen(options_.chosen);
    if (const Status read = read_entities(); !read) return read.error();
    if (const Status read = read_statements(); !read) return read.error();
    if (options_.co_mentioned) {
      if (const Status read = read_co_mentions(); !read) return read.error();
    }
    return builder_.finish(std::move(collectors_), threads_);
  }

 private:
  Part part(std::size_t index) const { return {index, threads_}; }
  std::optional<NodeIndex> find(EntityId id) const { return builder_.find(id); }

  Status read_entities() {
    std::vector<NodeList> lists(threads_);
    const Status read = for_each_part(threads_, [&](std::size_t i) {
      NodeList& list = lists[i];
      return reading_.entities(part(i), [&](const EntityLine& line) {
        list.ids.push_back(line.id);
        list.types.push_back(line.type);
        list.documents.push_back(line.documents);
        list.names.add(line.name);
        return true;
      });
    });
    if (!read) return read;
    for (NodeList& list : lists) {
      if (builder_.node_count() + list.ids.size() > kMaxNodes) {
        return Error{ErrorCode::TooLarge, "load graph: more than 2^32 entities"};
      }
      for (std::size_t i = 0; i < list.ids.size(); ++i) {
        builder_.add_node({list.ids[i], list.types[i], list.names[i], list.documents[i]});
      }
      list = {};
    }
    builder_.end_nodes();
    return {};
  }

  Status read_statements() {
    return for_each_part(threads_, [&](std::size_t i) {
      EdgeCollector collector;
      const auto take = [&](const LinkLine& line) {
        const std::optional<NodeIndex> source = find(line.subject);
        const std::optional<NodeIndex> target = find(line.object);
        if (source && target) {
          collector.add_statement(*source, *target, line.predicate, line.qualifiers, line.support,
                                  line.confidence, line.first, line.last);
        }
        return true;
      };
      const Status read = options_.chosen ? reading_.links_of(part(i), options_.chosen, take)
                                          : reading_.links(part(i), take);
      collectors_[i] = std::move(collector);
      return read;
    });
  }

  Status read_co_mentions() {
    std::vector<CoMentions> parts(threads_, CoMentions(options_.max_entities_in_sentence));
    std::vector<Counts> counts(threads_);
    const Status read = for_each_part(threads_, [&](std::size_t i) {
      return reading_.mentions(part(i), [&](const MentionLine& line) {
        if (options_.chosen && !options_.chosen(line.document)) return true;
        if (options_.chosen) count_entities(line, counts[i]);
        parts[i].add(line, [this](EntityId id) { return find(id); });
        return true;
      });
    });
    if (!read) return read;
    if (options_.chosen) set_counts(counts);
    for (const CoMentions& one : parts) {
      for (std::size_t i = 0; i < one.documents().size(); ++i) {
        builder_.add_document(one.documents()[i]);
      }
    }
    for (const CoPair& pair : CoMentions::unite(std::move(parts))) {
      collectors_[0].add_pair(pair.a, pair.b, pair.document, pair.sentences, pair.documents,
                              pair.first, pair.last);
    }
    return {};
  }

  void count_entities(const MentionLine& line, Counts& counts) const {
    for (const MentionLine::Entry& entry : line.entities) {
      if (const auto node = find(entry.entity)) ++counts[*node];
    }
  }

  void set_counts(const std::vector<Counts>& counts) {
    std::vector<std::uint32_t> all(builder_.node_count());
    for (const Counts& part : counts) {
      for (const auto& [node, documents] : part) all[node] += documents;
    }
    for (NodeIndex node = 0; node < all.size(); ++node) builder_.set_documents(node, all[node]);
  }

  StoreReading reading_;
  const SnapshotOptions& options_;
  std::size_t threads_;
  SnapshotBuilder builder_;
  std::vector<EdgeCollector> collectors_;
};

}  // namespace

Result<Snapshot> Snapshot::load(const Store& store, const SnapshotOptions& options) {
  return Loader(store, options).load();
}

}  // namespace onrecord
