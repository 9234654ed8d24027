#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "server/connection.h"
#include "server/token.h"
#include "server/write_side.h"
#include "storage/store.h"

namespace onrecord {

struct ServerOptions {
  /// An address in digits. Without a token only "127.0.0.1" and "::1" are served; on others every
  /// request needs it, but for files of the page.
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;                     ///< 0: a free one
  std::size_t memory_bytes = kDefaultMemory;  ///< of a store that it opens, as in StoreOptions
  std::size_t reply_bytes = 16 << 20;         ///< of answers kept until the store changes; may be 0
  std::optional<TokenHash> token;             ///< without one nobody writes
  bool read_only = false;                     ///< nobody writes, token or not
  std::vector<std::string> names;             ///< more names that Host may have, without the port
  /// Lets POST /api/v1/documents take documents in; without it nobody can.
  DocumentIntake intake = {};
  ConnectionLimits limits;
  std::chrono::milliseconds refresh{1000};  ///< how often changes of the store are looked for
  AccessLog access_log;                     ///< never sees document text; may be empty
  /// Hears what callers are not told: the route, and why it failed. May be empty.
  std::function<void(std::string_view route, const Error&)> error_log;
};

/// The store over HTTP, on this machine unless told otherwise: JSON under /api/v1 (server/API.md)
/// and pages for people. Requests are answered on threads of the server's own; a graph snapshot is
/// made at start and made anew in the background when the store has changed.
class Server {
 public:
  /// Opens the store for reading; another process may be writing it.
  static Result<Server> open(const std::filesystem::path& store, ServerOptions options = {});
  /// Shares a store of this process, which must outlive the server.
  explicit Server(Store& store, ServerOptions options = {});
  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  /// The port it listens on. Once; a stopped server does not start again.
  Result<std::uint16_t> start();
  /// Returns when every thread of the server is gone, within about two seconds and what a running
  /// query takes. Safe from any thread, and more than once; not from a signal handler: wake a
  /// thread there instead.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord
