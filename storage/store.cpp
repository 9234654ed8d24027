#include "storage/store.h"

#include "storage/open.h"

namespace onrecord {

Store::Store(std::unique_ptr<StoreState> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::filesystem::path& path, const StoreOptions& options) {
  Result<std::unique_ptr<StoreState>> state = open_writer(path, options);
  if (!state) return state.error();
  return Store(std::move(*state));
}

Result<Store> Store::open_read_only(const std::filesystem::path& path, std::size_t memory_bytes) {
  Result<std::unique_ptr<StoreState>> state = open_reader(path, memory_bytes);
  if (!state) return state.error();
  return Store(std::move(*state));
}

Status Store::catch_up() {
  if (state_->access == Access::Write) return {};
  struct Alone {
    explicit Alone(ReadGate& held) : gate(held) { gate.enter_alone(); }
    ~Alone() { gate.leave_alone(); }
    ReadGate& gate;
  } const alone(state_->gate);
  // A secondary instance never sees a family that came after it was opened. Nor does it see all
  // that a writer stored when the next one, which begins a list of its own, has compacted it; and
  // it holds on to some files and memory of each writer.
  if (state_->access == Access::Secondary && state_->database->complete() &&
      state_->list == list_now(state_->path) &&
      state_->database->db().TryCatchUpWithPrimary().ok()) {
    return {};
  }
  // There is another writer or another store, or it has moved on too far to follow, or there is no
  // following: begin again. Until that works, what was read before stays.
  return open_reader_database(*state_);
}

std::uint64_t Store::version() const {
  if (state_->access == Access::Write) return version_of(*state_);
  state_->gate.enter();
  const std::uint64_t version = version_of(*state_);
  state_->gate.leave();
  return version;
}

}  // namespace onrecord
