#include "server/server.h"

#include <algorithm>
#include <thread>

#include "tests/server/running_server.h"

namespace onrecord {

TEST_CASE("a server starts on a free port, answers and stops", "[server]") {
  RunningServer running;
  CHECK(running.port != 0);
  CHECK(get(running.port, "/api/v1/health").status == 200);
  running.server.stop();
  running.server.stop();
  CHECK(get(running.port, "/api/v1/health").status == 0);
}

TEST_CASE("stopping does not wait for idle connections", "[server]") {
  RunningServer running;
  RawConnection idle(running.port), silent(running.port);
  idle.send("GET /api/v1/health HTTP/1.1\r\nHost: localhost:" + std::to_string(running.port) +
            "\r\n\r\n");
  CHECK(idle.receive().status == 200);
  const auto begin = std::chrono::steady_clock::now();
  std::thread other([&] { running.server.stop(); });
  other.join();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
  CHECK(idle.closed());
  CHECK(silent.closed());
}

TEST_CASE("IPv6 loopback is served", "[server]") {
  ServerOptions options;
  options.host = "::1";
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  Server server(store, options);
  const auto port = server.start();
  if (!port) {
    WARN("skipped: this machine has no IPv6 loopback (" << port.error().message << ")");
    return;
  }
  RawConnection connection(*port, "::1");
  connection.send("GET /api/v1/health HTTP/1.1\r\nHost: [::1]:" + std::to_string(*port) +
                  "\r\nConnection: close\r\n\r\n");
  CHECK(connection.receive().status == 200);
}

TEST_CASE("the graph follows the store", "[server]") {
  ServerOptions options;
  options.refresh = std::chrono::milliseconds(20);
  RunningServer running(options);
  Story story("later", "Two meet", "2024-09-01", "Ana Lindqvist met Tom Reed.\n");
  story.entity(EntityType::Person, "Ana Lindqvist", {"Ana Lindqvist"});
  story.entity(EntityType::Person, "Tom Reed", {"Tom Reed"});
  const std::string path = "/api/v1/path?from=Lindqvist&to=Tom+Reed";
  CHECK(get_json(running.port, path)["paths"].Empty());
  REQUIRE(running.store.put(story.made));
  bool found = false;
  for (int i = 0; i < 200 && !found; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    found = !get_json(running.port, path)["paths"].Empty();
  }
  CHECK(found);
}

TEST_CASE("a server of a path reads what another instance writes", "[server]") {
  const TemporaryFolder folder;
  Store writer = sample_store(folder.path());
  ServerOptions options;
  options.refresh = std::chrono::milliseconds(20);
  auto server = Server::open(folder.path() / "store", options);
  REQUIRE(server);
  const auto port = server->start();
  REQUIRE(port);
  CHECK(get_json(*port, "/api/v1/stats")["documents"].GetUint() == 5);
  REQUIRE(writer.remove({"unlinked"}));
  unsigned documents = 5;
  for (int i = 0; i < 200 && documents == 5; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    documents = get_json(*port, "/api/v1/stats")["documents"].GetUint();
  }
  CHECK(documents == 4);
}

TEST_CASE("readers are answered while documents come and go", "[server]") {
  ServerOptions options;
  options.refresh = std::chrono::milliseconds(5);
  RunningServer running(options);
  std::atomic<bool> done{false};
  std::atomic<int> bad{0}, good{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        for (const char* target : {"/api/v1/quotes", "/api/v1/path?from=Lindqvist&to=Nunez",
                                   "/api/v1/entities?q=t", "/"}) {
          const int status = get(running.port, target).status;
          // While documents go, names and evidence may be gone for a moment: said, not hidden.
          (status == 200 || status == 404 || status == 503 ? good : bad)++;
        }
      }
    });
  }
  for (int round = 0; round < 20; ++round) {
    for (const Contribution& contribution : sample_contributions()) {
      CHECK(running.store.remove(contribution.document.id));
      CHECK(running.store.put(contribution));
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(bad == 0);
  CHECK(good > 0);
}

TEST_CASE("servers that cannot start say why", "[server]") {
  const TemporaryFolder folder;
  CHECK_FALSE(Server::open(folder.path() / "none"));
  Store store = sample_store(folder.path());
  for (const std::string host : {"0.0.0.0", "::", "192.168.0.1", "localhost", "127.1", ""}) {
    ServerOptions options;
    options.host = host;
    Server server(store, options);
    const auto port = server.start();
    INFO(host);
    REQUIRE_FALSE(port);
    CHECK(port.error().code == ErrorCode::InvalidInput);
  }
  Server first(store);
  const auto port = first.start();
  REQUIRE(port);
  ServerOptions options;
  options.port = *port;
  Server second(store, options);
  const auto taken = second.start();
  REQUIRE_FALSE(taken);
  CHECK(taken.error().code == ErrorCode::Busy);
  CHECK(taken.error().message.find(std::to_string(*port)) != std::string::npos);
}

TEST_CASE("the access log sees routes and statuses, and no values", "[server]") {
  std::mutex mutex;
  std::vector<std::string> lines;
  ServerOptions options;
  options.access_log = [&](const AnsweredRequest& answered) {
    const std::lock_guard<std::mutex> lock(mutex);
    lines.push_back(answered.method + " " + std::string(answered.route) + " " + answered.params +
                    " " + std::to_string(answered.status));
    CHECK(answered.whole);
    CHECK(answered.bytes > 200);
  };
  const RunningServer running(options);
  get(running.port, "/api/v1/entities?q=secret&limit=1");
  get(running.port, "/secret?secret=secret");
  get(running.port, "/", "Range: bytes=0-1\r\n");
  const auto all_there = [&] {
    const std::lock_guard<std::mutex> lock(mutex);
    return lines.size() == 3;
  };
  for (int i = 0; i < 200 && !all_there(); ++i) {  // a line comes after its reply's last byte
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const std::lock_guard<std::mutex> lock(mutex);
  std::sort(lines.begin(), lines.end());  // each connection's when its reply has gone out
  CHECK(lines ==
        std::vector<std::string>{"- -  416", "GET -  404", "GET /api/v1/entities limit q 200"});
}

}  // namespace onrecord
