// Every name lies once in one piece of memory, and a word's place in it is four bytes. Places that
// begin alike stand together, so the answers to a prefix are a range found by halving. A tree over
// the places knows the best entity below each node: the best ten of half a million come without
// looking at the rest. Handles "smi" and "jose nun" of "José Núñez". Does not handle the middle of
// a word.

#include "server/name_table.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>

namespace onrecord {
namespace {

/// The first bytes of a text as a number of the same order; nothing of what comes after its end.
std::uint64_t beginning_of(const char* text) {
  std::uint64_t key = 0;
  bool ended = false;
  for (int i = 0; i < 8; ++i) {
    ended = ended || text[i] == NameTable::kEnd;
    key = key << 8 | (ended ? 0u : static_cast<unsigned char>(text[i]));
  }
  return key;
}

/// From `text` up to its end.
std::string_view to_end(const char* text) {
  const char* end = text;
  while (*end != NameTable::kEnd) ++end;
  return {text, static_cast<std::size_t>(end - text)};
}

/// Without bytes that mean something here; folding leaves none of them in a good name.
void append_clean(std::string& pool, std::string_view folded) {
  for (const char c : folded) pool.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  pool.push_back(NameTable::kEnd);
}

std::uint32_t bit_of(EntityType type) { return 1u << static_cast<unsigned>(type); }

}  // namespace

Result<NameTable> NameTable::build(NameTableParts parts) {
  NameTable table;
  table.ids_ = std::move(parts.ids);
  table.index_ = IdIndex(table.ids_);
  table.types_ = std::move(parts.types);
  table.documents_.reserve(parts.documents.size());
  for (const std::uint64_t count : parts.documents) {
    table.documents_.push_back(static_cast<std::uint32_t>(
        std::min<std::uint64_t>(count, std::numeric_limits<std::uint32_t>::max())));
  }
  std::uint64_t bytes = 8;
  for (const NameTableParts::Name& name : parts.names) bytes += name.folded.size() + 1;
  if (bytes > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorCode::TooLarge, "load names: more than 4 GiB of them"};
  }
  table.pool_.reserve(bytes);
  for (const NameTableParts::Name& name : parts.names) {
    if (name.folded.empty()) continue;
    append_clean(table.pool_, name.folded);
    table.name_ends_.push_back(static_cast<std::uint32_t>(table.pool_.size() - 1));
    table.entity_of_name_.push_back(name.entity);
  }
  parts = {};
  table.pool_.append(8, kEnd);  // beginning_of may read so far
  table.sort_places();
  table.rank_entities();
  table.plant_tree();
  return table;
}

void NameTable::sort_places() {
  struct Keyed {
    std::uint64_t key;
    std::uint32_t position;
  };
  std::vector<Keyed> keyed;
  const auto add = [&](std::size_t position) {
    keyed.push_back({beginning_of(pool_.data() + position), static_cast<std::uint32_t>(position)});
  };
  std::size_t begin = 0;
  for (const std::uint32_t end : name_ends_) {
    add(begin);
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (pool_[i] == ' ' && pool_[i + 1] != ' ') add(i + 1);
    }
    begin = end + 1;
  }
  const auto begins_name = [this](std::uint32_t position) {
    return position == 0 || pool_[position - 1] == kEnd;
  };
  std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return a.key < b.key;
    const std::string_view one = to_end(pool_.data() + a.position);
    const std::string_view other = to_end(pool_.data() + b.position);
    if (const int order = one.compare(other); order != 0) return order < 0;
    return std::tuple(!begins_name(a.position), a.position) <
           std::tuple(!begins_name(b.position), b.position);
  });
  places_.reserve(keyed.size());
  for (const Keyed& one : keyed) places_.push_back(one.position);
}

void NameTable::rank_entities() {
  constexpr std::uint32_t kNone = ~0u;
  firsts_.assign(ids_.size(), static_cast<std::uint32_t>(pool_.size() - 1));  // no name: empty
  std::vector<std::uint32_t> order_of_first(ids_.size(), kNone);
  std::uint32_t order = 0;
  std::string_view last;
  for (const std::uint32_t position : places_) {
    if (position != 0 && pool_[position - 1] != kEnd) continue;
    const std::string_view name = to_end(pool_.data() + position);
    if (name != last) ++order;  // equal names are equally good
    last = name;
    const std::uint32_t entity = entity_of_name_[name_at(position)];
    if (order_of_first[entity] != kNone) continue;
    order_of_first[entity] = order;
    firsts_[entity] = position;
  }
  std::vector<std::uint32_t> best(ids_.size());
  for (std::uint32_t i = 0; i < best.size(); ++i) best[i] = i;
  std::sort(best.begin(), best.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(~documents_[a], order_of_first[a], a) <
           std::tuple(~documents_[b], order_of_first[b], b);
  });
  ranks_.resize(best.size());
  for (std::uint32_t i = 0; i < best.size(); ++i) ranks_[best[i]] = i;
}

