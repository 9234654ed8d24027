#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "model/result.h"
#include "server/open_connection.h"

namespace onrecord {

/// Where connections are until their next request is whole: one thread reads them all, so clients
/// that are slow, silent or gone hold nothing but a few kilobytes. It also tells the refused why.
class WaitingRoom {
 public:
  struct Doors {
    std::function<void(std::unique_ptr<OpenConnection>)> ready;  ///< a request is Ready
    std::function<void(const HttpError&, std::size_t bytes)> refused;
    std::function<void()> tick;  ///< ten times a second
  };

  /// most: connections at once. Past it the one whose time is up first is refused, with 503.
  WaitingRoom(std::size_t most, Doors doors);
  ~WaitingRoom();
  WaitingRoom(const WaitingRoom&) = delete;
  WaitingRoom& operator=(const WaitingRoom&) = delete;

  /// Io when the system gives no epoll.
  Status open();
  /// Takes a connection in, at once refused when its reader says so. Safe from any thread.
  void enter(std::unique_ptr<OpenConnection> connection);
  /// Tells a connection why it ends. Safe from any thread.
  void refuse(std::unique_ptr<OpenConnection> connection, const HttpError& error);
  /// Closes all connections in it. Those that enter later are closed, too.
  void close();

 private:
  using Connections = std::map<int, std::unique_ptr<OpenConnection>>;

  void run();
  // All below: with the mutex held.
  void admit(std::unique_ptr<OpenConnection> connection);
  void turn_away(OpenConnection& connection, const HttpError& error);
  void make_room();
  void read(int socket);
  void end_the_late();
  std::unique_ptr<OpenConnection> let_out(Connections::iterator place);

  const std::size_t most_;
  const Doors doors_;
  int epoll_ = -1;
  std::atomic<bool> closing_{false};
  std::mutex mutex_;
  Connections inside_;
  std::vector<std::unique_ptr<OpenConnection>> ready_;  ///< about to leave
  std::thread thread_;
};

}  // namespace onrecord
