// Who a source stands for. Expected speakers are written as Reading::speakers() writes them.

#include "extract/speakers.h"

#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// The speakers of the quotes of `text`, with '|' between them.
std::string speakers(const std::string& text) {
  std::string out;
  for (const std::string& speaker : Reading(text).speakers()) {
    if (!out.empty()) out += '|';
    out += speaker;
  }
  return out;
}

}  // namespace

TEST_CASE("a surname speaks for the full name before it", "[extract]") {
  CHECK(speakers("Ann Roe, the harbor master, spoke first. Roe said the ferry was late.") ==
        "Ann Roe");
  CHECK(speakers("Ann Roe met Bo Hart. “The ferry is late,” Hart said. “It sank,” said Roe.") ==
        "Bo Hart|Ann Roe");
  CHECK(speakers("Mr. Roe said the ferry was late.") == "Roe");
  CHECK(speakers("Ann Roe said the ferry was late.\n\n“It sank,” said Roe.") == "Ann Roe|Ann Roe");
}

TEST_CASE("a title or an apposition beside the name changes nobody", "[extract]") {
  CHECK(speakers("“The ferry is late,” said Kent Mayor Ann Roe.") == "Ann Roe");
  CHECK(speakers("“The ferry is late,” said Ann Roe, the mayor of Kent.") == "Ann Roe");
  CHECK(speakers("FBI spokeswoman Ann Roe said the ferry was late.") == "Ann Roe");
  CHECK(speakers("“We will keep the harbor open this winter.” – Commissioner Ann Roe") ==
        "Ann Roe");
}

TEST_CASE("an office is the one who was named with it", "[extract]") {
  CHECK(speakers("Kent Mayor Ann Roe came by bus. The mayor said the ferry was late.") ==
        "Ann Roe");
  CHECK(speakers("Kent Mayor Ann Roe came by bus. The sheriff said the ferry was late.") ==
        "?The sheriff");
  CHECK(speakers("Acting Kent Mayor Ann Roe came by bus. The acting mayor said the ferry was "
                 "late.") == "Ann Roe");
  CHECK(speakers("Former Kent Mayor Ann Roe met Mayor Bo Hart. The former mayor said the ferry was "
                 "late.") == "Ann Roe");
  CHECK(speakers("Kent Mayor Ann Roe came by bus. The former mayor said the ferry was late.") ==
        "?The former mayor");
  CHECK(speakers("Kent Mayor Ann Roe came by bus. The dead mayor said the ferry was late.") ==
        "?The dead mayor");
}

TEST_CASE("a relative clause in the source changes nobody", "[extract]") {
  CHECK(speakers("The Harbor Police, which keep the pier, said the ferry was late.") ==
        "Harbor Police");
  CHECK(speakers("Ann Roe, who met Bo Hart, said the ferry was late.") == "Ann Roe");
}

TEST_CASE("a source that only leads to a pronoun is the pronoun's", "[extract]") {
  const std::string text = "Ms. Roe held the lamp. Asked whether she was cold, she said, “No.”";
  const Reading reading(text);
  const auto begin = static_cast<std::uint32_t>(text.find("Asked"));
  const auto end = static_cast<std::uint32_t>(text.find(" was cold"));
  SpeakerResolver resolver(reading.context, test_gazetteer());
  CHECK(resolver.resolve({{begin, end}}, {}).name == "Roe");
  CHECK_FALSE(resolver.resolve({{begin, end - 4}}, {}).entity);  // "Asked whether"
}

TEST_CASE("he and she take the nearest person that the gender allows", "[extract]") {
  const std::string meeting =
      "Ann Roe opened the meeting. Mr. Hart sat down.\n\n"
      "The harbor was calm that day.\n\n";
  CHECK(speakers(meeting + "She said the ferry was late.") == "Ann Roe");
  CHECK(speakers(meeting + "He said the ferry was late.") == "Hart");
  CHECK(speakers("Ms. Roe met Mr. Hart. He said the ferry was late.") == "Hart");
  CHECK(speakers("Ms. Roe met Mr. Hart. She said the ferry was late.") == "Roe");
  CHECK(speakers("“The ferry is late,” said Ann Roe. “Maria Hart knew,” she said.") ==
        "Ann Roe|Ann Roe");
}

TEST_CASE("a pronoun without anybody before it keeps its own word", "[extract]") {
  CHECK(speakers("“The ferry was late,” she said.") == "?she");
  CHECK(speakers("Mr. Hart sat down. “The ferry was late,” she said.") == "?she");
  CHECK(speakers("Kent is a town. “The ferry was late,” he said.") == "?he");
}

