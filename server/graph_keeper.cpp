#include "server/graph_keeper.h"

#include <utility>

#include "graph/refresh_snapshot.h"

namespace onrecord {
namespace {

constexpr std::uint64_t kFewDocuments = 20'000;  // their dates are read in a moment

}  // namespace

GraphKeeper::GraphKeeper(Store& store, std::chrono::milliseconds interval,
                         std::function<void(const Error&)> report)
    : store_(store), interval_(interval), report_(std::move(report)) {}

GraphKeeper::~GraphKeeper() { stop(); }

Status GraphKeeper::start() {
  const Status loaded = refresh();
  if (!loaded) return loaded;
  const auto stats = store_.stats();
  if (!stats) return stats.error();
  if (stats->documents <= kFewDocuments) {
    const Status read = refresh_documents();
    if (!read) return read;
  }
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

void GraphKeeper::show(std::uint64_t version, std::chrono::milliseconds at_most) {
  std::unique_lock<std::mutex> lock(stop_mutex_);
  wanted_ = true;
  stop_wanted_.notify_all();
  refreshed_.wait_for(lock, at_most, [&] { return stopping_ || current()->version() >= version; });
}

std::shared_ptr<const Snapshot> GraphKeeper::current() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return current_;
}

std::shared_ptr<const NameIndex> GraphKeeper::names() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return names_;
}

std::shared_ptr<const DocumentList> GraphKeeper::documents() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return documents_;
}

Status GraphKeeper::refresh_documents() {
  const std::shared_ptr<const DocumentList> old = documents();
  if (old != nullptr && old->version() == store_.version()) return {};
  auto next = old == nullptr ? DocumentList::load(store_) : DocumentList::refresh(*old, store_);
  if (!next) return next.error();
  auto fresh = std::make_shared<const DocumentList>(std::move(*next));
  const std::lock_guard<std::mutex> lock(current_mutex_);
  documents_ = std::move(fresh);
  ++turns_;
  return {};
}

std::chrono::steady_clock::duration GraphKeeper::age() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return std::chrono::steady_clock::now() - made_at_;
}

std::string GraphKeeper::trouble() const {
  const std::lock_guard<std::mutex> lock(current_mutex_);
  return trouble_;
}

void GraphKeeper::note(const Status& refreshed) {
  const std::string why = refreshed ? "" : refreshed.error().message;
  bool news = false;
  {
    const std::lock_guard<std::mutex> lock(current_mutex_);
    news = why != trouble_;
    trouble_ = why;
  }
  if (news && !refreshed && report_) report_(refreshed.error());
}

Status GraphKeeper::refresh() {
  const Status caught_up = store_.catch_up();
  if (!caught_up) return caught_up;
  const std::shared_ptr<const Snapshot> old = current();
  if (old != nullptr && old->version() == store_.version()) return {};
  Result<Snapshot> next = next_snapshot(old.get());
  if (!next) return next.error();
  Result<NameIndex> next_index = next_names(names().get());
  if (!next_index) return next_index.error();
  auto fresh = std::make_shared<const Snapshot>(std::move(*next));
  auto fresh_names = std::make_shared<const NameIndex>(std::move(*next_index));
  const std::lock_guard<std::mutex> lock(current_mutex_);
  current_ = std::move(fresh);
  names_ = std::move(fresh_names);
  made_at_ = std::chrono::steady_clock::now();
  ++turns_;
  return {};
}

Status GraphKeeper::refresh_all() {
  const Status refreshed = refresh();
  return refreshed ? refresh_documents() : refreshed;
}

Result<NameIndex> GraphKeeper::next_names(const NameIndex* old) const {
  return old == nullptr ? NameIndex::load(store_) : NameIndex::refresh(*old, store_);
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
  // The first time at once: many documents' dates are not read at the start.
  for (auto wait = std::chrono::milliseconds(0);
       !stop_wanted_.wait_for(lock, wait, [this] { return stopping_ || wanted_; }) || !stopping_;
       wait = interval_) {
    wanted_ = false;
    lock.unlock();
    Status refreshed = refresh_all();
    // Read while another process wrote, rows may not fit together; they do a moment later.
    for (int more = 3; !refreshed && refreshed.error().code == ErrorCode::Corrupt && more > 0;
         --more) {
      refreshed = refresh_all();
    }
    note(refreshed);
    lock.lock();
    refreshed_.notify_all();
  }
}

}  // namespace onrecord
