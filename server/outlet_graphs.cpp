#include "server/outlet_graphs.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace onrecord {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kKept = 3;
constexpr std::size_t kMostWanted = 4;
constexpr std::chrono::milliseconds kSlice{100};

Error on_its_way() {
  return {ErrorCode::Busy, "the graph of these outlets is being made; ask again in a moment"};
}

}  // namespace

bool OutletChoice::contains(std::uint32_t outlet) const {
  return std::binary_search(numbers.begin(), numbers.end(), outlet);
}

Result<std::shared_ptr<const OutletChoice>> choose_outlets(
    std::shared_ptr<const DocumentList> documents, std::vector<std::string> names) {
  if (names.empty()) return std::shared_ptr<const OutletChoice>();
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto numbers = documents->numbers(names);
  if (!numbers) return numbers.error();
  return std::make_shared<const OutletChoice>(
      OutletChoice{std::move(names), std::move(documents), std::move(*numbers)});
}

DocumentChoice chosen_documents(const std::shared_ptr<const OutletChoice>& outlets) {
  if (outlets == nullptr) return {};
  return [outlets](std::string_view id) { return outlets->contains(id); };
}

OutletGraphs::~OutletGraphs() { stop(); }

void OutletGraphs::stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    ending = std::move(thread_);
  }
  changed_.notify_all();
  if (ending.joinable()) ending.join();
}

const OutletGraphs::Known* OutletGraphs::recall(const OutletChoice& choice) const {
  const auto at = std::find_if(known_.begin(), known_.end(), [&](const Known& known) {
    return known.choice->names == choice.names;
  });
  return at == known_.end() ? nullptr : &*at;
}

void OutletGraphs::ask_for(const Choice& choice) {
  const bool on_list = std::any_of(wanted_.begin(), wanted_.end(), [&](const Choice& other) {
    return other->names == choice->names;
  });
  if (on_list || wanted_.size() >= kMostWanted) return;
  wanted_.push_back(choice);
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_all();
}

Result<OutletGraphs::Graph> OutletGraphs::find(const Choice& choice, std::uint64_t version,
                                               const SearchLimits& limits) {
  std::unique_lock lock(mutex_);
  while (true) {
    const Known* known = recall(*choice);
    const bool fresh = known != nullptr && known->graph->version() >= version &&
                       known->choice->documents->version() >= choice->documents->version();
    if (fresh) return known->graph;
    if (stopping_) return on_its_way();
    const bool late = limits.deadline && Clock::now() > *limits.deadline;
    if (late || (limits.cancelled != nullptr && *limits.cancelled)) {
      return known != nullptr ? Result<Graph>(known->graph) : on_its_way();
    }
    if (failed_) return *std::exchange(failed_, std::nullopt);
    ask_for(choice);
    changed_.wait_for(lock, kSlice);
  }
}

void OutletGraphs::keep(const Choice& choice, Result<Snapshot> made) {
  if (!made) {
    failed_ = made.error();
    return;
  }
  std::erase_if(known_, [&](const Known& other) { return other.choice->names == choice->names; });
  if (known_.size() >= kKept) known_.erase(known_.begin());
  known_.push_back({choice, std::make_shared<const Snapshot>(std::move(*made))});
}

void OutletGraphs::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !wanted_.empty(); });
    if (stopping_) return;
    const Choice choice = wanted_.front();
    lock.unlock();
    SnapshotOptions options;
    options.chosen = [choice](std::string_view document) { return choice->contains(document); };
    Result<Snapshot> made = Snapshot::load(store_, options);
    lock.lock();
    wanted_.erase(wanted_.begin());
    keep(choice, std::move(made));
    changed_.notify_all();
  }
}

}  // namespace onrecord
