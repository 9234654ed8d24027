// How long people wait for the server on a large archive, many of them at once: search as one
// types, a page of the neighbours of the entity with most links, paths between any two, and an
// entity's evidence and timeline. The server runs in this process, the clients over HTTP.
//
//   build/release/bench/bench_serve_questions [STATEMENTS=1000000] [FOLDER=a temporary one]
//   [REQUESTS=400] [CLIENTS=8] [MEMORY=1024]
//
// An archive that FOLDER holds already is used as it is; 10000000 statements make 1 million
// entities. REQUESTS: of each kind and client. MEMORY: MiB, as `onrecord serve --memory` has it.
// Prints a table in Markdown.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <iostream>
#include <random>
#include <thread>

#include "bench/measure.h"
#include "bench/realistic_articles.h"
#include "model/json.h"
#include "server/name_index.h"
#include "server/server.h"
#include "server/target.h"
#include "storage/bulk_load.h"

namespace {

using namespace onrecord;
using bench::must;
namespace fs = std::filesystem;

constexpr unsigned kLanes = 2;
constexpr std::size_t kSample = 10'000;  // entities that are asked about

struct Settings {
  realistic::Archive archive;
  std::size_t requests = 400, clients = 8, memory_mib = 1024;
};

void fill(const realistic::Archive& archive, const fs::path& folder) {
  Store store = must(Store::open(folder));
  BulkOptions options;
  options.threads = kLanes;
  BulkLoad bulk = must(BulkLoad::begin(store, options));
  std::atomic<std::uint64_t> next = 0;
  std::vector<std::thread> lanes;
  for (unsigned lane = 0; lane < kLanes; ++lane) {
    lanes.emplace_back([&, lane] {
      for (std::uint64_t i = next++; i < archive.articles(); i = next++) {
        must(bulk.add(lane, realistic_article(archive, i)));
      }
    });
  }
  for (std::thread& lane : lanes) lane.join();
  must(bulk.finish());
}

/// A kept-alive connection to the server.
class Client {
 public:
  explicit Client(std::uint16_t port) : port_(port), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      std::perror("connect");
      std::exit(2);
    }
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// The body; ends the program for another status than 200.
  std::string get(const std::string& target) {
    const auto [good, body] = fetch(target);
    if (!good) fail(target, body);
    return body;
  }

  /// Asks again until it is no longer refused.
  void wait_for(const std::string& target) {
    while (!fetch(target).first) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }

 private:
  std::pair<bool, std::string> fetch(const std::string& target) {
    const std::string request =
        "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n\r\n";
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) < 0) fail(target, "send");
    std::size_t head = std::string::npos;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) read_more(target);
    const std::size_t at = received_.find("Content-Length: ");
    if (at > head) fail(target, received_.substr(0, head));
    const std::size_t size = std::strtoull(received_.c_str() + at + 16, nullptr, 10);
    while (received_.size() < head + 4 + size) read_more(target);
    std::string body = received_.substr(head + 4, size);
    const bool good = received_.compare(0, 12, "HTTP/1.1 200") == 0;
    received_.erase(0, head + 4 + size);
    return {good, std::move(body)};
  }
  [[noreturn]] static void fail(const std::string& target, const std::string& why) {
    std::cerr << "GET " << target << ": " << why << '\n';
    std::exit(2);
  }
  void read_more(const std::string& target) {
    char buffer[65536];
    const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) fail(target, "the server hung up");
    received_.append(buffer, static_cast<std::size_t>(count));
  }

  std::uint16_t port_;
  int socket_;
  std::string received_;
};

/// Makes the `n`th request of one client.
using Asking = std::function<std::string(std::mt19937& random)>;

double share_of(const std::vector<double>& sorted, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(sorted.size() - 1, at)];
}

