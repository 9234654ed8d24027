// examples/identities.json and examples/traps.json agree with the articles they describe.

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "model/code_points.h"
#include "model/json.h"
#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

using Problems = std::vector<std::string>;
using LabelsByDocument = std::map<std::string, std::set<std::string>>;

/// The texts of examples/ by document id, as `extract --with-text` prints them.
std::map<std::string, std::string> example_texts() {
  const ProgramRun run = run_program({"extract", "--with-text", source_folder() + "/examples"});
  REQUIRE(run.exit_code == 0);
  std::map<std::string, std::string> texts;
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) {
    const auto record = parse_json(line, "a record");
    REQUIRE(record);
    texts[(*record)["id"].GetString()] = (*record)["text"].GetString();
  }
  return texts;
}

rapidjson::Document parse(const std::string& json) {
  Result<rapidjson::Document> document = parse_json(json, "the gold");
  REQUIRE(document);
  return std::move(*document);
}

rapidjson::Document parse_example(const std::string& name) {
  return parse(read_file(source_folder() + "/examples/" + name));
}

/// Looks at one row [type, surface, [begin, end], label].
void check_row(const rapidjson::Value& row, const std::string& id, const std::string& text,
               std::set<std::string>& labels, Problems& problems) {
  const std::string type = row[0].GetString(), surface = row[1].GetString();
  const std::string label = row[3].GetString(), where = id + ": " + label;
  const auto span = CodePoints(text).to_span(row[2][0].GetUint(), row[2][1].GetUint());
  if (!span || text.substr(span->begin, span->end - span->begin) != surface)
    problems.push_back(where + ": the span does not read \"" + surface + "\"");
  if (!label.starts_with(type + "/")) problems.push_back(where + ": not of type " + type);
  if (!labels.insert(label).second) problems.push_back(where + ": given twice");
}

Problems problems_of(const rapidjson::Value& identities,
                     const std::map<std::string, std::string>& texts) {
  Problems problems;
  for (const auto& [id, text] : texts) {
    if (!identities.HasMember(id.c_str())) {
      problems.push_back(id + ": no identities");
      continue;
    }
    std::set<std::string> labels;
    for (const auto& row : identities[id.c_str()].GetArray())
      check_row(row, id, text, labels, problems);
  }
  for (const auto& member : identities.GetObject()) {
    if (!texts.contains(member.name.GetString()))
      problems.push_back(std::string(member.name.GetString()) + ": no such document");
  }
  return problems;
}

LabelsByDocument labels_of(const rapidjson::Value& identities) {
  LabelsByDocument labels;
  for (const auto& member : identities.GetObject()) {
    for (const auto& row : member.value.GetArray())
      labels[member.name.GetString()].insert(row[3].GetString());
  }
  return labels;
}

}  // namespace

TEST_CASE("every identity stands in its document, once, under a label of its type", "[app]") {
  const auto texts = example_texts();
  CHECK(texts.size() == 60);
  for (const std::string& problem : problems_of(parse_example("identities.json"), texts))
    FAIL_CHECK(problem);
}

TEST_CASE("every trap names documents and labels that meet there, and a set", "[app]") {
  const LabelsByDocument labels = labels_of(parse_example("identities.json"));
  const auto traps = parse_example("traps.json");
  std::map<std::string, std::set<std::string>> sets;
  for (const auto& trap : traps.GetArray()) {
    const std::string kind = trap["trap"].GetString(), set = trap["set"].GetString();
    CAPTURE(kind);
    CHECK((set == "dev" || set == "held"));
    sets[kind].insert(set);
    std::set<std::string> left;
    for (const auto& label : trap["labels"].GetArray()) left.insert(label.GetString());
    const std::set<std::string> named = left;
    for (const auto& document : trap["documents"].GetArray()) {
      CAPTURE(document.GetString());
      REQUIRE(labels.contains(document.GetString()));
      std::size_t met = 0;
      for (const std::string& label : labels.at(document.GetString())) {
        met += named.contains(label);
        left.erase(label);
      }
      CHECK(met > 0);
    }
    CHECK(left == std::set<std::string>{});
  }
  CHECK(sets.size() >= 10);
  for (const auto& [kind, both] : sets) {
    CAPTURE(kind);
    CHECK(both.size() == 2);
  }
}

TEST_CASE("every passage of a retold quote stands in its document", "[app]") {
  const auto texts = example_texts();
  std::size_t retold = 0;
  const auto traps = parse_example("traps.json");
  for (const auto& trap : traps.GetArray()) {
    if (std::string(trap["trap"].GetString()) != "retold-quote") continue;
    ++retold;
    std::set<std::string> documents;
    for (const auto& passage : trap["passages"].GetArray()) {
      const std::string id = passage[0].GetString(), words = passage[1].GetString();
      CAPTURE(id, words);
      documents.insert(id);
      REQUIRE(texts.contains(id));
      const std::string& text = texts.at(id);
      const auto span = CodePoints(text).to_span(passage[2][0].GetUint(), passage[2][1].GetUint());
      REQUIRE(span);
      CHECK(text.substr(span->begin, span->end - span->begin) == words);
    }
    CHECK(documents.size() >= 2);
  }
  CHECK(retold >= 6);
}

TEST_CASE("identities that do not fit are named", "[app]") {
  const std::map<std::string, std::string> texts = {{"a", "“Ann” said so."}, {"b", "Nobody."}};
  const auto problems = [&](const std::string& json) { return problems_of(parse(json), texts); };
  const std::string b = R"(,"b":[]})";
  CHECK(problems(R"({"a":[["person","Ann",[1,4],"person/ann"]])" + b).empty());
  CHECK(problems(R"({"a":[["person","Ann",[0,3],"person/ann"]])" + b) ==
        Problems{"a: person/ann: the span does not read \"Ann\""});
  CHECK(problems(R"({"a":[["person","Ann",[1,99],"person/ann"]])" + b).size() == 1);
  CHECK(problems(R"({"a":[["person","Ann",[1,4],"place/ann"]])" + b) ==
        Problems{"a: place/ann: not of type person"});
  CHECK(
      problems(R"({"a":[["person","Ann",[1,4],"person/ann"],["person","Ann",[1,4],"person/ann"]])" +
               b) == Problems{"a: person/ann: given twice"});
  CHECK(problems(R"({"a":[]})") == Problems{"b: no identities"});
  CHECK(problems(R"({"a":[],"c":[])" + b) == Problems{"c: no such document"});
}

}  // namespace onrecord
