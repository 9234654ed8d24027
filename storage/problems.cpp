#include "storage/problems.h"

#include <algorithm>

#include "storage/keys.h"

namespace onrecord {

namespace {

constexpr std::size_t kMaxProblems = 1'000;

}  // namespace

void Problems::note(const std::string& problem) {
  if (full() || std::find(all_.begin(), all_.end(), problem) != all_.end()) return;
  all_.push_back(problem);
}

void Problems::note(Column column, std::string_view key, std::string_view what) {
  note("column family '" + std::string(to_string(column)) + "', key " + hex_of(key) + ": " +
       std::string(what));
}

void Problems::note(const Status& read) {
  if (!read) note(read.error().message);
}

bool Problems::full() const { return all_.size() >= kMaxProblems; }

std::vector<std::string> Problems::take() {
  std::sort(all_.begin(), all_.end());
  return std::move(all_);
}

}  // namespace onrecord
