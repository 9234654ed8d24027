#include "server/reply_memory.h"

namespace onrecord {
namespace {

constexpr std::size_t kAround = 512;  // bytes of an entry beside its texts
constexpr std::size_t kShare = 16;    // of one reply in the whole

}  // namespace

std::shared_ptr<const Reply> ReplyMemory::find(const Moment& moment,
                                               const std::string& target) const {
  const std::lock_guard lock(mutex_);
  if (!(moment == moment_)) return nullptr;
  const auto place = replies_.find(target);
  return place == replies_.end() ? nullptr : place->second;
}

void ReplyMemory::keep(const Moment& moment, const std::string& target, const Reply& reply) {
  const std::size_t bytes = kAround + 2 * target.size() + reply.body.size();
  if (reply.status != 200 || !reply.lasting || reply.stream || bytes > most_bytes_ / kShare) return;
  auto kept = std::make_shared<const Reply>(reply);
  const std::lock_guard lock(mutex_);
  if (!(moment == moment_) || bytes_ + bytes > most_bytes_) {
    replies_.clear();
    bytes_ = 0;
    moment_ = moment;
  }
  if (replies_.emplace(target, std::move(kept)).second) bytes_ += bytes;
}

}  // namespace onrecord
