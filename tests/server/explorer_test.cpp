#include <string>

#include "tests/server/running_server.h"
#include "viz/web/page_assets.h"

namespace onrecord {
namespace {

TEST_CASE("the explorer is served at / with scripts of its own only", "[server]") {
  if (find_page_asset("/").bytes.empty()) return;  // built with -DONRECORD_PAGE=OFF
  const RunningServer running;
  const RawReply page = get(running.port, "/");
  REQUIRE(page.status == 200);
  CHECK(page.headers.at("content-type") == "text/html; charset=utf-8");
  const std::string policy = page.headers.at("content-security-policy");
  CHECK(policy.find("default-src 'none'; script-src 'self'; style-src 'self';") == 0);
  CHECK(policy.find("unsafe") == std::string::npos);
  for (const std::string ending : {"js", "css"}) {
    const std::size_t end = page.body.find("." + ending + "\"");
    const std::size_t begin = page.body.rfind('"', end) + 1;
    const std::string path = page.body.substr(begin, end + ending.size() + 1 - begin);
    INFO(path);
    const RawReply asset = get(running.port, path);
    CHECK(asset.status == 200);
    CHECK(asset.body.size() > 1000);
    CHECK(asset.headers.at("cache-control") == "public, max-age=31536000, immutable");
    CHECK(asset.headers.at("x-content-type-options") == "nosniff");
  }
}

TEST_CASE("there is nothing among the assets but what was bundled", "[server]") {
  const RunningServer running;
  for (const std::string path :
       {"/assets", "/assets/", "/assets/app.js", "/assets/..", "/assets/%2e%2e", "/assets/a/b"}) {
    INFO(path);
    CHECK(get(running.port, path).status == 404);
  }
}

}  // namespace
}  // namespace onrecord
