#include "server/running_requests.h"

#include <poll.h>
#include <sys/socket.h>

#include <utility>
#include <vector>

namespace onrecord {
namespace {

void stop_one(int socket, const std::shared_ptr<RequestLife>& life) {
  if (life != nullptr) life->cancel();
  ::shutdown(socket, SHUT_RD);
}

}  // namespace

void RunningRequests::begin(int socket, std::shared_ptr<RequestLife> life) {
  const std::lock_guard lock(mutex_);
  if (stopping_) stop_one(socket, life);
  running_.insert_or_assign(socket, std::move(life));
}

void RunningRequests::end(int socket) {
  const std::lock_guard lock(mutex_);
  running_.erase(socket);
}

void RunningRequests::look() {
  const std::lock_guard lock(mutex_);
  std::vector<pollfd> entries;
  for (const auto& [socket, life] : running_) {
    if (life != nullptr) entries.push_back({socket, POLLRDHUP, 0});
  }
  if (entries.empty() || ::poll(entries.data(), entries.size(), 0) <= 0) return;
  for (const pollfd& entry : entries) {
    if ((entry.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) running_[entry.fd]->cancel();
  }
}

void RunningRequests::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (const auto& [socket, life] : running_) stop_one(socket, life);
}

}  // namespace onrecord
