#include "app/completion.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("completion scripts name every command and option", "[app]") {
  const std::vector<CompletedCommand> commands = {{"quotes", "Who said what", {"--store", "-k"}}};
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto script = make_completion(shell, commands);
    REQUIRE(script);
    CHECK(script->find("quotes") != std::string::npos);
    CHECK(script->find("store") != std::string::npos);
  }
}

TEST_CASE("descriptions are quoted for the shell", "[app]") {
  const auto script = make_completion("fish", {{"a", "it's $(evil)", {}}});
  REQUIRE(script);
  CHECK(script->find("'it'\\''s $(evil)'") != std::string::npos);
}

TEST_CASE("completion for an unknown shell is refused", "[app]") {
  const auto script = make_completion("tcsh", {});
  REQUIRE_FALSE(script);
  CHECK(script.error().code == ErrorCode::InvalidInput);
}

}  // namespace onrecord
