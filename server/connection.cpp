// The packaged cpp-httplib 0.11.4 dies of long paths on regex routes, takes any number of headers,
// unpacks bodies without limit, matches Range with std::regex, believes a sent REMOTE_ADDR and lets
// a client that drips bytes hold a thread. Its connection loop is virtual, so Guard replaces it:
// we read the head (bounded in bytes and time), check it (request_head.cpp), and give the library a
// stream that holds nothing but a short head written by us. The library routes it to one handler
// and writes the reply through our stream, which has deadlines of its own.
//
// Handles: GET /api/v1/stats, kept alive or not. Does not handle: anything with a body, upgrades.

#include "server/connection.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <optional>
#include <variant>

#include "server/guarded_stream.h"
#include "server/plain_reply.h"
#include "server/request_head.h"

namespace onrecord {
namespace {

// process_and_close_socket and process_request have other signatures in later versions, and what
// the guard must hold back was listed for this one.
static_assert(std::string_view(CPPHTTPLIB_VERSION) == "0.11.4",
              "server/connection.cpp was checked against cpp-httplib 0.11.4 only");

constexpr milliseconds kLinger{250};  // for a refused client to read why

thread_local bool refuse_connection = false;

/// The library's pool, but with an end to its queue: past it the accepting thread itself says 503.
class BoundedPool : public httplib::TaskQueue {
 public:
  BoundedPool(std::size_t threads, std::size_t waiting, std::atomic<std::size_t>& queued)
      : pool_(threads), waiting_(waiting), queued_(queued) {}
  void enqueue(std::function<void()> task) override {
    if (queued_ >= waiting_) {
      refuse_connection = true;
      task();
      refuse_connection = false;
      return;
    }
    ++queued_;
    pool_.enqueue([this, task = std::move(task)] {
      --queued_;
      task();
    });
  }
  void shutdown() override { pool_.shutdown(); }

