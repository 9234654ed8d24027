#include "server/name_index.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "graph/parallel.h"
#include "server/near_beginnings.h"
#include "server/wording.h"
#include "storage/reading.h"

namespace onrecord {
namespace {

constexpr std::size_t kFewChanges = 1000;    // and one in fifty
constexpr std::size_t kMostCompared = 5000;  // names looked at for words in any order

void append(NameTableParts& parts, NameTableParts&& more) {
  const auto before = static_cast<std::uint32_t>(parts.ids.size());
  parts.ids.insert(parts.ids.end(), more.ids.begin(), more.ids.end());
  parts.types.insert(parts.types.end(), more.types.begin(), more.types.end());
  parts.documents.insert(parts.documents.end(), more.documents.begin(), more.documents.end());
  for (NameTableParts::Name& name : more.names) {
    parts.names.push_back({name.entity + before, std::move(name.folded)});
  }
  more = {};
}

Result<NameTableParts> read_part(const StoreReading& reading, Part part) {
  NameTableParts parts;
  const Status entities = reading.entities(part, [&](const EntityLine& line) {
    parts.ids.push_back(line.id);
    parts.types.push_back(line.type);
    parts.documents.push_back(line.documents);
    return true;
  });
  if (!entities) return entities.error();
  std::uint32_t at = 0;
  const Status names = reading.names(part, [&](const NameLine& line) {
    while (at < parts.ids.size() && parts.ids[at] < line.entity) ++at;
    if (at == parts.ids.size()) return false;
    if (parts.ids[at] == line.entity) parts.names.push_back({at, fold_for_search(line.name)});
    return true;
  });
  if (!names) return names.error();
  return parts;
}

bool has_word(std::string_view name, std::string_view beginning) {
  for (std::size_t at = 0; at < name.size();) {
    if (name.substr(at, beginning.size()) == beginning) return true;
    at = name.find(' ', at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return false;
}

unsigned allowed_errors(std::string_view folded) {
  const auto characters = std::count_if(folded.begin(), folded.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return characters < 4 ? 0u : characters < 8 ? 1u : 2u;
}

}  // namespace

Result<NameIndex> NameIndex::load(const Store& store) {
  const StoreReading reading(store);
  const std::size_t threads = thread_count(0);
  std::vector<NameTableParts> read(threads);
  const Status done = for_each_part(threads, [&](std::size_t i) -> Status {
    Result<NameTableParts> parts = read_part(reading, {i, threads});
    if (!parts) return parts.error();
    read[i] = std::move(*parts);
    return {};
  });
  if (!done) return done.error();
  NameTableParts all;
  for (NameTableParts& part : read) append(all, std::move(part));
  Result<NameTable> table = NameTable::build(std::move(all));
  if (!table) return table.error();
  NameIndex index;
  index.base_ = std::make_shared<const NameTable>(std::move(*table));
  index.version_ = reading.version();
  return index;
}

Result<NameIndex> NameIndex::refresh(const NameIndex& old, const Store& store) {
  const Result<std::optional<StoreChanges>> changes = store.changes_since(old.version_);
  if (!changes) return changes.error();
  if (!*changes) return load(store);
  NameIndex index;
  index.base_ = old.base_;
  index.version_ = (*changes)->version;
  std::set_union(old.changed_.begin(), old.changed_.end(), (*changes)->entities.begin(),
                 (*changes)->entities.end(), std::back_inserter(index.changed_));
  if (index.changed_.size() > kFewChanges + old.base_->entity_count() / 50) return load(store);
  NameTableParts parts;
  for (const EntityId id : index.changed_) {
    if (const auto before = index.base_->find(id)) index.hidden_.push_back(*before);
    const Result<std::optional<StoredEntity>> stored = store.entity(id);
    if (!stored) return stored.error();
    if (!*stored) continue;
    const Entity& entity = (*stored)->entity;
    const auto at = static_cast<std::uint32_t>(parts.ids.size());
    parts.ids.push_back(id);
    parts.types.push_back(entity.type);
    parts.documents.push_back((*stored)->documents);
    parts.names.push_back({at, fold_for_search(entity.name)});
    for (const std::string& alias : entity.aliases) {
      parts.names.push_back({at, fold_for_search(alias)});
    }
  }
  Result<NameTable> recent = NameTable::build(std::move(parts));
  if (!recent) return recent.error();
  index.recent_ = std::move(*recent);
  return index;
}

bool NameIndex::hidden(std::uint32_t entity) const {
  return std::binary_search(hidden_.begin(), hidden_.end(), entity);
}

std::size_t NameIndex::entity_count() const {
  return base_->entity_count() - hidden_.size() + recent_.entity_count();
}

std::size_t NameIndex::memory() const {
  return base_->memory() + recent_.memory() + changed_.capacity() * sizeof(EntityId) +
         hidden_.capacity() * sizeof(std::uint32_t);
}

/// Whether a place counts, or one need not look any further.
enum class NameIndex::Fit { Yes, No, Enough };

/// Gathers hits kind by kind, each entity once.
class NameIndex::Collector {
 public:
  Collector(const NameIndex& index, const NameSearch& search)
      : index_(index), limit_(search.limit), types_(search.types.empty() ? ~0u : 0u) {
    for (const EntityType type : search.types) types_ |= 1u << static_cast<unsigned>(type);
  }

  bool full() const { return hits_.size() >= limit_; }
  std::vector<NameHit> take() { return std::move(hits_); }

  /// Of one kind. places(table): ranges of it; fits(table, place): whether one counts.
  template <typename Places, typename Fits>
  void add(Places places, bool exact, unsigned errors, Fits fits) {
    if (full()) return;
    std::vector<Found> found;
    for (const NameTable* table : {index_.base_.get(), &index_.recent_}) {
      gather(*table, places(*table), fits, found);
    }
    std::sort(found.begin(), found.end());
    for (const Found& one : found) {
      if (full()) return;
      const auto entity = one.table->entity_at(one.place);
      if (!known_.insert(one.id).second) continue;
      hits_.push_back({one.id, one.table->type(entity), one.table->documents(entity),
                       std::string(one.table->name_of(one.place)), exact, errors});
    }
  }

 private:
  struct Found {
    std::uint64_t documents = 0;
    std::string_view first_name;
    EntityId id;
    const NameTable* table = nullptr;
    std::uint32_t place = 0;
    bool operator<(const Found& other) const {
      return std::tie(other.documents, first_name, id) <
             std::tie(documents, other.first_name, other.id);
    }
  };

  /// The best of one table, as many as there is room for.
  template <typename Fits>
  void gather(const NameTable& table, const std::vector<NameTable::Range>& ranges, Fits fits,
              std::vector<Found>& found) const {
    BestFirst best(table, ranges, types_);
    std::set<EntityId> here;
    const bool base = &table == index_.base_.get();
    while (here.size() + hits_.size() < limit_) {
      const std::optional<std::uint32_t> place = best.next();
      if (!place) return;
      const std::uint32_t entity = table.entity_at(*place);
      const EntityId id = table.id(entity);
      if (known_.contains(id) || here.contains(id) || (base && index_.hidden(entity))) continue;
      const Fit fit = fits(table, *place);
      if (fit == Fit::Enough) return;
      if (fit == Fit::No) continue;
      here.insert(id);
      found.push_back({table.documents(entity), table.first_name(entity), id, &table, *place});
    }
  }

  const NameIndex& index_;
  const std::size_t limit_;
  std::uint32_t types_;
  std::set<EntityId> known_;
  std::vector<NameHit> hits_;
};

std::vector<NameHit> NameIndex::find(std::string_view text, const NameSearch& search) const {
  using Ranges = std::vector<NameTable::Range>;
  const std::string folded = fold_for_search(text);
  if (folded.empty()) return {};
  Collector found(*this, search);
  const auto any = [](const NameTable&, std::uint32_t) { return Fit::Yes; };
  found.add([&](const NameTable& table) { return Ranges{table.whole(table.find(folded), folded)}; },
            true, 0, any);
  found.add([&](const NameTable& table) { return Ranges{table.find(folded)}; }, false, 0, any);

  const std::vector<std::string> words = words_of(folded);
  if (words.size() > 1 && !found.full()) {
    std::size_t compared = 0;
    found.add(
        [&](const NameTable& table) {
          Ranges rarest{table.all()};
          for (const std::string& word : words) {
            const NameTable::Range range = table.find(word);
            if (range.size() <= rarest.front().size()) rarest = {range};
          }
          compared = 0;
          return rarest;
        },
        false, 0,
        [&](const NameTable& table, std::uint32_t place) {
          if (++compared > kMostCompared) return Fit::Enough;
          const std::string_view name = table.name_of(place);
          const bool has_all =
              std::all_of(words.begin(), words.end(),
                          [&](const std::string& word) { return has_word(name, word); });
          return has_all ? Fit::Yes : Fit::No;
        });
  }
  for (unsigned errors = 1; errors <= allowed_errors(folded) && !found.full(); ++errors) {
    found.add(
        [&](const NameTable& table) {
          Ranges ranges;
          for (const NearRange& near : find_near_beginnings(table, folded, errors)) {
            ranges.push_back(near.places);
          }
          return ranges;
        },
        false, errors, any);
  }
  return found.take();
}

}  // namespace onrecord
