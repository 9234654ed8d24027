// Clients whose sockets behave as few do: bytes one by one, half closed, broken off in the middle.

#include <thread>

#include "tests/server/guarded_routes.h"
#include "tests/server/process_figures.h"

namespace onrecord {
namespace {

std::string get_bytes(std::uint16_t port) { return request_bytes(port, "/read"); }

void check_answers(const GuardedServer& server) { CHECK(get(server.port, "/read").status == 200); }

}  // namespace

TEST_CASE("a request that comes byte by byte is answered like others", "[server]") {
  const GuardedServer server(with_token());
  for (const std::string& bytes :
       {get_bytes(server.port), post_bytes(server.port, "/write", "{\"a\": [1, 2]}")}) {
    RawConnection connection(server.port);
    for (const char byte : bytes) REQUIRE(connection.send(std::string(1, byte)));
    CHECK(connection.receive().status == 200);
    CHECK(connection.closed());
  }
}

TEST_CASE("what is cut off by the client's end is told so", "[server]") {
  const GuardedServer server(with_token());
  const std::string head = get_bytes(server.port);
  const std::string body = post_bytes(server.port, "/write", std::string(1000, 'x'));
  for (const std::string& part :
       {head.substr(0, 1), head.substr(0, head.size() - 1), body.substr(0, body.size() - 1)}) {
    RawConnection connection(server.port);
    connection.send(part);
    connection.end_sending();
    const RawReply reply = connection.receive();
    CHECK(reply.status == 400);
    CHECK(reply.body.find("was cut off") != std::string::npos);
    CHECK(connection.closed());
  }
  RawConnection nothing(server.port);
  nothing.end_sending();
  CHECK(nothing.receive().status == 0);
  CHECK(nothing.closed());
  check_answers(server);
}

TEST_CASE(
    "a client that asks and ends sending gets its answer or an end, and no more is done for it",
    "[server]") {
  const GuardedServer server(with_token());
  for (int i = 0; i < 20; ++i) {
    RawConnection connection(server.port);
    connection.send(get_bytes(server.port));
    connection.end_sending();
    const int status = connection.receive().status;
    CHECK((status == 200 || status == 0));
    CHECK(connection.closed());
  }
  seen().ended = false;
  RawConnection works(server.port);
  works.send(request_bytes(server.port, "/work"));
  works.end_sending();
  CHECK(works.closed());
  for (int i = 0; i < 500 && !seen().ended; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(seen().ended);
  check_answers(server);
}

TEST_CASE("clients that break off leave nothing behind", "[server]") {
  const GuardedServer server(with_token());
  check_answers(server);
  const int descriptors = open_descriptors();
  const std::string body = post_bytes(server.port, "/write", std::string(100'000, 'x'));
  for (int i = 0; i < 30; ++i) {
    for (const std::string& bytes :
         {std::string(), std::string("GET /re"), get_bytes(server.port),
          body.substr(0, body.size() / 2), body, request_bytes(server.port, "/big")}) {
      RawConnection connection(server.port);
      connection.send(bytes);
      if (i % 3 == 0 && bytes.size() > 10)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      connection.break_off();
    }
  }
  for (int i = 0; i < 500 && open_descriptors() > descriptors; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(open_descriptors() <= descriptors);
  check_answers(server);
}

TEST_CASE("many connections that say nothing and go cost no more than those that stay",
          "[server]") {
  const GuardedServer server(with_token());
  check_answers(server);
  const int descriptors = open_descriptors();
  for (int i = 0; i < 1000; ++i) RawConnection(server.port).break_off();
  for (int i = 0; i < 500 && open_descriptors() > descriptors; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(open_descriptors() <= descriptors);
  check_answers(server);
}

}  // namespace onrecord
