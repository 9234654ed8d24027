// The packaged cpp-httplib 0.11.4 dies of long paths on regex routes, takes any number of headers,
// unpacks bodies without limit, matches Range with std::regex, believes a sent REMOTE_ADDR and lets
// a client that drips bytes hold a thread. Its connection loop is virtual, so Guard replaces it:
// one thread reads all heads and bodies (waiting_room.cpp; bounded in bytes and time), each head is
// checked (request_head.cpp), and a thread that answers gives the library a stream that holds
// nothing but a short head written by us. The library routes it to one handler and writes the reply
// through our stream, which has deadlines of its own.
//
// The request's body never passes through the library: our handler gets it beside the head.
//
// Handles: GET /api/v1/stats, kept alive or not; POST with a Content-Length. Does not handle:
// chunked bodies, upgrades.

#include "server/connection.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <optional>
#include <span>

#include "server/guarded_stream.h"
#include "server/http_error.h"
#include "server/plain_reply.h"
#include "server/running_requests.h"
#include "server/waiting_room.h"

namespace onrecord {
namespace {

// process_and_close_socket and process_request have other signatures in later versions, and what
// the guard must hold back was listed for this one.
static_assert(std::string_view(CPPHTTPLIB_VERSION) == "0.11.4",
              "server/connection.cpp was checked against cpp-httplib 0.11.4 only");

constexpr std::size_t kShortReply = 65536;  // leaves with its head, in one piece
constexpr milliseconds kHold{1000};  // how long a thread waits for a connection's next request

/// Runs what it is given at once: the accepting thread only hands connections on.
class NoQueue : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override { task(); }
  void shutdown() override {}
};

/// What the library does not carry from our loop to our handler, both on one thread.
struct Exchange {
  const Request& request;
  GuardedStream& stream;
  AnsweredRequest answered;
};
thread_local Exchange* exchange = nullptr;

constexpr ssize_t kNothingYet = -1;

/// How many bytes came; 0 when none will come any more.
ssize_t receive(int socket, std::span<char> buffer) {
  const ssize_t count = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count >= 0) return count;
  return errno == EAGAIN || errno == EINTR ? kNothingYet : 0;
}

std::optional<HttpError> admit_reads(const RequestHead& head) {
  if (head.method == "GET" || head.method == "HEAD") {
    if (head.content_length.value_or(0) == 0) return std::nullopt;
    return HttpError{413, "too_large", "a " + head.method + " has no body here"};
  }
  return HttpError{405, "method_not_allowed", "only GET and HEAD are answered here", "GET, HEAD"};
}

}  // namespace

