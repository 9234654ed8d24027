#include "viz/stream_choice.h"

namespace onrecord {
namespace {

/// In the time that it takes to look up the sentence of one link; measured, about.
constexpr std::uint64_t kDocumentsWalked = 2;

}  // namespace

StreamChoice::StreamChoice(const StoreReading& reading, const StreamOptions& options)
    : reading_(reading),
      options_(options),
      filter_(options.filter),
      restricts_(filter_.restricts() || options.chosen),
      pairs_(options.filter.co_mentioned && filter_.allows(Predicate::CoMentioned)) {}

Status StreamChoice::read(bool nodes) {
  if (!restricts_) return {};
  Status read = reading_.entities({}, [&](const EntityLine& line) {
    ids_.push_back(line.id);
    types_.push_back(line.type);
    return true;
  });
  index_ = IdIndex(ids_);
  if (!read || !nodes) return read;
  touched_.assign(ids_.size(), false);
  const auto touch = [this](EntityId a, EntityId b) {
    touched_[*index_.find(ids_, a)] = touched_[*index_.find(ids_, b)] = true;
    return true;
  };
  read = for_each_link([&](const LinkLine& link) { return touch(link.subject, link.object); });
  if (read && pairs_) {
    read = for_each_pair(reading_, pair_options(0), [&](const StorePair& pair) {
      return !allows(pair) || touch(pair.a, pair.b);
    });
  }
  return read && options_.chosen ? count_documents() : read;
}

std::optional<SubgraphNode> StreamChoice::entity(const EntityLine& line) const {
  SubgraphNode node{line.id, line.type, std::string(line.name), line.documents, false};
  if (!restricts_) return node;
  const auto at = index_.find(ids_, line.id);
  if (!at) return std::nullopt;
  if (options_.chosen) node.documents = documents_[*at];
  const bool alone = options_.chosen && !filter_.restricts() && node.documents > 0;
  return touched_[*at] || alone ? std::optional(node) : std::nullopt;
}

Result<bool> StreamChoice::has_few_links(const Store& store) const {
  if (!restricts_) return false;
  const auto stats = store.stats();
  if (!stats) return stats.error();
  std::uint64_t links = 0;
  const Status read = for_each_link([&](const LinkLine&) { return ++links < stats->documents; });
  if (!read) return read.error();
  return links * kDocumentsWalked < stats->documents;
}

Status StreamChoice::for_each_link(const std::function<bool(const LinkLine&)>& visit) const {
  const auto take = [&](const LinkLine& link) { return !allows(link) || visit(link); };
  return options_.chosen ? reading_.links_of({}, options_.chosen, take) : reading_.links({}, take);
}

StorePairsOptions StreamChoice::pair_options(std::size_t evidence) const {
  StorePairsOptions pairs;
  pairs.evidence = evidence;
  pairs.chosen = options_.chosen;
  pairs.sort = options_.sort;
  return pairs;
}

bool StreamChoice::allows(const StorePair& pair) const {
  LinkLine link;
  link.subject = pair.a;
  link.object = pair.b;
  link.predicate = Predicate::CoMentioned;
  link.support = pair.documents;
  link.confidence = 1.0;
  link.first = pair.first;
  link.last = pair.last;
  return allows(link);
}

bool StreamChoice::allows(const LinkLine& link) const {
  if (link.subject == link.object) return false;
  if (!restricts_) return true;
  const auto subject = index_.find(ids_, link.subject);
  const auto object = index_.find(ids_, link.object);
  return subject && object && filter_.allows(link, types_[*subject], types_[*object]);
}

Status StreamChoice::count_documents() {
  documents_.assign(ids_.size(), 0);
  return reading_.mentions({}, [&](const MentionLine& line) {
    if (!options_.chosen(line.document)) return true;
    for (const MentionLine::Entry& entry : line.entities) {
      if (const auto at = index_.find(ids_, entry.entity)) ++documents_[*at];
    }
    return true;
  });
}

}  // namespace onrecord
