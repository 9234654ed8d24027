#include "server/document_dates.h"

#include <algorithm>
#include <map>
#include <optional>

#include "graph/packed_edge.h"
#include "graph/parallel.h"
#include "storage/reading.h"

namespace onrecord {

Result<DocumentDates> DocumentDates::load(const Store& store) {
  const StoreReading reading(store);
  const std::size_t threads = thread_count(0);
  std::vector<std::vector<std::pair<std::uint64_t, std::uint32_t>>> parts(threads);
  const Status read = for_each_part(threads, [&](std::size_t i) {
    return reading.published({i, threads}, [&](std::string_view id, const PartialDate& date) {
      parts[i].emplace_back(hash_bytes(id), date_code(date));
      return true;
    });
  });
  if (!read) return read.error();
  DocumentDates dates;
  dates.version_ = reading.version();
  for (const auto& part : parts) {
    dates.dates_.insert(dates.dates_.end(), part.begin(), part.end());
  }
  std::sort(dates.dates_.begin(), dates.dates_.end());
  return dates;
}

Result<DocumentDates> DocumentDates::refresh(const DocumentDates& old, const Store& store) {
  const Result<std::optional<StoreChanges>> changes = store.changes_since(old.version_);
  if (!changes) return changes.error();
  if (!*changes) return load(store);
  std::map<std::uint64_t, std::optional<std::uint32_t>> changed;
  for (const DocumentId& id : (*changes)->documents) {
    const Result<std::optional<Document>> document = store.document(id);
    if (!document) return document.error();
    std::optional<std::uint32_t>& date = changed[hash_bytes(id.value)];
    if (*document) date = date_code((*document)->published);
  }
  DocumentDates dates;
  dates.version_ = (*changes)->version;
  dates.dates_.reserve(old.dates_.size() + changed.size());
  for (const auto& one : old.dates_) {
    if (!changed.contains(one.first)) dates.dates_.push_back(one);
  }
  for (const auto& [hash, date] : changed) {
    if (date) dates.dates_.emplace_back(hash, *date);
  }
  std::sort(dates.dates_.begin(), dates.dates_.end());
  return dates;
}

PartialDate DocumentDates::operator[](std::size_t index) const {
  return date_of_code(dates_[index].second);
}

}  // namespace onrecord