void NameTable::plant_tree() {
  const auto blocks = static_cast<std::uint32_t>((places_.size() + kBlock - 1) / kBlock);
  leaves_ = 1;
  while (leaves_ < blocks) leaves_ *= 2;
  tree_.assign(std::size_t{2} * leaves_, {});
  for (std::uint32_t place = 0; place < places_.size(); ++place) {
    const std::uint32_t entity = entity_at(place);
    Under& leaf = tree_[leaves_ + place / kBlock];
    leaf.rank = std::min(leaf.rank, ranks_[entity]);
    leaf.types |= bit_of(types_[entity]);
  }
  for (std::uint32_t node = leaves_ - 1; node > 0; --node) {
    const Under &left = tree_[std::size_t{2} * node], &right = tree_[std::size_t{2} * node + 1];
    tree_[node] = {std::min(left.rank, right.rank), left.types | right.types};
  }
}

std::size_t NameTable::memory() const {
  const auto bytes = [](const auto& items) { return items.capacity() * sizeof(items[0]); };
  return bytes(ids_) + index_.memory() + bytes(types_) + bytes(documents_) + bytes(firsts_) +
         bytes(ranks_) + pool_.capacity() + bytes(name_ends_) + bytes(entity_of_name_) +
         bytes(places_) + bytes(tree_);
}

std::uint32_t NameTable::name_at(std::uint32_t position) const {
  return static_cast<std::uint32_t>(
      std::lower_bound(name_ends_.begin(), name_ends_.end(), position) - name_ends_.begin());
}

std::string_view NameTable::name_from(std::uint32_t position) const {
  return to_end(pool_.data() + position);
}

std::string_view NameTable::name_of(std::uint32_t place) const {
  const std::uint32_t name = name_at(places_[place]);
  const std::uint32_t begin = name == 0 ? 0 : name_ends_[name - 1] + 1;
  return std::string_view(pool_).substr(begin, name_ends_[name] - begin);
}

NameTable::Range NameTable::find(std::string_view prefix) const {
  // A place near the end of the pool may have less text than the prefix; then it compares shorter.
  const std::string_view pool(pool_);
  const auto begin = std::lower_bound(places_.begin(), places_.end(), prefix,
                                      [&](std::uint32_t position, std::string_view wanted) {
                                        return pool.compare(position, wanted.size(), wanted) < 0;
                                      });
  const auto end = std::upper_bound(begin, places_.end(), prefix,
                                    [&](std::string_view wanted, std::uint32_t position) {
                                      return pool.compare(position, wanted.size(), wanted) > 0;
                                    });
  return {static_cast<std::uint32_t>(begin - places_.begin()),
          static_cast<std::uint32_t>(end - places_.begin())};
}

NameTable::Range NameTable::whole(Range found, std::string_view name) const {
  const auto is_whole = [&](std::uint32_t position) {
    return pool_[position + name.size()] == kEnd && (position == 0 || pool_[position - 1] == kEnd);
  };
  // The shortest come first, and of the equal ones those that begin a name.
  const auto end =
      std::partition_point(places_.begin() + found.begin, places_.begin() + found.end, is_whole);
  return {found.begin, static_cast<std::uint32_t>(end - places_.begin())};
}

BestFirst::BestFirst(const NameTable& table, std::span<const NameTable::Range> ranges,
                     std::uint32_t types)
    : table_(table), types_(types) {
  for (const NameTable::Range& range : ranges) {
    constexpr std::uint32_t kBlock = NameTable::kBlock;
    const std::uint32_t first = (range.begin + kBlock - 1) / kBlock, last = range.end / kBlock;
    if (first >= last) {
      add_places(range.begin, range.end);
      continue;
    }
    add_places(range.begin, first * kBlock);
    add_places(last * kBlock, range.end);
    for (std::uint32_t l = first + table_.leaves_, r = last + table_.leaves_; l < r;
         l /= 2, r /= 2) {
      if (l % 2 == 1) add_node(l++);
      if (r % 2 == 1) add_node(--r);
    }
  }
}

void BestFirst::add(const Waiting& waiting) {
  waiting_.push_back(waiting);
  std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
}

void BestFirst::add_node(std::uint32_t node) {
  const NameTable::Under& under = table_.tree_[node];
  if ((under.types & types_) != 0) add({under.rank, false, node});
}

void BestFirst::add_places(std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t place = begin; place < end; ++place) {
    const std::uint32_t entity = table_.entity_at(place);
    if ((bit_of(table_.type(entity)) & types_) != 0) add({table_.rank(entity), true, place});
  }
}

std::optional<std::uint32_t> BestFirst::next() {
  while (!waiting_.empty()) {
    std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
    const Waiting best = waiting_.back();
    waiting_.pop_back();
    if (best.is_place) return best.at;
    if (best.at < table_.leaves_) {
      add_node(2 * best.at);
      add_node(2 * best.at + 1);
      continue;
    }
    const std::uint32_t begin = (best.at - table_.leaves_) * NameTable::kBlock;
    const auto places = static_cast<std::uint32_t>(table_.places_.size());
    add_places(begin, std::min(begin + NameTable::kBlock, places));
  }
  return std::nullopt;
}

}  // namespace onrecord
