// Sends every request of server/API.md to a server of the sample and compares the reply with the
// one shown. ONRECORD_UPDATE_DOCS=1 writes the replies into the page instead.

#include <rapidjson/prettywriter.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "model/json.h"
#include "tests/server/running_server.h"

namespace onrecord {
namespace {

std::filesystem::path page_path() {
  return std::filesystem::path(ONRECORD_SOURCE_FOLDER) / "server" / "API.md";
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Numbers that say when and where it ran, not what was answered.
void settle(rapidjson::Document& json) {
  for (const char* name : {"store_version", "graph_version", "bytes_on_disk"}) {
    if (json.HasMember(name)) json[name].SetUint(1);
  }
  if (!json.HasMember("memory")) return;
  for (const char* name : {"graph", "names"}) json["memory"][name].SetUint(1);
}

std::string pretty(const rapidjson::Document& json) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 1);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  json.Accept(writer);
  return buffer.GetString();
}

}  // namespace

TEST_CASE("server/API.md shows what the server says", "[server]") {
  const RunningServer running;
  std::string page = read(page_path());
  const bool update = std::getenv("ONRECORD_UPDATE_DOCS") != nullptr;
  const std::string request_mark = "```http\nGET ", reply_mark = "```\n```json\n";
  int requests = 0;
  std::size_t at = 0;
  while ((at = page.find(request_mark, at)) != std::string::npos) {
    at += request_mark.size();
    const std::size_t line = page.find('\n', at);
    const std::string target = page.substr(at, line - at);
    const std::size_t begin = page.find(reply_mark, line) + reply_mark.size();
    const std::size_t end = page.find("```", begin);
    REQUIRE(begin == line + 1 + reply_mark.size());
    auto reply = parse_json(get(running.port, target).body, target);
    REQUIRE(reply);
    settle(*reply);
    if (update) {
      page.replace(begin, end - begin, pretty(*reply) + "\n");
    } else {
      INFO("GET " << target << "; ONRECORD_UPDATE_DOCS=1 writes the page anew");
      CHECK(page.substr(begin, end - begin) == pretty(*reply) + "\n");
    }
    ++requests;
  }
  CHECK(requests == 26);
  if (update) std::ofstream(page_path()) << page;
}

}  // namespace onrecord
