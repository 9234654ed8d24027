#include "server/target.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("targets are split before they are decoded", "[server]") {
  const auto target = parse_target("/documents/a%2Fb/?q=Jos%C3%A9+N&empty=&flag&&x=1%3D2");
  REQUIRE(target);
  CHECK(target->segments == std::vector<std::string>{"documents", "a/b"});
  CHECK(target->query == std::map<std::string, std::string>{
                             {"q", "José N"}, {"empty", ""}, {"flag", ""}, {"x", "1=2"}});
  CHECK(parse_target("/")->segments.empty());
  CHECK(parse_target("/?a=b")->segments.empty());
  CHECK(parse_target("/a+b")->segments == std::vector<std::string>{"a+b"});
}

TEST_CASE("percent_encode is what parse_target undoes", "[server]") {
  for (const std::string id : {"a/b?c&d=e#f", "José", "100 %", "..", "<script>", "\"'"}) {
    CHECK(parse_target("/" + percent_encode(id))->segments == std::vector<std::string>{id});
    CHECK(parse_target("/?x=" + percent_encode(id))->query.at("x") == id);
  }
}

TEST_CASE("targets that cannot be decoded are refused by name", "[server]") {
  for (const std::string bad :
       {"", "a", "/%", "/%2", "/%zz", "/%00", "/a%0Ab", "/%ff", "/%C0%AF", "/a//b", "//", "///",
        "/?a=%", "/?%=a", "/?a=%ff", "/?a=%1f", "/?a=1&a=2", "/?a=%7F"}) {
    INFO(bad);
    const auto target = parse_target(bad);
    REQUIRE_FALSE(target);
    CHECK(target.error().code == ErrorCode::InvalidInput);
  }
  CHECK(parse_target("/?a=1&a=2").error().message.find("'a'") != std::string::npos);
}

}  // namespace onrecord
