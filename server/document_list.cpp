#include "server/document_list.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "graph/packed_edge.h"
#include "graph/parallel.h"
#include "model/entity.h"
#include "storage/reading.h"

namespace onrecord {

/// Numbers names as they come.
class DocumentList::Names {
 public:
  explicit Names(std::vector<std::string>& names) : names_(names) {
    if (names_.empty()) names_.emplace_back();
    for (std::uint32_t i = 0; i < names_.size(); ++i) numbers_.emplace(names_[i], i);
  }
  std::uint32_t number(std::string_view name) {
    const auto [at, fresh] =
        numbers_.emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.emplace_back(name);
    return at->second;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

Result<DocumentList> DocumentList::load(const Store& store) {
  const StoreReading reading(store);
  const std::size_t threads = thread_count(0);
  std::vector<DocumentList> parts(threads);
  const Status read = for_each_part(threads, [&](std::size_t i) {
    Names names(parts[i].names_);
    return reading.documents({i, threads}, [&](const DocumentLine& line) {
      parts[i].entries_.push_back(
          {hash_bytes(line.id), date_code(line.published), names.number(line.publisher)});
      return true;
    });
  });
  if (!read) return read.error();
  DocumentList list;
  list.version_ = reading.version();
  Names names(list.names_);
  for (const DocumentList& part : parts) {
    for (Entry entry : part.entries_) {
      entry.outlet = names.number(part.names_[entry.outlet]);
      list.entries_.push_back(entry);
    }
  }
  std::sort(list.entries_.begin(), list.entries_.end(),
            [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  return list;
}

Result<DocumentList> DocumentList::refresh(const DocumentList& old, const Store& store) {
  const Result<std::optional<StoreChanges>> changes = store.changes_since(old.version_);
  if (!changes) return changes.error();
  if (!*changes) return load(store);
  DocumentList list;
  list.version_ = (*changes)->version;
  list.names_ = old.names_;
  Names names(list.names_);
  std::map<std::uint64_t, std::optional<Entry>> changed;
  for (const DocumentId& id : (*changes)->documents) {
    const Result<std::optional<Document>> document = store.document(id);
    if (!document) return document.error();
    const std::uint64_t hash = hash_bytes(id.value);
    std::optional<Entry>& entry = changed[hash];
    if (!*document) continue;
    entry = {hash, date_code((*document)->published), names.number((*document)->publisher)};
  }
  list.entries_.reserve(old.entries_.size() + changed.size());
  for (const Entry& one : old.entries_) {
    if (!changed.contains(one.hash)) list.entries_.push_back(one);
  }
  for (const auto& [hash, entry] : changed) {
    if (entry) list.entries_.push_back(*entry);
  }
  std::sort(list.entries_.begin(), list.entries_.end(),
            [](const Entry& a, const Entry& b) { return a.hash < b.hash; });
  return list;
}

std::size_t DocumentList::memory() const {
  return entries_.capacity() * sizeof(Entry) + names_.capacity() * sizeof(std::string);
}

PartialDate DocumentList::date(std::size_t index) const {
  return date_of_code(entries_[index].date);
}

std::vector<Outlet> DocumentList::outlets() const {
  std::vector<std::uint64_t> counts(names_.size());
  for (const Entry& entry : entries_) ++counts[entry.outlet];
  std::vector<Outlet> outlets;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (counts[i] > 0 && !names_[i].empty()) outlets.push_back({names_[i], counts[i]});
  }
  std::sort(outlets.begin(), outlets.end(), [](const Outlet& a, const Outlet& b) {
    return a.documents != b.documents ? a.documents > b.documents : a.name < b.name;
  });
  return outlets;
}

Result<std::vector<std::uint32_t>> DocumentList::numbers(std::span<const std::string> names) const {
  std::vector<std::uint32_t> numbers;
  for (const std::string& name : names) {
    const std::size_t before = numbers.size();
    const auto exact = name.empty() ? names_.end() : std::find(names_.begin(), names_.end(), name);
    if (exact != names_.end())
      numbers.push_back(static_cast<std::uint32_t>(exact - names_.begin()));
    const std::string folded = fold_for_search(name);
    for (std::uint32_t i = 0; exact == names_.end() && !folded.empty() && i < names_.size(); ++i) {
      if (fold_for_search(names_[i]) == folded) numbers.push_back(i);
    }
    if (numbers.size() == before) {
      return Error{ErrorCode::InvalidInput, "no document is from an outlet called '" + name + "'"};
    }
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::uint32_t DocumentList::outlet_of(std::string_view document) const {
  const std::uint64_t hash = hash_bytes(document);
  const auto at =
      std::lower_bound(entries_.begin(), entries_.end(), hash,
                       [](const Entry& entry, std::uint64_t h) { return entry.hash < h; });
  return at != entries_.end() && at->hash == hash ? at->outlet : 0;
}

}  // namespace onrecord
