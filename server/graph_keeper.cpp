#include "server/graph_keeper.h"

#include <utility>

#include "graph/refresh_snapshot.h"

namespace onrecord {

GraphKeeper::GraphKeeper(Store& store, std::chrono::milliseconds interval,
                         std::function<void(const Error&)> report)
    : store_(store), interval_(interval), report_(std::move(report)) {}

GraphKeeper::~GraphKeeper() { stop(); }

Status GraphKeeper::start() {
  const Status loaded = refresh();
  if (!loaded) return loaded;
  stopping_ = false;
  thread_ = std::thread([this] { run(); });
  return {};
}

void GraphKeeper::stop() {
  {
    const std::lock_guard<std::mutex> lock(stop_mutex_);
    stopping_ = true;
  }
  stop_wanted_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const Snapshot> GraphKeeper::current() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return current_;
}

Status GraphKeeper::refresh() {
  const Status caught_up = store_.catch_up();
  if (!caught_up) return caught_up;
  const std::shared_ptr<const Snapshot> old = current();
  if (old != nullptr && old->version() == store_.version()) return {};
  Result<Snapshot> next = next_snapshot(old.get());
  if (!next) return next.error();
  auto fresh = std::make_shared<const Snapshot>(std::move(*next));
  const std::lock_guard<std::mutex> lock(current_mutex_);
  current_ = std::move(fresh);
  return {};
}

Result<Snapshot> GraphKeeper::next_snapshot(const Snapshot* old) const {
  if (old != nullptr) {
    Result<std::optional<Snapshot>> refreshed = refresh_snapshot(*old, store_);
    if (!refreshed) return refreshed.error();
    if (*refreshed) return std::move(**refreshed);
  }
  return Snapshot::load(store_);
}

void GraphKeeper::run() {
  std::unique_lock<std::mutex> lock(stop_mutex_);
  while (!stop_wanted_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    const Status refreshed = refresh();
    if (!refreshed && report_) report_(refreshed.error());
    lock.lock();
  }
}

}  // namespace onrecord
