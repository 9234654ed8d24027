#include <memory>
#include <sstream>
#include <stdexcept>

#include "server/dispatch.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

Result<Reply> stream_that_ends_with(const Status& end) {
  Reply reply;
  reply.stream = [end](std::ostream& out) {
    out << "the first half";
    return end;
  };
  return reply;
}

Result<Reply> fill_disk(Call&) {
  return stream_that_ends_with(Error{ErrorCode::Io, "could not sort: is its disk full?"});
}
Result<Reply> outrun(Call&) { return stream_that_ends_with(Error{ErrorCode::Busy, "it changed"}); }
Result<Reply> fail_outright(Call&) {
  Reply reply;
  reply.stream = [](std::ostream&) -> Status { throw std::length_error("too long a word"); };
  return reply;
}
Result<Reply> send_all(Call&) { return stream_that_ends_with({}); }

constexpr Route kRoutes[] = {{"/api/disk", "", fill_disk},
                             {"/api/busy", "", outrun},
                             {"/api/throw", "", fail_outright},
                             {"/api/all", "", send_all}};

/// What the server says of its own troubles when this is read to the end, by a client or by none.
std::string told_of(const std::string& target, bool gone = false) {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  std::string told;
  const auto report = [&](std::string_view route, const Error& error) {
    told.append(route).append(": ").append(error.message).append("\n");
  };
  Sources sources{store, [] { return nullptr; }, report, {}, {}, {}};
  sources.table = kRoutes;
  Request request;
  request.method = "GET";
  request.target = target;
  const Reply reply = dispatch(sources, request);
  REQUIRE(reply.stream);
  std::ostringstream out;
  if (gone) out.setstate(std::ios::badbit);
  CHECK(static_cast<bool>(reply.stream(out)) == (target == "/api/all"));
  return told;
}

}  // namespace

TEST_CASE("why a reply was cut is told when the trouble is the server's", "[server]") {
  CHECK(told_of("/api/disk") == "/api/disk: could not sort: is its disk full?\n");
  CHECK(told_of("/api/disk", true) == "");
  CHECK(told_of("/api/throw") == "/api/throw: too long a word\n");
  CHECK(told_of("/api/busy") == "");
  CHECK(told_of("/api/all") == "");
}

}  // namespace onrecord
