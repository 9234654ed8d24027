#include "server/metrics.h"

#include <mutex>
#include <thread>

#include "server/access_log.h"
#include "tests/server/guarded_routes.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

/// The value on the line that begins so; the test fails without one.
double value_of(const std::string& text, const std::string& series) {
  const std::size_t at = text.find("\n" + series + " ");
  if (at == std::string::npos) FAIL("no " << series << " in " << text);
  return std::stod(text.substr(at + series.size() + 2));
}

AnsweredRequest answered(std::string_view route, int status, int milliseconds) {
  AnsweredRequest one;
  one.method = "GET";
  one.route = route;
  one.status = status;
  one.bytes = 100;
  one.took = std::chrono::milliseconds(milliseconds);
  return one;
}

}  // namespace

TEST_CASE("requests are counted by route and status, and by how long they took", "[server]") {
  RequestMetrics metrics;
  metrics.count(answered("/a", 200, 1));
  metrics.count(answered("/a", 200, 30));
  metrics.count(answered("/a", 404, 9000));
  AnsweredRequest cut = answered("/b", 200, 2);
  cut.whole = false;
  metrics.count(cut);
  const std::string text = metrics.to_text();
  CHECK(value_of(text, R"(onrecord_requests_total{method="GET",route="/a",status="200"})") == 2);
  CHECK(value_of(text, R"(onrecord_requests_total{method="GET",route="/a",status="404"})") == 1);
  CHECK(value_of(text, R"(onrecord_request_seconds_bucket{route="/a",le="0.001"})") == 1);
  CHECK(value_of(text, R"(onrecord_request_seconds_bucket{route="/a",le="0.05"})") == 2);
  CHECK(value_of(text, R"(onrecord_request_seconds_bucket{route="/a",le="5"})") == 2);
  CHECK(value_of(text, R"(onrecord_request_seconds_bucket{route="/a",le="+Inf"})") == 3);
  CHECK(value_of(text, R"(onrecord_request_seconds_count{route="/a"})") == 3);
  CHECK(value_of(text, R"(onrecord_request_seconds_sum{route="/a"})") == Approx(9.031));
  CHECK(value_of(text, "onrecord_sent_bytes_total") == 400);
  CHECK(value_of(text, "onrecord_cut_replies_total") == 1);
}

TEST_CASE("/metrics tells of requests, graph, store and process", "[server]") {
  const RunningServer running;
  get(running.port, "/api/v1/entities?q=secret");
  const std::string series =
      R"(onrecord_requests_total{method="GET",route="/api/v1/entities",status="200"})";
  RawReply reply;
  for (int i = 0; i < 200 && reply.body.find(series) == std::string::npos; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    reply = get(running.port, "/metrics");
  }
  CHECK(reply.headers.at("content-type") == "text/plain; version=0.0.4");
  CHECK(value_of(reply.body, series) == 1);
  CHECK(value_of(reply.body, "onrecord_graph_nodes") == 8);
  CHECK(value_of(reply.body, "onrecord_graph_edges") == 10);
  CHECK(value_of(reply.body, "onrecord_store_documents") == 5);
  CHECK(value_of(reply.body, "onrecord_graph_age_seconds") < 60);
  CHECK(value_of(reply.body, "process_resident_memory_bytes") > 1e6);
  CHECK(value_of(reply.body, "process_open_fds") > 3);
  CHECK(reply.body.find("secret") == std::string::npos);
}

TEST_CASE("a line of the access log is one JSON object", "[server]") {
  AnsweredRequest one = answered("/api/v1/entities/:id", 200, 3);
  one.params = "limit q";
  const std::chrono::system_clock::time_point at{std::chrono::milliseconds(1'700'000'000'045)};
  CHECK(to_log_line(one, at) ==
        R"({"time":"2023-11-14T22:13:20.045Z","method":"GET","route":"/api/v1/entities/:id",)"
        R"("params":"limit q","status":200,"bytes":100,"ms":3.0,"whole":true})");
}

TEST_CASE("no log line holds what somebody asked, sent or proved", "[server]") {
  std::mutex mutex;
  std::string log;
  int lines = 0;
  const GuardedServer server(with_token(), {}, [&](const AnsweredRequest& one) {
    const std::lock_guard lock(mutex);
    log += to_log_line(one, std::chrono::system_clock::now()) + "\n";
    ++lines;
  });
  const std::uint16_t port = server.port;
  const std::string bearer = "Authorization: Bearer " + kTestToken + "\r\n";
  const std::vector<std::string> requests = {
      request_bytes(port, "/read?q=s3cret"),
      request_bytes(port, "/read?s3cret=1"),
      request_bytes(port, "/s3cret"),
      request_bytes(port, "/read?token=" + kTestToken),
      post_bytes(port, "/write", "\"s3cret\""),
      request_bytes(port, "/write/s3cret", bearer, "DELETE"),
      request_bytes(port, "/write/s3cret", "Authorization: Bearer s3cret\r\n", "DELETE"),
      request_bytes(port, "/read", "X-S3cret: s3cret\r\nReferer: http://s3cret/\r\n"),
      request_bytes(port, "/read", "", "S3CRET"),
      "s3cret\r\n\r\n"};
  for (const std::string& request : requests) send_raw(port, request);
  for (int i = 0; i < 200; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    const std::lock_guard lock(mutex);
    if (lines == static_cast<int>(requests.size())) break;
  }
  const std::lock_guard lock(mutex);
  CHECK(lines == static_cast<int>(requests.size()));
  CHECK(log.find("\"/write/:id\"") != std::string::npos);
  for (const std::string word : {"s3cret", "S3cret", "S3CRET", kTestToken.c_str()}) {
    CHECK(log.find(word) == std::string::npos);
  }
}

}  // namespace onrecord
