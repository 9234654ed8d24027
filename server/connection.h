#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <ostream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "model/result.h"
#include "server/http_error.h"

namespace onrecord {

struct ConnectionLimits {
  std::size_t threads = 64;            ///< requests answered at once
  std::size_t waiting = 256;           ///< connections that may wait for a thread; more get 503
  std::size_t max_head_bytes = 16384;  ///< request line and headers
  std::size_t max_path_bytes = 1024;
  std::size_t max_query_bytes = 4096;
  std::size_t max_requests = 1000;                    ///< on one connection
  std::chrono::milliseconds head_deadline{3000};      ///< for a whole head, from when it may begin
  std::chrono::milliseconds idle_timeout{5000};       ///< between two requests of a connection
  std::chrono::milliseconds write_stall{5000};        ///< a client that takes nothing for so long
  std::chrono::milliseconds write_deadline{600'000};  ///< for a whole reply
};

/// What a route answers.
struct Reply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  /// When set, writes the body piece by piece instead; false when it could not be finished, which
  /// cuts the connection, so that the client sees that something is missing.
  std::function<bool(std::ostream&)> stream;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// An accepted request: "GET" or "HEAD", and a target of visible ASCII that begins with '/'.
using RequestHandler = std::function<Reply(const std::string& method, const std::string& target)>;
using AccessLog = std::function<void(const std::string& method, const std::string& target,
                                     int status, std::chrono::microseconds took)>;

/// HTTP on a loopback address: cpp-httplib behind a guard of our own that reads and checks each
/// request's head before the library sees anything (connection.cpp says why). Adds the security
/// headers to every reply, its own errors' included.
class HttpListener {
 public:
  HttpListener(ConnectionLimits limits, RequestHandler handler, AccessLog log);
  ~HttpListener();
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;

  /// host: "127.0.0.1" or "::1"; port 0 takes a free one. The port it listens on. InvalidInput for
  /// another host, Busy when the port is taken.
  Result<std::uint16_t> start(const std::string& host, std::uint16_t port);
  /// Ends idle connections, gives running replies two seconds, and returns when all threads are
  /// gone. Safe from any thread but a handler's, and more than once.
  void stop();

 private:
  class Guard;
  std::unique_ptr<Guard> guard_;
  std::thread accepting_;
  std::mutex stopping_;
};

}  // namespace onrecord
