#include <algorithm>
#include <map>
#include <tuple>

#include "storage/keys.h"
#include "storage/view.h"

namespace onrecord {

namespace {

// Exact matches come first in key order, so the limit only cuts the tail of a very short prefix.
constexpr std::size_t kMaxRowsRead = 50'000;

bool better(const NameMatch& a, const NameMatch& b) {
  if (a.exact != b.exact) return a.exact;
  if (a.documents != b.documents) return a.documents > b.documents;
  return std::tie(a.name, a.entity) < std::tie(b.name, b.entity);
}

}  // namespace

Result<std::vector<NameMatch>> Store::find_names(std::string_view prefix, std::size_t limit) const {
  const View view(*state_);
  const std::string folded = fold_for_search(prefix);
  if (folded.empty()) return std::vector<NameMatch>();
  std::map<EntityId, NameMatch> matches;
  std::size_t rows = 0;
  Cursor row = view.cursor(Column::Names, name_prefix(folded));
  for (; row.valid() && rows < kMaxRowsRead; row.next(), ++rows) {
    std::optional<NameKey> key = parse_name_key(row.key());
    if (!key) return view.damaged(Column::Names, row.key(), "has an unreadable key");
    // A key holds the beginning of a very long name only; the whole name decides.
    const bool exact = key->whole && fold_for_search(key->name) == folded;
    const auto [match, fresh] = matches.try_emplace(key->entity);
    if (fresh || exact > match->second.exact) {
      match->second.entity = key->entity;
      match->second.name = std::move(key->name);
      match->second.exact = exact;
    }
  }
  if (const Status status = row.status(); !status) return status.error();

  std::vector<NameMatch> found;
  for (auto& [id, match] : matches) {
    const Result<std::optional<EntityRow>> entity = read_entity_row(view, id);
    if (!entity) return entity.error();
    if (!*entity) {
      return view.damaged(Column::Entities, id_key(id), "is missing, its name is there");
    }
    match.type = (*entity)->type();
    match.documents = (*entity)->documents;
    found.push_back(std::move(match));
  }
  std::sort(found.begin(), found.end(), better);
  found.resize(std::min(found.size(), limit));
  return found;
}

}  // namespace onrecord
