// Requests with bodies, over raw sockets.

#include <thread>

#include "tests/server/guarded_routes.h"

namespace onrecord {
namespace {

/// The head of a POST to "/write" that announces what `headers` say.
std::string post_head(std::uint16_t port, const std::string& headers) {
  return request_bytes(
      port, "/write",
      "Authorization: Bearer " + kTestToken + "\r\nContent-Type: application/json\r\n" + headers,
      "POST");
}

}  // namespace

TEST_CASE("a token is 256 bits in base64url, and another each time", "[server]") {
  const auto first = make_token(), second = make_token();
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->size() == 43);
  CHECK(first->find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
        std::string::npos);
  CHECK(*first != *second);
  CHECK(TokenHash(*first).matches(*first));
  CHECK_FALSE(TokenHash(*first).matches(*second));
  CHECK_FALSE(TokenHash(*first).matches(first->substr(0, 42)));
  CHECK_FALSE(TokenHash(*first).matches(""));
  CHECK(bearer_token("Bearer abc") == "abc");
  CHECK(bearer_token("bEARER  abc") == "abc");
  for (const char* other : {"", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer\tabc"}) {
    CHECK(bearer_token(other).empty());
  }
}

TEST_CASE("a POST with the token and a JSON body comes through whole", "[server]") {
  const GuardedServer server(with_token());
  for (const std::size_t size : {0u, 1u, 4095u, 100'000u}) {
    const RawReply reply =
        send_raw(server.port, post_bytes(server.port, "/write", std::string(size, 'x')));
    CHECK(reply.status == 200);
    CHECK(reply.body == std::to_string(size));
  }
  const RawReply removed =
      get(server.port, "/write/a%2Fb", "Authorization: Bearer " + kTestToken + "\r\n", "DELETE");
  CHECK(removed.status == 200);
  CHECK(removed.body == "\"a/b\"");
}

TEST_CASE("bodies that arrive in pieces, and requests behind them, are kept apart", "[server]") {
  const GuardedServer server(with_token());
  RawConnection connection(server.port);
  const std::string kept = "Content-Length: 5\r\n";
  std::string request = post_head(server.port, kept);
  request.erase(request.find("Connection: close\r\n"), 19);
  connection.send(request + "ab");
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  connection.send("cde" + request + "GET /\r" + request.substr(0, 30));
  CHECK(connection.receive().body == "5");
  CHECK(connection.receive().body == "5");    // "GET /" was its body
  CHECK(connection.receive().status == 408);  // and what came behind it never was a whole head
}

TEST_CASE("bodies have an end, in bytes and in time", "[server]") {
  ConnectionLimits limits;
  limits.body_deadline = std::chrono::milliseconds(200);
  AccessRules rules = with_token();
  rules.max_body_bytes = 1000;
  const GuardedServer server(rules, limits);
  const int before = seen().handled;
  CHECK(send_raw(server.port, post_bytes(server.port, "/write", std::string(1000, 'x'))).status ==
        200);
  for (const std::string length : {"1001", "18446744073709551617", "99999999999999999999999999"}) {
    CHECK(send_raw(server.port, post_head(server.port, "Content-Length: " + length + "\r\n"))
              .status == 413);
  }
  CHECK(send_raw(server.port, post_head(server.port, "Content-Length: 10\r\n") + "short").status ==
        408);
  CHECK(send_raw(server.port, post_head(server.port, "")).status == 411);
  CHECK(seen().handled == before + 1);
}

TEST_CASE("only plain JSON is a body", "[server]") {
  const GuardedServer server(with_token());
  const int before = seen().handled;
  const std::string length = "Content-Length: 3\r\n";
  for (const auto& [headers, status] : std::vector<std::pair<std::string, int>>{
           {length + length, 400},
           {"Content-Length: 3, 3\r\n", 400},
           {"Content-Length: 0x3\r\n", 400},
           {"Content-Length: +3\r\n", 400},
           {"Transfer-Encoding: chunked\r\n", 400},
           {length + "Transfer-Encoding: chunked\r\n", 400},
           {length + "Content-Type: text/plain\r\n", 400},  // a second one
           {length + "Content-Encoding: gzip\r\n", 415},
           {length + "Expect: 100-continue\r\n", 417}}) {
    INFO(headers);
    CHECK(send_raw(server.port, post_head(server.port, headers) + "abc").status == status);
  }
  for (const std::string type : {"", "Content-Type: text/plain\r\n", "Content-Type: text/json\r\n",
                                 "Content-Type: application/x-www-form-urlencoded\r\n",
                                 "Content-Type: multipart/form-data; boundary=x\r\n"}) {
    INFO(type);
    CHECK(send_raw(server.port,
                   request_bytes(server.port, "/write",
                                 "Authorization: Bearer " + kTestToken + "\r\n" + length + type,
                                 "POST") +
                       "abc")
              .status == 415);
  }
  CHECK(seen().handled == before);
}

TEST_CASE("a form that only reads needs no token and stays small", "[server]") {
  const GuardedServer server(with_token());
  const auto form = [&](std::size_t size) {
    return send_raw(server.port, request_bytes(server.port, "/form",
                                               "Content-Type: application/x-www-form-urlencoded\r\n"
                                               "Content-Length: " +
                                                   std::to_string(size) + "\r\n",
                                               "POST") +
                                     std::string(size, 'x'))
        .status;
  };
  CHECK(form(64u << 10) == 200);
  CHECK(form((64u << 10) + 1) == 413);
}

TEST_CASE("events arrive one by one, and end when their reader goes", "[server]") {
  const GuardedServer server(with_token());
  seen().ended = false;
  {
    RawConnection connection(server.port);
    connection.send(post_bytes(server.port, "/watch", "{}"));
    const RawReply reply = connection.receive(true);
    CHECK(reply.status == 200);
    CHECK(reply.headers.at("content-type") == "text/event-stream");
    CHECK_FALSE(seen().ended);
  }
  for (int i = 0; i < 100 && !seen().ended; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(seen().ended);
}

TEST_CASE("a reply ends with its request's time", "[server]") {
  ConnectionLimits limits;
  limits.request_deadline = std::chrono::milliseconds(300);
  const GuardedServer server(with_token(), limits);
  seen().ended = false;
  RawConnection connection(server.port);
  connection.send(post_bytes(server.port, "/watch", "{}"));
  CHECK(connection.receive(true).status == 200);
  CHECK(connection.closed());
  CHECK(seen().ended);
}

}  // namespace onrecord
