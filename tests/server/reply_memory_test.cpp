#include "server/reply_memory.h"

#include "server/dispatch.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

Reply lasting(std::string body) {
  Reply reply;
  reply.body = std::move(body);
  reply.lasting = true;
  return reply;
}

std::string found(const ReplyMemory& memory, const Moment& moment, const std::string& target) {
  const auto reply = memory.find(moment, target);
  return reply == nullptr ? "nothing" : reply->body;
}

}  // namespace

TEST_CASE("an answer is kept until the store or the graph changes", "[server]") {
  ReplyMemory memory(1 << 20);
  CHECK(found(memory, {}, "/a") == "nothing");
  memory.keep({1, 1}, "/a", lasting("first"));
  CHECK(found(memory, {1, 1}, "/a") == "first");
  CHECK(found(memory, {1, 1}, "/b") == "nothing");
  CHECK(found(memory, {2, 1}, "/a") == "nothing");
  CHECK(found(memory, {1, 2}, "/a") == "nothing");
  memory.keep({2, 1}, "/b", lasting("second"));
  CHECK(found(memory, {2, 1}, "/b") == "second");
  CHECK(found(memory, {2, 1}, "/a") == "nothing");
  CHECK(found(memory, {1, 1}, "/a") == "nothing");  // it is of one moment only
}

TEST_CASE("errors, streams and what may change by itself are not kept", "[server]") {
  ReplyMemory memory(1 << 20);
  Reply error = lasting("{}");
  error.status = 404;
  memory.keep({}, "/error", error);
  Reply stream = lasting("");
  stream.stream = [](std::ostream&) { return Status(); };
  memory.keep({}, "/stream", stream);
  Reply fleeting = lasting("now");
  fleeting.lasting = false;
  memory.keep({}, "/fleeting", fleeting);
  memory.keep({}, "/long", lasting(std::string(1 << 17, 'x')));
  for (const char* target : {"/error", "/stream", "/fleeting", "/long"}) {
    CHECK(found(memory, {}, target) == "nothing");
  }
}

TEST_CASE("a full memory of answers begins anew", "[server]") {
  ReplyMemory memory(64 << 10);
  std::size_t kept = 0;
  for (int i = 0; i < 200; ++i) {
    memory.keep({}, "/" + std::to_string(i), lasting(std::string(1000, 'x')));
    CHECK(found(memory, {}, "/" + std::to_string(i)) != "nothing");
  }
  for (int i = 0; i < 200; ++i) kept += found(memory, {}, "/" + std::to_string(i)) != "nothing";
  CHECK(kept > 0);
  CHECK(kept < 64);
}

namespace {

int made = 0;

Result<Reply> count(Call&) { return lasting(std::to_string(++made)); }

constexpr Route kRoutes[] = {
    {"/api/count", "limit", count},
    {"/api/count", "", count, Method::Post},
};

}  // namespace

TEST_CASE("what is asked again is answered from memory, until something changes", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  Sources sources{store, [] { return nullptr; }, {}, {}, {}, {}};
  sources.table = kRoutes;
  Moment moment{1, 1};
  sources.moment = [&] { return moment; };
  const auto ask = [&](const std::string& method, const std::string& target) {
    Request request;
    request.method = method;
    request.target = target;
    return dispatch(sources, request);
  };
  made = 0;
  CHECK(ask("GET", "/api/count").body == "1");
  CHECK(ask("GET", "/api/count").body == "2");  // without a memory
  sources.replies = std::make_unique<ReplyMemory>(1 << 20);
  CHECK(ask("GET", "/api/count").body == "3");
  const Reply again = ask("HEAD", "/api/count");
  CHECK(again.body == "3");
  CHECK(again.route == "/api/count");
  CHECK(ask("GET", "/api/count?limit=1").body == "4");
  CHECK(ask("GET", "/api/count?limit=1").params == "limit");
  CHECK(ask("POST", "/api/count").body == "5");
  CHECK(ask("POST", "/api/count").body == "6");
  moment.graph = 2;
  CHECK(ask("GET", "/api/count").body == "7");
  moment.store = 2;
  CHECK(ask("GET", "/api/count").body == "8");
}

TEST_CASE("an answer that was made while something changed is not kept", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  Sources sources{store, [] { return nullptr; }, {}, {}, {}, {}};
  sources.table = kRoutes;
  std::uint64_t looks = 0;
  sources.moment = [&] { return Moment{1, ++looks}; };
  sources.replies = std::make_unique<ReplyMemory>(1 << 20);
  Request request;
  request.method = "GET";
  request.target = "/api/count";
  made = 0;
  dispatch(sources, request);
  sources.moment = [] { return Moment{1, 1}; };
  CHECK(dispatch(sources, request).body == "2");
}

}  // namespace onrecord