void ask(const Settings& settings, std::uint16_t port, const std::string& what, double bar_ms,
         const Asking& asking) {
  std::vector<std::vector<double>> times(settings.clients);
  std::vector<std::thread> threads;
  const auto begin = std::chrono::steady_clock::now();
  const double cpu = bench::cpu_seconds();
  for (std::size_t i = 0; i < settings.clients; ++i) {
    threads.emplace_back([&, i] {
      std::mt19937 random(static_cast<std::uint32_t>(i + 1));
      Client client(port);
      for (std::size_t n = 0; n < settings.requests; ++n) {
        const std::string target = asking(random);
        const auto asked = std::chrono::steady_clock::now();
        client.get(target);
        times[i].push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - asked)
                .count());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::vector<double> all;
  for (const auto& some : times) all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  const auto count = static_cast<double>(all.size());
  std::printf("| %s | %.1f / %.1f / %.1f ms | %s | %.0f | %.2f ms |\n", what.c_str(),
              share_of(all, 0.5), share_of(all, 0.95), share_of(all, 0.99),
              bar_ms > 0 ? (std::to_string(static_cast<int>(bar_ms)) + " ms").c_str() : "",
              count / seconds, (bench::cpu_seconds() - cpu) * 1e3 / count);
  std::fflush(stdout);
}

/// What somebody types on the way to a name: its beginning, or that of a later word; one in four
/// has an error.
std::string typed(const std::vector<StoredEntity>& sample, std::mt19937& random) {
  std::string name = fold_for_search(sample[random() % sample.size()].entity.name);
  const std::size_t blank = name.rfind(' ');
  if (random() % 2 == 0 && blank != std::string::npos) name.erase(0, blank + 1);
  name.resize(std::min<std::size_t>(name.size(), 1 + random() % 10));
  if (random() % 4 == 0 && name.size() > 3) std::swap(name[1], name[2]);
  return "/api/v1/search?q=" + percent_encode(name);
}

void run(const Settings& settings, const fs::path& folder) {
  ServerOptions options;
  options.memory_bytes = settings.memory_mib << 20;
  options.reply_bytes = 0;  // every answer is made anew
  Server server = must(Server::open(folder, options));
  std::uint16_t port = 0;
  const bench::Seconds started = bench::time([&] { port = must(server.start()); });

  const Store store = must(Store::open_read_only(folder));
  const StoreStats stats = must(store.stats());
  const NameIndex names = must(NameIndex::load(store));
  const std::vector<StoredEntity> sample = must(store.entities(std::nullopt, "", kSample)).items;
  const auto any_id = [&](std::mt19937& random) {
    return to_string(sample[random() % sample.size()].entity.id);
  };
  Client client(port);
  client.wait_for("/api/v1/timeline");
  const auto most = must(parse_json(client.get("/api/v1/rank?of=degree&limit=1"), "rank"));
  const std::string largest = most["items"][0]["id"].GetString();
  const auto page =
      must(parse_json(client.get("/api/v1/entities/" + largest + "/neighbours?limit=1"), "page"));
  const std::uint64_t neighbours = page["total"].GetUint64();

  std::printf(
      "%llu entities, %llu statements, %llu documents; %zu clients at once; ready %.1f s "
      "after the start; the names hold %.0f bytes an entity; the largest has %llu "
      "neighbours\n\n",
      static_cast<unsigned long long>(names.entity_count()),
      static_cast<unsigned long long>(stats.statements),
      static_cast<unsigned long long>(stats.documents), settings.clients, started.wall,
      static_cast<double>(names.memory()) / static_cast<double>(names.entity_count()),
      static_cast<unsigned long long>(neighbours));
  std::printf(
      "| question | p50 / p95 / p99 | bar of p95 | a second | processor time each |\n"
      "|---|---|---|---|---|\n");
  ask(settings, port, "search, as somebody types", 50,
      [&](std::mt19937& random) { return typed(sample, random); });
  ask(settings, port, "50 neighbours of the largest, any page", 100, [&](std::mt19937& random) {
    return "/api/v1/entities/" + largest + "/neighbours?cursor=" +
           std::to_string(random() % std::max<std::uint64_t>(1, neighbours));
  });
  ask(settings, port, "50 neighbours of anybody", 100,
      [&](std::mt19937& random) { return "/api/v1/entities/" + any_id(random) + "/neighbours"; });
  ask(settings, port, "a path between any two", 300, [&](std::mt19937& random) {
    const std::string from = any_id(random);
    std::string to = any_id(random);
    while (to == from) to = any_id(random);
    return "/api/v1/path?from=" + from + "&to=" + to + "&evidence=1";
  });
  ask(settings, port, "the card of anybody", 0,
      [&](std::mt19937& random) { return "/api/v1/entities/" + any_id(random); });
  ask(settings, port, "the timeline of anybody", 0,
      [&](std::mt19937& random) { return "/api/v1/timeline?entities=" + any_id(random); });
  server.stop();
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  const auto number = [&](int at, std::size_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
  };
  settings.archive.statements = number(1, 1'000'000);
  settings.requests = number(3, settings.requests);
  settings.clients = number(4, settings.clients);
  settings.memory_mib = number(5, settings.memory_mib);
  const bench::Folder temporary;
  const fs::path folder = argc > 2 ? fs::path(argv[2]) : temporary / "store";
  if (!fs::exists(folder)) fill(settings.archive, folder);
  run(settings, folder);
  return 0;
}
