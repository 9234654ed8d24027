#include "graph/workspace.h"

#include <algorithm>
#include <mutex>
#include <new>

namespace onrecord {

namespace {

constexpr std::size_t kKept = 8;

struct Pool {
  std::mutex mutex;
  std::vector<std::unique_ptr<Workspace>> idle;
};

Pool& pool() {
  static Pool shared;
  return shared;
}

}  // namespace

void Workspace::begin() {
  ++stamp_;
  if (stamp_ == 0) {  // after four thousand million searches
    std::fill(marks_.get(), marks_.get() + nodes_ * 2, NodeMark{});
    stamp_ = 1;
  }
  for (int side : {0, 1}) {
    fronts[side].clear();
    heaps[side].clear();
  }
  next_front.clear();
  meetings.clear();
}

int Workspace::side_with_less(const Snapshot& snapshot) const {
  const auto ahead = [&](int side) {
    return heaps[side].size() + snapshot.degree(heaps[side].front().second);
  };
  return ahead(0) <= ahead(1) ? 0 : 1;
}

BorrowedWorkspace::BorrowedWorkspace(std::size_t nodes) {
  {
    const std::lock_guard<std::mutex> lock(pool().mutex);
    auto& idle = pool().idle;
    const auto fits = std::find_if(idle.begin(), idle.end(),
                                   [&](const auto& one) { return one->nodes() == nodes; });
    if (fits != idle.end()) {
      workspace_ = std::move(*fits);
      idle.erase(fits);
      return;
    }
  }
  workspace_ = std::make_unique<Workspace>(nodes);
  if (!workspace_->usable()) throw std::bad_alloc();  // as any other allocation would
}

BorrowedWorkspace::~BorrowedWorkspace() {
  const std::lock_guard<std::mutex> lock(pool().mutex);
  auto& idle = pool().idle;
  if (idle.size() >= kKept) idle.erase(idle.begin());
  idle.push_back(std::move(workspace_));
}

}  // namespace onrecord