 private:
  httplib::ThreadPool pool_;
  std::size_t waiting_;
  std::atomic<std::size_t>& queued_;
};

}  // namespace

class HttpListener::Guard : public httplib::Server {
 public:
  Guard(ConnectionLimits limits, RequestHandler handler, AccessLog log)
      : limits_(limits), handler_(std::move(handler)), log_(std::move(log)) {
    // The library would share a port with another server (SO_REUSEPORT); we want to be told.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_tcp_nodelay(true);
    set_payload_max_length(0);
    // Only said in replies: the loop below is ours.
    set_keep_alive_max_count(limits_.max_requests);
    set_keep_alive_timeout(std::max<time_t>(1, limits_.idle_timeout.count() / 1000));
    new_task_queue = [this] { return new BoundedPool(limits_.threads, limits_.waiting, queued_); };
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
      return HandlerResponse::Handled;
    });
    set_exception_handler([](const httplib::Request&, httplib::Response& response,
                             const std::exception_ptr&) { fill_internal_error(response); });
  }

  Result<std::uint16_t> bind(const std::string& host, std::uint16_t port) {
    const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
    if (bound <= 0) {
      return Error{ErrorCode::Busy, "listen on " + host + " port " + std::to_string(port) +
                                        ": the port is taken or not allowed; choose another with "
                                        "--port, or 0 for a free one"};
    }
    ::listen(svr_sock_, 128);  // the packaged library's backlog is 5
    rules_.port = static_cast<std::uint16_t>(bound);
    rules_.max_path_bytes = limits_.max_path_bytes;
    rules_.max_query_bytes = limits_.max_query_bytes;
    return rules_.port;
  }

  void begin_stop() {
    stopping_ = true;
    const std::lock_guard<std::mutex> lock(open_mutex_);
    for (const int socket : open_) ::shutdown(socket, SHUT_RD);
  }

 private:
  bool process_and_close_socket(socket_t socket) override {
    if (refuse_connection) {
      const std::string bytes =
          refusal({503, "busy", "too many connections; try again in a moment"});
      (void)!::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      ::close(socket);
      return false;
    }
    {
      const std::lock_guard<std::mutex> lock(open_mutex_);
      open_.insert(socket);
      if (stopping_) ::shutdown(socket, SHUT_RD);
    }
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    serve(socket);
    {
      const std::lock_guard<std::mutex> lock(open_mutex_);
      open_.erase(socket);
    }
    ::close(socket);
    return true;
  }

  void serve(int socket) {
    std::string received;  // what came after the last head, too
    for (std::size_t count = 1; count <= limits_.max_requests && !stopping_; ++count) {
      if (count > 1 && received.empty() && !wait_for_next(socket)) return;
      std::variant<std::string, HttpError> head = read_head(socket, received);
      if (auto* bytes = std::get_if<std::string>(&head)) {
        if (bytes->empty()) return;  // closed by the client
        auto parsed = parse_request_head(*bytes, rules_);
        if (auto* request = std::get_if<RequestHead>(&parsed)) {
          if (!reply(socket, *request, count == limits_.max_requests)) return;
          continue;
        }
        head = std::get<HttpError>(parsed);
      }
      refuse(socket, std::get<HttpError>(head));
      return;
    }
  }

  /// Waits for the first byte of a further request; not while others wait for this thread.
  bool wait_for_next(int socket) const {
    const Clock::time_point deadline = Clock::now() + limits_.idle_timeout;
    while (!stopping_ && left(deadline).count() > 0) {
      if (wait_for(socket, POLLIN, std::min(kSlice, left(deadline)))) return true;
      if (queued_ > 0) return false;
    }
    return false;
  }

  /// The bytes up to and with the first empty line, taken off `received`; "" when the client hung
  /// up before it sent any.
  std::variant<std::string, HttpError> read_head(int socket, std::string& received) const {
    const Clock::time_point deadline = Clock::now() + limits_.head_deadline;
    std::size_t searched = 0;
    while (true) {
      const std::size_t end = received.find("\r\n\r\n", searched);
      const std::size_t size = end == std::string::npos ? received.size() : end + 4;
      if (size > limits_.max_head_bytes) {
        const bool in_line =
            received.find("\r\n") >= limits_.max_path_bytes + limits_.max_query_bytes + 32;
        return HttpError{
            in_line ? 414 : 431, "too_large",
            "the request head is longer than " + std::to_string(limits_.max_head_bytes) + " bytes"};
      }
      if (end != std::string::npos) {
        std::string head = received.substr(0, size);
        received.erase(0, size);
        return head;
      }
      searched = received.size() < 3 ? 0 : received.size() - 3;
      char buffer[4096];
      if (!wait_for(socket, POLLIN, left(deadline))) {
        return HttpError{408, "busy", "the request head did not arrive in time"};
      }
      const ssize_t count = ::recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
      if (count > 0) {
        received.append(buffer, static_cast<std::size_t>(count));
      } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        if (received.empty() || stopping_) return std::string();
        return HttpError{400, "invalid_input", "the request head was cut off"};
      }
    }
  }

  /// False when the connection has to end.
  bool reply(int socket, RequestHead request, bool last) {
    request.keep_alive = request.keep_alive && !last && !stopping_;
    GuardedStream stream(socket, to_bytes(request), limits_, stopping_);
    bool closed = false;
    const bool written = process_request(stream, !request.keep_alive, closed, nullptr);
    return written && !stream.failed() && request.keep_alive && !closed;
  }

  /// Says why, and reads for a moment what the client still sends, so that a reset does not take
  /// the answer away from it.
  void refuse(int socket, const HttpError& error) const {
    if (log_) log_("-", "-", error.status, std::chrono::microseconds(0));
    const std::string bytes = refusal(error);
    GuardedStream stream(socket, "", limits_, stopping_);
    if (stream.write(bytes.data(), bytes.size()) < 0) return;
    ::shutdown(socket, SHUT_WR);
    const Clock::time_point deadline = Clock::now() + kLinger;
    char buffer[4096];
    while (left(deadline).count() > 0 && wait_for(socket, POLLIN, left(deadline))) {
      if (::recv(socket, buffer, sizeof buffer, MSG_DONTWAIT) <= 0) break;
    }
  }

  void answer(const httplib::Request& request, httplib::Response& response) const {
    const Clock::time_point begin = Clock::now();
    Reply reply = handler_(request.method, request.target);
    response.status = reply.status;
    add_headers(response, reply.headers);
    if (reply.stream) {
      response.set_chunked_content_provider(
          reply.content_type,
          [write = std::move(reply.stream)](std::size_t, httplib::DataSink& sink) {
            return write_all(write, sink);
          });
    } else {
      response.set_content(reply.body, reply.content_type);
    }
    if (log_) {
      log_(request.method, request.target, reply.status,
           std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin));
    }
  }

  static bool write_all(const std::function<bool(std::ostream&)>& write, httplib::DataSink& sink) {
    try {
      SinkBuffer buffer(sink);
      std::ostream out(&buffer);
      if (!write(out) || !buffer.flush()) return false;
      sink.done();
      return true;
    } catch (const std::exception&) {
      return false;  // the head is out already: all that is left is to cut the connection
    }
  }

  static void add_headers(httplib::Response& response,
                          const std::vector<std::pair<std::string, std::string>>& more) {
    for (const auto& [name, value] : security_headers()) response.set_header(name, value);
    for (const auto& [name, value] : more) {
      response.headers.erase(name);
      response.set_header(name, value);
    }
  }

  static void fill_internal_error(httplib::Response& response) {
    const HttpError error = to_http_error({ErrorCode::Internal, ""});
    response.status = error.status;
    response.headers.clear();
    add_headers(response, {});
    response.set_content(to_json(error), "application/json");
  }

  const ConnectionLimits limits_;
  const RequestHandler handler_;
  const AccessLog log_;
  HeadRules rules_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> queued_{0};
  std::mutex open_mutex_;
  std::set<int> open_;
};

HttpListener::HttpListener(ConnectionLimits limits, RequestHandler handler, AccessLog log)
    : guard_(std::make_unique<Guard>(limits, std::move(handler), std::move(log))) {}

HttpListener::~HttpListener() { stop(); }

Result<std::uint16_t> HttpListener::start(const std::string& host, std::uint16_t port) {
  if (host != "127.0.0.1" && host != "::1") {
    return Error{ErrorCode::InvalidInput, "listen on '" + host +
                                              "': only the loopback addresses 127.0.0.1 and ::1 "
                                              "are served"};
  }
  auto bound = guard_->bind(host, port);
  if (!bound) return bound;
  accepting_ = std::thread([this] { guard_->listen_after_bind(); });
  while (!guard_->is_running()) std::this_thread::sleep_for(milliseconds(1));
  return bound;
}

void HttpListener::stop() {
  const std::lock_guard<std::mutex> lock(stopping_);
  guard_->begin_stop();
  guard_->stop();
  if (accepting_.joinable()) accepting_.join();
}

}  // namespace onrecord
