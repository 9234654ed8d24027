#include "server/guarded_stream.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace onrecord {
namespace {

constexpr milliseconds kGoodbye{2000};  // for running replies after a stop
constexpr std::size_t kStreamPiece = 65536;
constexpr std::size_t kLeastPiece = 16384;  // a client that takes less in `write_stall` is let go

}  // namespace

milliseconds left(Clock::time_point deadline) {
  return std::max(milliseconds(0),
                  std::chrono::duration_cast<milliseconds>(deadline - Clock::now()));
}

bool wait_for(int socket, short events, milliseconds timeout) {
  pollfd entry{socket, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&entry, 1, static_cast<int>(timeout.count()));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

GuardedStream::GuardedStream(int socket, std::string head, std::shared_ptr<RequestLife> life,
                             const ConnectionLimits& limits, StreamState& state)
    : socket_(socket),
      head_(std::move(head)),
      life_(std::move(life)),
      limits_(limits),
      state_(state),
      deadline_(life_->deadline()) {}

ssize_t GuardedStream::read(char* out, std::size_t size) {
  const std::size_t count = std::min(size, head_.size() - read_);
  std::memcpy(out, head_.data() + read_, count);
  read_ += count;
  return static_cast<ssize_t>(count);
}

/// So that slow readers cannot hold every thread: too many at once, and the next one is let go.
bool GuardedStream::may_wait() {
  if (waits_) return true;
  waits_ = ++state_.slow_writes <= limits_.slow_writes;
  if (!waits_) --state_.slow_writes;
  return waits_;
}

void GuardedStream::done_waiting() {
  if (waits_) --state_.slow_writes;
  waits_ = false;
}

ssize_t GuardedStream::write(const char* bytes, std::size_t size) {
  if (!holds_) return send_all(bytes, size);
  held_.append(bytes, size);
  return static_cast<ssize_t>(size);
}

bool GuardedStream::flush() {
  holds_ = false;
  const std::string waiting = std::exchange(held_, {});
  return waiting.empty() || send_all(waiting.data(), waiting.size()) >= 0;
}

ssize_t GuardedStream::send_all(const char* bytes, std::size_t size) {
  std::size_t sent = 0;
  Clock::time_point stalled = Clock::now() + limits_.write_stall;
  std::size_t enough = std::min(size, kLeastPiece);  // to be sent by then
  while (!failed_ && sent < size) {
    const ssize_t count = ::send(socket_, bytes + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0) {
      sent += static_cast<std::size_t>(count);
      if (sent >= enough) {
        stalled = Clock::now() + limits_.write_stall;
        enough = std::min(size, sent + kLeastPiece);
      }
    } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
      failed_ = true;
    } else {
      failed_ = !wait_for(socket_, POLLOUT, kSlice) && !may_wait();
    }
    if (state_.stopping) deadline_ = std::min(deadline_, Clock::now() + kGoodbye);
    if (Clock::now() > std::min(stalled, deadline_)) failed_ = true;
  }
  done_waiting();
  sent_ += sent;
  if (!failed_) return static_cast<ssize_t>(size);
  life_->cancel();
  return -1;
}

void GuardedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = "loopback";
  port = 0;
}

void GuardedStream::get_local_ip_and_port(std::string& ip, int& port) const {
  ip = "loopback";
  port = 0;
}

SinkBuffer::SinkBuffer(httplib::DataSink& sink) : sink_(sink) { bytes_.reserve(kStreamPiece); }

bool SinkBuffer::flush() {
  if (!bytes_.empty() && !failed_) failed_ = !sink_.write(bytes_.data(), bytes_.size());
  bytes_.clear();
  return !failed_;
}

SinkBuffer::int_type SinkBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char byte = traits_type::to_char_type(c);
  return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

std::streamsize SinkBuffer::xsputn(const char* bytes, std::streamsize count) {
  bytes_.append(bytes, static_cast<std::size_t>(count));
  if (bytes_.size() >= kStreamPiece && !flush()) return 0;
  return failed_ ? 0 : count;
}

}  // namespace onrecord
