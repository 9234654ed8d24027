#include "app/store_lines.h"

#include <algorithm>

#include "storage/bulk_load.h"

namespace onrecord {
namespace {

/// What follows from the other lines, and is made anew.
bool is_derived(std::string_view kind) {
  return kind == "quote" || kind == "evidence" || kind == "entity" || kind == "statement";
}

/// Puts it in its place; of two in one place the second is refused.
template <typename T>
Status keep(std::map<std::uint64_t, T>& all, std::uint64_t place, T value, std::string_view item) {
  if (all.emplace(place, std::move(value)).second) return {};
  return Error{ErrorCode::InvalidInput,
               std::string(item) + ": number " + std::to_string(place) + " stands twice"};
}

template <typename T>
std::vector<T> values_of(const std::map<std::uint64_t, T>& all) {
  std::vector<T> values;
  values.reserve(all.size());
  for (const auto& [place, value] : all) values.push_back(value);
  return values;
}

}  // namespace

bool StoreLines::takes(std::string_view line) {
  const std::string_view kind = kind_of_line(line);
  if (kind != "document") return !kind.empty();
  const std::lock_guard lock(mutex_);
  ++documents_;
  return false;
}

Status StoreLines::take(std::string_view line, std::string_view item) {
  const std::string_view kind = kind_of_line(line);
  if (kind != "store" && kind != "end") {
    const std::lock_guard lock(mutex_);
    ++others_;
  }
  if (is_derived(kind)) return {};
  const auto kept = [this](auto& read, auto keep_it) {
    if (!read) return Status(read.error());
    const std::lock_guard lock(mutex_);
    return Status(keep_it(std::move(*read)));
  };
  if (kind == "store") {
    const std::lock_guard lock(mutex_);
    ++stores_;
    const Status readable = check_store_line(line, item);
    unreadable_ = unreadable_ || !readable;
    return readable;
  }
  if (kind == "resolution") {
    auto read = parse_resolution_line(line, item);
    return kept(read, [&](DocumentResolution one) {
      resolutions_.push_back(std::move(one));
      return Status();
    });
  }
  if (kind == "candidate") {
    auto read = parse_candidate_line(line, item);
    return kept(read, [&](std::pair<std::uint64_t, Candidate> one) {
      return keep(candidates_, one.first, std::move(one.second), item);
    });
  }
  if (kind == "decision") {
    auto read = parse_decision_line(line, item);
    return kept(read, [&](Decision one) {
      const std::uint64_t sequence = one.sequence;
      return keep(decisions_, sequence, std::move(one), item);
    });
  }
  if (kind == "end") {
    auto read = parse_end_line(line, item);
    return kept(read, [&](StoreLineCounts counts) {
      wanted_ = counts;
      ++ends_;
      return Status();
    });
  }
  return Error{
      ErrorCode::InvalidInput,
      std::string(item) + ": no line of a store is of the kind '" + std::string(kind) + "'"};
}

Status StoreLines::check_whole() const {
  if (stores_ > 1 || ends_ > 1) {
    return Error{ErrorCode::InvalidInput,
                 "two exported stores cannot be loaded at once: each has decisions of its own"};
  }
  if (unreadable_) {
    return Error{ErrorCode::Unsupported, "nothing of an export that cannot be read is loaded"};
  }
  const StoreLineCounts found{documents_, resolutions_.size(), candidates_.size(),
                              decisions_.size()};
  if (stores_ == 0 && ends_ == 0 && others_ == 0) return {};  // records of articles
  if (stores_ == 1 && ends_ == 1 && found == wanted_) return {};
  return Error{ErrorCode::InvalidInput,
               "the exported store is not whole: lines are missing, bad or twice; export it again"};
}

Result<std::uint64_t> StoreLines::restore_journal(Store& store) {
  return restore_decisions(store, values_of(decisions_));
}

Result<bool> StoreLines::restore_resolution(Store& store) {
  const Result<StoreStats> stats = store.stats();
  if (!stats) return stats.error();
  if (stats->documents != documents_) return false;
  std::sort(resolutions_.begin(), resolutions_.end(),
            [](const auto& a, const auto& b) { return a.document < b.document; });
  const Result<std::uint64_t> set = store.set_resolution(resolutions_, values_of(candidates_));
  if (!set) return set.error();
  return true;
}

}  // namespace onrecord