TEST_CASE("the agency is the one named last", "[extract]") {
  CHECK(speakers("The Harbor Police Department opened an inquiry. The agency said it was late.") ==
        "Harbor Police Department");
  CHECK(speakers("The Kent Police Department met the Harrow County Sheriff's Office. The "
                 "department said the ferry was late.") == "Kent Police Department");
  CHECK(
      speakers("ICE opened an inquiry.\n\nThe harbor was calm.\n\nThe agency said it was late.") ==
      "U.S. Immigration and Customs Enforcement");
}

TEST_CASE("a body speaks through its officials and papers", "[extract]") {
  CHECK(speakers("Kent Police Department officials said the ferry was late.") ==
        "Kent Police Department");
  CHECK(speakers("FBI officials told reporters that the ferry was late.") ==
        "Federal Bureau of Investigation");
  CHECK(speakers("A spokesman for the FBI said the ferry was late.") ==
        "Federal Bureau of Investigation");
  CHECK(speakers("An FBI spokeswoman said the ferry was late.") ==
        "Federal Bureau of Investigation");
  CHECK(speakers("The ferry was late, according to a press release from the Kent Police "
                 "Department.") == "Kent Police Department");
  CHECK(speakers("A press release from the FBI said the ferry was late.") ==
        "Federal Bureau of Investigation");
}

TEST_CASE("a field office speaks for itself, an administration too", "[extract]") {
  CHECK(speakers("ERO Boston said the ferry was late.") == "ERO Boston");
  CHECK(speakers("The Larkin administration said the ferry was late.") == "Larkin administration");
  CHECK(speakers("President Ada Larkin left. The administration said the ferry was late.") ==
        "Larkin administration");
}

TEST_CASE("unnamed sources stay under their own words", "[extract]") {
  for (const std::string source :
       {"Two people close to ICE", "Two people familiar with the FBI inquiry",
        "Immigration activists", "Residents", "Officials", "Police", "An official",
        "Three neighbors", "Critics of ICE", "Lawyers for Ann Roe", "A neighbor of Ann Roe",
        "Ann Roe's lawyer", "The governor of Maine"}) {
    CAPTURE(source);
    CHECK(speakers(source + " said the ferry was late.") == "?" + source);
    CHECK(speakers("Bo Hart and the DEA met. " + source + " said the ferry was late.") ==
          "?" + source);
  }
}

TEST_CASE("several people speak jointly", "[extract]") {
  CHECK(speakers("Ann Roe and Bo Hart said the ferry was late.") == "Ann Roe + Bo Hart");
  CHECK(speakers("The FBI and the DEA said the ferry was late.") ==
        "Federal Bureau of Investigation + Drug Enforcement Administration");
  CHECK(speakers("Ann Roe, Bo Hart and Cy Lund said the ferry was late.") ==
        "Ann Roe + Bo Hart + Cy Lund");
  CHECK(speakers("“The ferry is late,” Ann Roe and Bo Hart said in a joint statement.") ==
        "Ann Roe + Bo Hart");
}

TEST_CASE("who points back at the name before it", "[extract]") {
  CHECK(speakers("Ann Roe, who said the ferry was late, left.") == "Ann Roe");
  CHECK(speakers("Bo Hart met Ann Roe, who said the ferry was late.") == "Ann Roe");
  CHECK(speakers("Ann Roe, who runs the harbor, said the ferry was late.") == "Ann Roe");
}

TEST_CASE("a surname alone is another person in another document", "[extract]") {
  const Reading one("Mr. Roe said the ferry was late.", "one");
  const Reading two("Mr. Roe said the ferry was late.", "two");
  const Reading again("Mr. Roe said the ferry was late.", "one");
  REQUIRE(one.quotes.size() == 1);
  REQUIRE(one.quotes[0].speaker.has_value());
  CHECK(one.quotes[0].speaker != two.quotes.at(0).speaker);
  CHECK(one.quotes[0].speaker == again.quotes.at(0).speaker);
}

TEST_CASE("a resolver takes sources that hold nothing", "[extract]") {
  const Reading reading("Ann Roe sat — here.");
  SpeakerResolver resolver(reading.context, test_gazetteer());
  CHECK(resolver.resolve({}, {}).name.empty());
  CHECK(!resolver.resolve({}, {}).entity);
  const Speaker blank = resolver.resolve({{3, 4}}, {});
  CHECK(!blank.entity);
  const Speaker dash = resolver.resolve({{12, 15}}, {});
  CHECK(!dash.entity);
  CHECK(dash.name == "—");
  CHECK(resolver.resolve({{0, 7}}, {{0, 7}}).name == "Ann Roe");
}