class HttpListener::Guard : public httplib::Server {
 public:
  explicit Guard(ListenerOptions options)
      : limits_(options.limits),
        admission_(options.admission ? std::move(options.admission) : admit_reads),
        handler_(std::move(options.handler)),
        log_(std::move(options.log)),
        room_(limits_.connections,
              {[this](std::unique_ptr<OpenConnection> ready) { queue(std::move(ready)); },
               [this](const HttpError& error, std::size_t bytes) { log_refusal(error, bytes); },
               [this] { running_.look(); }}) {
    for (std::string& host : options.hosts) rules_.hosts.push_back(std::move(host));
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
    new_task_queue = [] { return new NoQueue; };
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      answer(response);
      return HandlerResponse::Handled;
    });
    set_exception_handler([](const httplib::Request&, httplib::Response& response,
                             const std::exception_ptr&) { fill_internal_error(response); });
  }

  Result<std::uint16_t> bind(const std::string& host, std::uint16_t port) {
    const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
    if (bound <= 0) {
      return Error{ErrorCode::Busy, "listen on " + host + " port " + std::to_string(port) +
                                        ": the port is taken, or it or the address is not allowed "
                                        "here; --port 0 takes a free one"};
    }
    ::listen(svr_sock_, 128);  // the packaged library's backlog is 5
    rules_.port = static_cast<std::uint16_t>(bound);
    rules_.max_path_bytes = limits_.max_path_bytes;
    rules_.max_query_bytes = limits_.max_query_bytes;
    return rules_.port;
  }

  Status open() {
    pool_ = std::make_unique<httplib::ThreadPool>(limits_.threads);
    return room_.open();
  }

  void begin_stop() {
    state_.stopping = true;
    room_.close();
    running_.stop();
  }

  /// After the last connection was accepted.
  void end_stop() {
    if (pool_) pool_->shutdown();
    pool_.reset();
  }

 private:
  using State = RequestReader::State;

  bool process_and_close_socket(socket_t socket) override {
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    room_.enter(std::make_unique<OpenConnection>(socket, limits_, rules_, admission_));
    return true;
  }

  /// Hands a connection whose request is there to a thread, if its turn can come.
  void queue(std::unique_ptr<OpenConnection> connection) {
    if (queued_ >= limits_.waiting) {
      room_.refuse(std::move(connection),
                   {503, "busy", "too many requests; try again in a moment", ""});
      return;
    }
    ++queued_;
    // std::function wants to be copied, so the pointer is shared for the way.
    pool_->enqueue([this, carried = std::make_shared<decltype(connection)>(std::move(connection))] {
      --queued_;
      ++busy_;
      answer_all(std::move(*carried));
      --busy_;
    });
  }

  /// Answers what is there, and what comes soon, while there are threads to spare.
  void answer_all(std::unique_ptr<OpenConnection> connection) {
    const int socket = connection->socket;
    bool stays = true;
    while (stays && connection->reader.state() == State::Ready) {
      stays = reply(*connection);
      if (stays && connection->reader.state() == State::Idle) stays = read_next(*connection);
    }
    running_.end(socket);
    if (stays && !state_.stopping) room_.enter(std::move(connection));
  }

  /// False when the client has gone.
  bool read_next(OpenConnection& connection) {
    if (busy_ * 4 > limits_.threads * 3) return true;
    running_.begin(connection.socket, nullptr);
    const milliseconds patience = std::min(kHold, left(connection.reader.deadline()));
    std::array<char, 16384> buffer;
    ssize_t count = receive(connection.socket, buffer);
    if (count == kNothingYet && wait_for(connection.socket, POLLIN, patience)) {
      count = receive(connection.socket, buffer);
    }
    if (count > 0) connection.reader.feed({buffer.data(), static_cast<std::size_t>(count)});
    return count > 0 || count == kNothingYet;
  }

  /// False when the connection has to end.
  bool reply(OpenConnection& connection) {
    const Clock::time_point begin = Clock::now();
    RequestReader::Taken taken = connection.reader.take();
    const bool last = ++connection.answered >= limits_.max_requests;
    taken.head.keep_alive = taken.head.keep_alive && !last && !state_.stopping;
    const Request request{taken.head.method, taken.head.target, std::move(taken.body),
                          std::make_shared<RequestLife>(begin + limits_.request_deadline)};
    running_.begin(connection.socket, request.life);
    GuardedStream stream(connection.socket, to_bytes(taken.head), request.life, limits_, state_);
    Exchange current{request, stream, {}};
    exchange = &current;
    bool closed = false;
    const bool written =
        process_request(stream, !taken.head.keep_alive, closed, nullptr) && stream.flush();
    exchange = nullptr;
    AnsweredRequest& answered = current.answered;
    answered.whole = written && !stream.failed() && answered.whole;
    if (log_) {
      answered.method = request.method;
      answered.bytes = stream.sent();
      answered.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
      log_(answered);
    }
    return answered.whole && taken.head.keep_alive && !closed;
  }

  void log_refusal(const HttpError& error, std::size_t bytes) const {
    if (!log_) return;
    AnsweredRequest answered;
    answered.status = error.status;
    answered.bytes = bytes;
    log_(answered);
  }

  void answer(httplib::Response& response) const {
    Reply reply = handler_(exchange->request);
    AnsweredRequest& answered = exchange->answered;
    answered.status = reply.status;
    answered.route = reply.route;
    answered.params = std::move(reply.params);
    response.status = reply.status;
    add_headers(response, reply.headers);
    if (reply.stream) {
      response.set_chunked_content_provider(
          reply.content_type,
          [write = std::move(reply.stream)](std::size_t, httplib::DataSink& sink) {
            const bool whole = write_all(write, sink);
            if (!whole) exchange->answered.whole = false;
            return whole;
          });
    } else {
      if (reply.body.size() <= kShortReply) exchange->stream.hold();
      response.set_content(reply.body, reply.content_type);
    }
  }

  static bool write_all(const std::function<Status(std::ostream&)>& write,
                        httplib::DataSink& sink) {
    try {
      SinkBuffer buffer(sink);
      std::ostream out(&buffer);
      if (!write(out) || !out || !buffer.flush()) return false;
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
    response.status = exchange->answered.status = error.status;
    response.headers.clear();
    add_headers(response, {});
    response.set_content(to_json(error), "application/json");
  }

  const ConnectionLimits limits_;
  const Admission admission_;
  const RequestHandler handler_;
  const AccessLog log_;
  HeadRules rules_;
  StreamState state_;
  std::atomic<std::size_t> queued_{0}, busy_{0};
  RunningRequests running_;
  WaitingRoom room_;
  std::unique_ptr<httplib::ThreadPool> pool_;  // last: its threads use all of the rest
};

HttpListener::HttpListener(ListenerOptions options)
    : guard_(std::make_unique<Guard>(std::move(options))) {}

HttpListener::~HttpListener() { stop(); }

Result<std::uint16_t> HttpListener::start(const std::string& host, std::uint16_t port) {
  in6_addr address{};
  if (::inet_pton(AF_INET, host.c_str(), &address) != 1 &&
      ::inet_pton(AF_INET6, host.c_str(), &address) != 1) {
    return Error{ErrorCode::InvalidInput,
                 "listen on '" + host + "': this is no address in digits, as 127.0.0.1 or ::1"};
  }
  auto bound = guard_->bind(host, port);
  if (!bound) return bound;
  const Status open = guard_->open();
  if (!open) return open.error();
  accepting_ = std::thread([this] { guard_->listen_after_bind(); });
  while (!guard_->is_running()) std::this_thread::sleep_for(milliseconds(1));
  return bound;
}

void HttpListener::stop() {
  const std::lock_guard<std::mutex> lock(stopping_);
  guard_->begin_stop();
  guard_->stop();
  if (accepting_.joinable()) accepting_.join();
  guard_->end_stop();
}

}  // namespace onrecord
