// Clients that are slow on purpose, while others want to be answered.

#include <algorithm>
#include <functional>
#include <thread>

#include "tests/server/guarded_routes.h"
#include "tests/server/process_figures.h"

namespace onrecord {
namespace {

using Clock = std::chrono::steady_clock;
using Connections = std::vector<std::unique_ptr<RawConnection>>;

std::string begun_get(std::uint16_t port) {
  return "GET /read HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\nX: ";
}

std::string begun_post(std::uint16_t port) {
  const std::string whole = post_bytes(port, "/write", std::string(100'000, 'x'));
  return whole.substr(0, whole.size() - 99'000);
}

Connections open_some(const GuardedServer& server, int count, const std::string& first) {
  Connections opened;
  for (int i = 0; i < count; ++i) {
    opened.push_back(std::make_unique<RawConnection>(server.port));
    opened.back()->send(first);
  }
  return opened;
}

/// The longest that a fresh request took while every connection got a byte every 100 ms.
Clock::duration slowest_meanwhile(const GuardedServer& server, Connections& dripping,
                                  std::chrono::seconds how_long) {
  Clock::duration slowest{0};
  const Clock::time_point end = Clock::now() + how_long;
  while (Clock::now() < end) {
    for (const auto& connection : dripping) connection->send("x");
    const Clock::time_point begin = Clock::now();
    CHECK(get(server.port, "/read").status == 200);
    slowest = std::max(slowest, Clock::now() - begin);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return slowest;
}

}  // namespace

TEST_CASE("64 dripping clients do not delay a fresh request", "[server]") {
  const GuardedServer server(with_token());
  Connections slow = open_some(server, 64, begun_get(server.port));
  CHECK(slowest_meanwhile(server, slow, std::chrono::seconds(2)) < std::chrono::seconds(1));
}

TEST_CASE("200 slow connections of every kind cost little memory and delay nobody", "[server]") {
  const GuardedServer server(with_token());
  CHECK(get(server.port, "/read").status == 200);
  const long before = memory_kib();
  const int descriptors = open_descriptors();
  {
    Connections silent = open_some(server, 50, "");
    Connections slow = open_some(server, 50, begun_get(server.port));
    Connections bodies = open_some(server, 50, begun_post(server.port));
    Connections readers = open_some(server, 50, request_bytes(server.port, "/big"));
    for (auto& connection : bodies) slow.push_back(std::move(connection));
    CHECK(slowest_meanwhile(server, slow, std::chrono::seconds(4)) < std::chrono::seconds(1));
    CHECK(memory_kib() - before <= 32 * 1024);
  }
  for (int i = 0; i < 100 && open_descriptors() > descriptors; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  CHECK(open_descriptors() <= descriptors);
  CHECK(get(server.port, "/read").status == 200);
}

TEST_CASE("heads and bodies that trickle are ended with 408", "[server]") {
  ConnectionLimits limits;
  limits.head_deadline = limits.body_deadline = std::chrono::milliseconds(300);
  const GuardedServer server(with_token(), limits);
  for (const std::string& first : {begun_get(server.port), begun_post(server.port)}) {
    RawConnection connection(server.port);
    connection.send(first);
    for (int i = 0; i < 6; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      connection.send("x");
    }
    CHECK(connection.receive().status == 408);
  }
}

TEST_CASE("work for a client that has gone is stopped", "[server]") {
  const GuardedServer server(with_token());
  seen().ended = false;
  {
    RawConnection connection(server.port);
    connection.send(request_bytes(server.port, "/work"));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    CHECK_FALSE(seen().ended);
  }
  for (int i = 0; i < 100 && !seen().ended; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(seen().ended);
}

TEST_CASE("a stop ends running work", "[server]") {
  Clock::time_point begin;
  {
    const GuardedServer server(with_token());
    seen().ended = false;
    RawConnection connection(server.port);
    connection.send(request_bytes(server.port, "/work"));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    begin = Clock::now();
  }
  CHECK(seen().ended);
  CHECK(Clock::now() - begin < std::chrono::seconds(3));
}

}  // namespace onrecord
