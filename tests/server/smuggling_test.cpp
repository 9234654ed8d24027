// Where one request ends and the next begins is for the server alone to say: bytes that another
// program would take apart differently are refused, never guessed at.

#include <vector>

#include "tests/server/guarded_routes.h"

namespace onrecord {
namespace {

std::string host(std::uint16_t port) { return "Host: localhost:" + std::to_string(port) + "\r\n"; }

std::string get_line(std::uint16_t port) { return "GET /read HTTP/1.1\r\n" + host(port); }

/// A POST that leaves the connection open, but for its last headers and the body.
std::string post_line(std::uint16_t port) {
  return "POST /write HTTP/1.1\r\n" + host(port) + "Authorization: Bearer " + kTestToken +
         "\r\nContent-Type: application/json\r\n";
}

std::string post(std::uint16_t port, const std::string& body) {
  return post_line(port) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The statuses of all replies until the server closes.
std::vector<int> statuses(RawConnection& connection) {
  std::vector<int> all;
  while (true) {
    const int status = connection.receive().status;
    if (status == 0) return all;
    all.push_back(status);
  }
}

std::vector<int> ask(const GuardedServer& server, const std::string& bytes) {
  RawConnection connection(server.port);
  connection.send(bytes);
  return statuses(connection);
}

}  // namespace

TEST_CASE("requests sent at once are answered in their order", "[server]") {
  const GuardedServer server(with_token());
  RawConnection connection(server.port);
  std::string all;
  for (int i = 0; i < 100; ++i) {
    all += i % 2 == 0 ? get_line(server.port) + "\r\n"
                      : post(server.port, std::string(static_cast<std::size_t>(i), 'x'));
  }
  connection.send(all);
  for (int i = 0; i < 100; ++i) {
    const RawReply reply = connection.receive();
    INFO(i);
    REQUIRE(reply.status == 200);
    CHECK(reply.body == (i % 2 == 0 ? "{}" : std::to_string(i)));
  }
}

TEST_CASE("a connection ends after its last request, whatever else was sent", "[server]") {
  ConnectionLimits limits;
  limits.max_requests = 3;
  const GuardedServer server(with_token(), limits);
  std::string all;
  for (int i = 0; i < 10; ++i) all += get_line(server.port) + "\r\n";
  CHECK(ask(server, all) == std::vector{200, 200, 200});
  const std::string last = get_line(server.port) + "Connection: close\r\n\r\n";
  CHECK(ask(server, last + last) == std::vector{200});
}

TEST_CASE("a request inside a body is a body", "[server]") {
  const GuardedServer server(with_token());
  const std::string inner = "DELETE /write/1 HTTP/1.1\r\n" + host(server.port) +
                            "Authorization: Bearer " + kTestToken + "\r\n\r\n";
  const int before = seen().handled;
  RawConnection connection(server.port);
  connection.send(post(server.port, inner) + get_line(server.port) + "Connection: close\r\n\r\n");
  CHECK(connection.receive().body == std::to_string(inner.size()));
  CHECK(connection.receive().body == "{}");
  CHECK(connection.receive().status == 0);
  CHECK(seen().handled == before + 2);
}

TEST_CASE("what follows a body that is too short or too long is no request", "[server]") {
  const GuardedServer server(with_token());
  const std::string head = post_line(server.port);
  // The rest of a body that says less than it is.
  CHECK(ask(server, head + "Content-Length: 2\r\n\r\n{}x\r\n\r\n") == std::vector{200, 400});
  CHECK(ask(server, head + "Content-Length: 0\r\n\r\nabc\r\n\r\n") == std::vector{200, 400});
  // One that says more takes what comes, and is not answered before all of it is there.
  RawConnection connection(server.port);
  connection.send(head + "Content-Length: 1000\r\n\r\n" + get_line(server.port) + "\r\n");
  connection.end_sending();
  CHECK(statuses(connection) == std::vector{400});
}

TEST_CASE("lengths that could be read in two ways are refused, and the connection ends",
          "[server]") {
  const GuardedServer server(with_token());
  const std::string after = "\r\n{}" + get_line(server.port) + "\r\n";
  const int before = seen().handled;
  for (const std::string& headers : std::vector<std::string>{
           "Content-Length: 2\r\nContent-Length: 2\r\n",
           "Content-Length: 2\r\ncontent-length: 3\r\n",
           "Content-Length: 2, 2\r\n",
           "Content-Length: 2 2\r\n",
           "Content-Length: +2\r\n",
           "Content-Length: -2\r\n",
           "Content-Length: 0x2\r\n",
           "Content-Length: 2.0\r\n",
           "Content-Length: \r\n",
           "Content-Length : 2\r\n",
           " Content-Length: 2\r\n",
           "Content-Length:\r\n 2\r\n",
           "Content-Length: 2\rContent-Length: 3\r\n",
           "Content-Length: 2\nX: y\r\n",
           std::string("Content-Length: 2\0\r\n", 20),
           std::string("Content-Length\0: 2\r\n", 20),
           "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
           "transfer-encoding: xchunked\r\nContent-Length: 2\r\n",
           "Transfer-Encoding: gzip, chunked\r\n",
           "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n",
           "Transfer-Encoding:\x0b"
           "chunked\r\nContent-Length: 2\r\n",
           "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
       }) {
    INFO(headers);
    CHECK(ask(server, post_line(server.port) + headers + after) == std::vector{400});
  }
  CHECK(ask(server, post_line(server.port) + after) == std::vector{411});
  CHECK(ask(server, post_line(server.port) + "Content-Length: 99999999999999999999\r\n" + after) ==
        std::vector{413});
  CHECK(seen().handled == before);
}

TEST_CASE("targets for proxies, other protocols and odd bytes are refused", "[server]") {
  const GuardedServer server(with_token());
  const std::string here = "localhost:" + std::to_string(server.port);
  const std::string rest = " HTTP/1.1\r\n" + host(server.port) + "\r\n";
  for (const std::string& line : std::vector<std::string>{
           "GET http://" + here + "/read", "GET //" + here + "/read", "GET https://evil.example/",
           "CONNECT " + here, "OPTIONS *", "GET *", "GET read", "GET ?q=1", "GET /read /write",
           "GET /read\t", "GET /read\xC2\xA0",
           "GET /re\x01"
           "ad",
           std::string("GET /re\0ad", 10), "GET /read#x", "GET  /read", "GET\t/read",
           "\r\nGET /read"}) {
    INFO(line);
    CHECK(ask(server, line + rest) == std::vector{400});
  }
  for (const char* path :
       {"/read%00", "/read/%2e%2e/%00", "/read?q=%00", "/%", "/read%0d%0aX:%20y"}) {
    INFO(path);
    CHECK(ask(server, "GET " + std::string(path) + rest) == std::vector{400});
  }
  CHECK(ask(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == std::vector{505});
  CHECK(ask(server, "GET /read HTTP/1.0\r\n" + host(server.port) + "\r\n") == std::vector{505});
  CHECK(ask(server, "GET /read HTTP/1.1 HTTP/1.1\r\n" + host(server.port) + "\r\n") ==
        std::vector{400});
}

TEST_CASE("a request of before HTTP had versions is a head that never ends", "[server]") {
  const GuardedServer server(with_token());
  RawConnection connection(server.port);
  connection.send("GET /read\r\n");
  connection.end_sending();
  CHECK(statuses(connection) == std::vector{400});
}

TEST_CASE("an upgrade is not taken up", "[server]") {
  const GuardedServer server(with_token());
  RawConnection connection(server.port);
  connection.send(get_line(server.port) +
                  "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                  "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
  const RawReply reply = connection.receive();
  CHECK(reply.status == 200);
  CHECK(reply.headers.count("upgrade") == 0);
  connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  CHECK(statuses(connection) == std::vector{505});
  CHECK(ask(server, get_line(server.port) +
                        "Connection: Upgrade, close\r\nUpgrade: websocket\r\n"
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: "
                        "13\r\n\r\n") == std::vector{200});
}

TEST_CASE("header lines are counted, however short", "[server]") {
  const GuardedServer server(with_token());
  for (const int count : {65, 100, 1000, 4000, 100000}) {
    std::string bytes = get_line(server.port);
    for (int i = 0; i < count; ++i) bytes += "a:\r\n";
    INFO(count);
    CHECK(ask(server, bytes + "\r\n") == std::vector{431});
  }
  std::string most = get_line(server.port) + "Connection: close\r\n";  // with Host two
  for (int i = 0; i < 62; ++i) most += "a:\r\n";
  CHECK(ask(server, most + "\r\n") == std::vector{200});
}

}  // namespace onrecord
