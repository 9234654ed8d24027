#include "server/dispatch.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {

namespace {

/// The readings that find misfitting rows, before one does not.
int misfits = 0;
int readings = 0;

Result<Reply> read_rows(Call&) {
  if (++readings <= misfits) {
    return Error{ErrorCode::Corrupt, "column family 'names', key 1: the row has no name"};
  }
  Reply reply;
  reply.body = "{}";
  return reply;
}

constexpr Route kRoutes[] = {
    {"/api/read", "", read_rows},
    {"/api/write", "", read_rows, Method::Post, RouteAccess::Write},
};

struct Asked {
  int status = 0;
  int readings = 0, catch_ups = 0, reports = 0;
};

Asked ask(const std::string& method, const std::string& target, int wrong, Status caught_up = {}) {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  Asked asked;
  const auto report = [&](std::string_view, const Error&) { ++asked.reports; };
  Sources sources{store, [] { return nullptr; }, report, {}, {}, {}};
  sources.table = kRoutes;
  sources.catch_up = [&] {
    ++asked.catch_ups;
    return caught_up;
  };
  misfits = wrong;
  readings = 0;
  Request request;
  request.method = method;
  request.target = target;
  asked.status = dispatch(sources, request).status;
  asked.readings = readings;
  return asked;
}

}  // namespace

TEST_CASE("rows of two moments are read again after catching up", "[server]") {
  const Asked asked = ask("GET", "/api/read", 2);
  CHECK(asked.status == 200);
  CHECK(asked.readings == 3);
  CHECK(asked.catch_ups == 2);
  CHECK(asked.reports == 0);
}

TEST_CASE("rows that never fit are an error, told once", "[server]") {
  const Asked asked = ask("GET", "/api/read", 1000);
  CHECK(asked.status == 500);
  CHECK(asked.readings == 4);
  CHECK(asked.catch_ups == 3);
  CHECK(asked.reports == 1);
}

namespace {

const Snapshot* asked_last = nullptr;

/// What a search says that finds the rows of its graph gone.
Result<Reply> search_old_graph(Call& call) {
  ++readings;
  asked_last = call.graph.get();
  if (call.graph->version() == call.store.version()) return Reply{};
  return Error{ErrorCode::Busy, "the store has changed since this graph was loaded; ask again"};
}

constexpr Route kSearches[] = {{"/api/search", "", search_old_graph}};

std::shared_ptr<const Snapshot> load(const Store& store) {
  auto loaded = Snapshot::load(store);
  if (!loaded) FAIL(loaded.error().message);
  return std::make_shared<const Snapshot>(std::move(*loaded));
}

}  // namespace

TEST_CASE("a read whose graph is older than the store is made again with a newer one", "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  std::shared_ptr<const Snapshot> graph = load(store);
  REQUIRE(store.remove({"tide/2"}));
  Sources sources{store, [&] { return graph; }, {}, {}, {}, {}};
  sources.table = kSearches;
  Request request;
  request.method = "GET";
  request.target = "/api/search";
  readings = 0;
  CHECK(dispatch(sources, request).status == 503);  // nobody makes a newer one
  CHECK(readings == 1);
  bool keeps_up = false;
  sources.renew_graph = [&] {
    if (keeps_up) graph = load(store);
  };
  readings = 0;
  CHECK(dispatch(sources, request).status == 503);
  CHECK(readings == 4);
  keeps_up = true;
  readings = 0;
  CHECK(dispatch(sources, request).status == 200);
  CHECK(readings == 2);
  CHECK(asked_last == graph.get());
}

TEST_CASE("a write is never made again, nor a read where catching up fails", "[server]") {
  const Asked written = ask("POST", "/api/write", 1);
  CHECK(written.status == 500);
  CHECK(written.readings == 1);
  const Asked stuck = ask("GET", "/api/read", 1, Error{ErrorCode::Io, "no space"});
  CHECK(stuck.status == 500);
  CHECK(stuck.readings == 1);
  CHECK(stuck.catch_ups == 1);
}

}  // namespace onrecord
