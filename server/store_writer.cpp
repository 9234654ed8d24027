#include "server/store_writer.h"

#include <chrono>

namespace onrecord {
namespace {

constexpr std::chrono::seconds kTurn{5};

Result<std::uint64_t> write_to(Store& store, const std::function<Status(Store&)>& work) {
  const auto unindexed = store.unindexed();
  if (!unindexed) return unindexed.error();
  if (*unindexed) {
    return Error{
        ErrorCode::Busy,
        std::to_string(**unindexed) +
            " documents of a first large ingest wait to be indexed: run that ingest again, "
            "or one of a single document with --index each"};
  }
  const Status done = work(store);
  if (!done) return done.error();
  return store.version();
}

}  // namespace

Result<std::uint64_t> StoreWriter::write(const std::function<Status(Store&)>& work) {
  const std::unique_lock<std::timed_mutex> turn(writing_, kTurn);
  if (!turn.owns_lock()) {
    return Error{ErrorCode::Busy, "somebody else is writing here; try again in a moment"};
  }
  if (shared_ != nullptr) return write_to(*shared_, work);
  StoreOptions options;
  options.create = false;
  options.memory_bytes = memory_bytes_;
  auto store = Store::open(path_, options);
  if (store) return write_to(*store, work);
  if (store.error().code != ErrorCode::Busy) return store.error();
  return Error{ErrorCode::Busy,
               "another program is writing this store; try again when it has finished"};
}

}  // namespace onrecord
