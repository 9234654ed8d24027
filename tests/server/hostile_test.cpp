// The attacks that the packaged HTTP library falls to, over a raw socket. After each one the server
// must still answer.

#include <thread>

#include "tests/server/process_figures.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

std::string host(std::uint16_t port) { return "Host: localhost:" + std::to_string(port) + "\r\n"; }

int status_of(const RunningServer& running, const std::string& bytes) {
  const int status = send_raw(running.port, bytes).status;
  CHECK(get(running.port, "/api/v1/health").status == 200);
  return status;
}

}  // namespace

TEST_CASE("long paths are refused, not matched", "[server]") {
  const RunningServer running;
  for (const std::size_t size : {1025u, 8000u, 15000u, 100000u}) {
    const RawReply reply =
        send_raw(running.port, request_bytes(running.port, "/" + std::string(size, 'a')));
    INFO(size);
    CHECK(reply.status == 414);
    CHECK(reply.body.find("\"too_large\"") != std::string::npos);
  }
  CHECK(get(running.port, "/" + std::string(1000, 'a')).status == 404);
  CHECK(get(running.port, "/" + std::string(500, '/')).status == 400);
}

TEST_CASE("heads are cut at 16 KiB", "[server]") {
  const RunningServer running;
  const std::string begin = "GET / HTTP/1.1\r\n" + host(running.port);
  CHECK(status_of(running, begin + "X: " + std::string(65536, 'x') + "\r\n\r\n") == 431);
  std::string many = begin;
  for (int i = 0; i < 200; ++i) many += "X" + std::to_string(i) + ": y\r\n";
  CHECK(status_of(running, many + "\r\n") == 431);
  CHECK(status_of(running, begin + "X: " + std::string(15000, 'x') + "\r\n\r\n") == 200);
}

TEST_CASE("an endless head does not grow the process", "[server]") {
  const RunningServer running;
  get(running.port, "/");
  const long before = memory_kib();
  RawConnection connection(running.port);
  connection.send("GET / HTTP/1.1\r\n" + host(running.port));
  std::string lines;
  for (int i = 0; i < 10000; ++i) lines += "A: b\r\n";
  for (int i = 0; i < 100 && connection.send(lines); ++i) {
  }
  CHECK(memory_kib() - before < 32 * 1024);
  CHECK(get(running.port, "/api/v1/health").status == 200);
}

TEST_CASE("a line of 64 MB does not grow the process", "[server]") {
  const RunningServer running;
  get(running.port, "/");
  const long before = memory_kib();
  RawConnection connection(running.port);
  connection.send("GET / HTTP/1.1\r\n" + host(running.port) + "X: ");
  const std::string piece(1 << 20, 'x');
  for (int i = 0; i < 64 && connection.send(piece); ++i) {
  }
  CHECK(memory_kib() - before < 32 * 1024);
  CHECK(get(running.port, "/api/v1/health").status == 200);
}

TEST_CASE("line ends in a target never become headers", "[server]") {
  const RunningServer running;
  for (const std::string target :
       {"/document/%0d%0aX-Made:%20up", "/api/v1/documents/a%0D%0AX-Made:%20up",
        "/api/v1/entities?q=%0d%0aX-Made:%20up", "/api/v1/entities?cursor=%0aX-Made:%20up"}) {
    const RawReply reply = get(running.port, target);
    INFO(target);
    CHECK(reply.status == 400);
    CHECK(reply.headers.count("x-made") == 0);
  }
}

