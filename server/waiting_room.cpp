// Idea: reading a request needs no thread, answering it does. A request that trickles in is an
// entry of a map and a deadline; the thread that answers gets connections whose request is there.

#include "server/waiting_room.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "server/plain_reply.h"

namespace onrecord {
namespace {

using Clock = std::chrono::steady_clock;
using State = RequestReader::State;

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::milliseconds kLinger{250};

bool lingers(const OpenConnection& connection) {
  return connection.lingers_until != Clock::time_point{};
}

Clock::time_point end_of(const OpenConnection& connection) {
  return lingers(connection) ? connection.lingers_until : connection.reader.deadline();
}

}  // namespace

WaitingRoom::WaitingRoom(std::size_t most, Doors doors) : most_(most), doors_(std::move(doors)) {}

WaitingRoom::~WaitingRoom() {
  close();
  if (epoll_ >= 0) ::close(epoll_);
}

Status WaitingRoom::open() {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) {
    return Error{ErrorCode::Io, std::string("wait for requests: ") + std::strerror(errno)};
  }
  thread_ = std::thread([this] { run(); });
  return {};
}

void WaitingRoom::close() {
  closing_ = true;
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  inside_.clear();
}

void WaitingRoom::enter(std::unique_ptr<OpenConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (connection->reader.state() == State::Refused) {
    turn_away(*connection, connection->reader.refusal());
  }
  admit(std::move(connection));
}

void WaitingRoom::refuse(std::unique_ptr<OpenConnection> connection, const HttpError& error) {
  const std::lock_guard lock(mutex_);
  turn_away(*connection, error);
  admit(std::move(connection));
}

void WaitingRoom::admit(std::unique_ptr<OpenConnection> connection) {
  if (closing_) return;
  if (inside_.size() >= most_) make_room();
  epoll_event event{};
  event.events = EPOLLIN | EPOLLRDHUP;
  event.data.fd = connection->socket;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection->socket, &event) != 0) return;
  inside_.insert_or_assign(connection->socket, std::move(connection));
}

void WaitingRoom::turn_away(OpenConnection& connection, const HttpError& error) {
  const std::string bytes = refusal(error);
  doors_.refused(error, bytes.size());
  (void)!::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(connection.socket, SHUT_WR);
  connection.lingers_until = Clock::now() + kLinger;
}

void WaitingRoom::make_room() {
  const auto first = std::min_element(
      inside_.begin(), inside_.end(),
      [](const auto& a, const auto& b) { return end_of(*a.second) < end_of(*b.second); });
  if (first == inside_.end()) return;
  const std::unique_ptr<OpenConnection> gone = let_out(first);
  const bool between = gone->answered > 0 && gone->reader.state() == State::Idle;
  if (!lingers(*gone) && !between) {  // between two requests it would pass for the next answer
    turn_away(*gone, {503, "busy", "too many connections; try again in a moment", ""});
  }
}

std::unique_ptr<OpenConnection> WaitingRoom::let_out(Connections::iterator place) {
  std::unique_ptr<OpenConnection> connection = std::move(place->second);
  inside_.erase(place);
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, connection->socket, nullptr);
  return connection;
}

void WaitingRoom::read(int socket) {
  const auto place = inside_.find(socket);
  if (place == inside_.end()) return;
  OpenConnection& connection = *place->second;
  std::array<char, 16384> buffer;
  const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (count > 0 && lingers(connection)) return;
  const State state = count > 0 ? connection.reader.feed({buffer.data(), std::size_t(count)})
                                : connection.reader.end(true);
  if (lingers(connection) || (count <= 0 && state != State::Refused)) {
    let_out(place);
  } else if (state == State::Ready) {
    ready_.push_back(let_out(place));
  } else if (state == State::Refused) {
    turn_away(connection, connection.reader.refusal());
  }
}

void WaitingRoom::end_the_late() {
  const Clock::time_point now = Clock::now();
  for (auto place = inside_.begin(); place != inside_.end();) {
    const auto current = place++;
    OpenConnection& connection = *current->second;
    if (end_of(connection) > now) continue;
    if (!lingers(connection) && connection.reader.end(false) == State::Refused) {
      turn_away(connection, connection.reader.refusal());
    } else {
      let_out(current);
    }
  }
}

void WaitingRoom::run() {
  std::array<epoll_event, 64> events{};
  Clock::time_point next_tick = Clock::now() + kTick;
  while (!closing_) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   static_cast<int>(kTick.count()));
    const bool ticks = Clock::now() >= next_tick;
    std::vector<std::unique_ptr<OpenConnection>> leaving;
    {
      const std::lock_guard lock(mutex_);
      for (int i = 0; i < count; ++i) read(events[static_cast<std::size_t>(i)].data.fd);
      if (ticks) end_the_late();
      leaving.swap(ready_);
    }
    for (auto& connection : leaving) doors_.ready(std::move(connection));
    if (!ticks) continue;
    next_tick = Clock::now() + kTick;
    doors_.tick();
  }
}

}  // namespace onrecord
