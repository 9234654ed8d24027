#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "model/result.h"
#include "server/connection_limits.h"
#include "server/reply.h"
#include "server/request.h"
#include "server/request_reader.h"

namespace onrecord {

/// What the log hears of a request: nothing of its texts, names or tokens.
struct AnsweredRequest {
  std::string method = "-";      ///< "-": the head was refused
  std::string_view route = "-";  ///< the pattern, of static storage; "-": none
  std::string params;            ///< names of known parameters, blank-separated
  int status = 0;
  std::uint64_t bytes = 0;  ///< sent, heads included
  bool whole = true;        ///< false: the client or the time went before the end
  std::chrono::microseconds took{0};
};

using RequestHandler = std::function<Reply(const Request&)>;
/// Called on threads of the listener, after the last byte.
using AccessLog = std::function<void(const AnsweredRequest&)>;

struct ListenerOptions {
  ConnectionLimits limits;
  Admission admission;  ///< empty: GET and HEAD only
  RequestHandler handler;
  AccessLog log;                   ///< may be empty
  std::vector<std::string> hosts;  ///< names of this machine beside localhost, as in HeadRules
};

/// HTTP: cpp-httplib behind a guard of our own that reads and checks each request's head before the
/// library sees anything (connection.cpp says why). Adds the security headers to every reply, its
/// own errors' included.
class HttpListener {
 public:
  explicit HttpListener(ListenerOptions options);
  ~HttpListener();
  HttpListener(const HttpListener&) = delete;
  HttpListener& operator=(const HttpListener&) = delete;

  /// host: an address in digits; port 0 takes a free one. The port it listens on. InvalidInput for
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