TEST_CASE("bodies of every kind are refused unread", "[server]") {
  const RunningServer running;
  const std::string post = "POST /api/v1/stats HTTP/1.1\r\n" + host(running.port);
  const std::string plain = "GET /api/v1/stats HTTP/1.1\r\n" + host(running.port);
  CHECK(status_of(running, post + "Content-Length: 3\r\n\r\nabc") == 405);
  CHECK(status_of(running, plain + "Content-Length: 3\r\n\r\nabc") == 413);
  CHECK(status_of(running, plain + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc") == 400);
  CHECK(status_of(running, plain + "Content-Length: 18446744073709551617\r\n\r\n") == 413);
  CHECK(status_of(running, plain + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\nabc") == 400);
  CHECK(status_of(running, plain + "Content-Encoding: gzip\r\n\r\n\x1f\x8b") == 415);
  CHECK(status_of(running, plain + "Content-Type: multipart/form-data; boundary=x\r\n\r\n") == 415);
  CHECK(status_of(running, plain + "Expect: 100-continue\r\n\r\n") == 417);
}

TEST_CASE("ranges are refused, however many", "[server]") {
  const RunningServer running;
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 200; ++i) ranges += ",0-";
  const RawReply reply = get(running.port, "/api/v1/export", ranges + "\r\n");
  CHECK(reply.status == 416);
  CHECK(reply.body.size() < 200);
}

TEST_CASE("hosts of others are refused", "[server]") {
  const RunningServer running;
  const std::string line = "GET / HTTP/1.1\r\n";
  CHECK(status_of(running, line + "Host: evil.example\r\n\r\n") == 421);
  CHECK(status_of(running, line + "Host: localhost:1\r\n\r\n") == 421);
  CHECK(status_of(running, line + "\r\n") == 400);
  CHECK(status_of(running, line + host(running.port) + host(running.port) + "\r\n") == 400);
}

TEST_CASE("a sent REMOTE_ADDR and other strange headers change nothing", "[server]") {
  const RunningServer running;
  const RawReply reply = get(running.port, "/api/v1/health",
                             "REMOTE_ADDR: 10.1.2.3\r\nREMOTE_PORT: 1\r\nX-Forwarded-For: x\r\n"
                             "EXCEPTION_WHAT: x\r\nUpgrade: h2c\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.headers.count("remote_addr") == 0);
  CHECK(reply.headers.count("exception_what") == 0);
}

TEST_CASE("noise instead of a request gets 400 or nothing", "[server]") {
  const RunningServer running;
  for (const std::string& bytes :
       {std::string("\r\n\r\n"), std::string("\0\0\0\0\r\n\r\n", 8),
        std::string("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11), std::string("GET\r\n\r\n"),
        std::string("GET / HTTP/1.1\n\n\r\n\r\n")}) {
    const int status = status_of(running, bytes);
    CHECK((status == 400 || status == 421));
  }
}

TEST_CASE("requests may follow each other on one connection", "[server]") {
  const RunningServer running;
  RawConnection connection(running.port);
  const std::string request = "GET /api/v1/health HTTP/1.1\r\n" + host(running.port) + "\r\n";
  connection.send(request);
  CHECK(connection.receive().status == 200);
  connection.send(request + request);  // at once
  CHECK(connection.receive().status == 200);
  CHECK(connection.receive().status == 200);
  connection.send("BREW / HTTP/1.1\r\n" + host(running.port) + "\r\n");
  CHECK(connection.receive().status == 405);
  CHECK(connection.closed());
}

TEST_CASE("clients that drip or say nothing do not keep others waiting", "[server]") {
  ServerOptions options;
  options.limits.threads = 8;
  options.limits.head_deadline = std::chrono::milliseconds(3000);
  const RunningServer running(options);
  std::vector<std::unique_ptr<RawConnection>> slow;
  for (int i = 0; i < 7; ++i) {
    slow.push_back(std::make_unique<RawConnection>(running.port));
    slow.back()->send("GET / HTTP/1.1\r\nHo");
  }
  const auto begin = std::chrono::steady_clock::now();
  CHECK(get(running.port, "/api/v1/health").status == 200);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(2000));
  for (const auto& connection : slow) CHECK(connection->receive().status == 408);
}

TEST_CASE("past the most connections those that wait longest get 503", "[server]") {
  ServerOptions options;
  options.limits.connections = 2;
  const RunningServer running(options);
  std::vector<std::unique_ptr<RawConnection>> waiting;
  int refused = 0;
  for (int i = 0; i < 6; ++i) {
    waiting.push_back(std::make_unique<RawConnection>(running.port));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  for (const auto& connection : waiting) refused += connection->receive().status == 503 ? 1 : 0;
  CHECK(refused == 4);
}

TEST_CASE("a client that does not read its reply is let go", "[server]") {
  ServerOptions options;
  options.limits.write_stall = std::chrono::milliseconds(200);
  std::atomic<int> answered{0};
  HttpListener listener({options.limits,
                         {},
                         [&](const Request&) {
                           ++answered;
                           Reply reply;
                           reply.stream = [&](std::ostream& out) {
                             const std::string piece(65536, 'x');
                             int pieces = 0;
                             while (out.write(piece.data(), 65536) && pieces < 4096) ++pieces;
                             answered = pieces < 4096 ? 100 : -1;
                             return out ? Status() : not_sent();
                           };
                           return reply;
                         },
                         {},
                         {}});
  const auto port = listener.start("127.0.0.1", 0);
  REQUIRE(port);
  RawConnection connection(*port);
  connection.send(request_bytes(*port, "/"));
  for (int i = 0; i < 100 && answered < 100; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(answered == 100);
  listener.stop();
}

TEST_CASE("a handler that throws gives a clean 500", "[server]") {
  HttpListener listener(
      {{}, {}, [](const Request&) -> Reply { throw std::runtime_error("secret"); }, {}, {}});
  const auto port = listener.start("127.0.0.1", 0);
  REQUIRE(port);
  const RawReply reply = get(*port, "/");
  CHECK(reply.status == 500);
  CHECK(reply.body.find("secret") == std::string::npos);
  CHECK(reply.headers.count("exception_what") == 0);
  CHECK(reply.headers.at("x-content-type-options") == "nosniff");
  listener.stop();
}

}  // namespace onrecord
