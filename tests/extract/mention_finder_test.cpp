// Noun phrases and pronouns out of words with hand-made parts of speech.

#include "extract/mention_finder.h"

#include <sstream>
#include <string>

#include "tests/catch.h"

using namespace onrecord;

namespace {

/// `tagged`: "the/DT mayor/NN". The mentions as "the mayor", in brackets where plural, with a star
/// where a name; joined by " | ". names: ranges of words.
std::string found(const std::string& tagged, const std::vector<TokenRange>& names = {}) {
  std::vector<std::string> words;
  std::vector<WordClass> classes;
  std::istringstream blanks(tagged);
  for (std::string item; blanks >> item;) {
    const std::size_t slash = item.rfind('/');
    words.push_back(item.substr(0, slash));
    classes.push_back(word_class(item.substr(slash + 1)));
  }
  const std::vector<std::string_view> views(words.begin(), words.end());
  std::string out;
  for (const FoundMention& mention : find_mentions(views, classes, names)) {
    std::string text;
    for (std::size_t i = mention.words.first; i < mention.words.end; ++i) {
      text += (text.empty() ? "" : " ") + words[i];
    }
    if (mention.plural) text = "[" + text + "]";
    if (mention.form == MentionForm::Name) text += "*";
    out += (out.empty() ? "" : " | ") + text;
  }
  return out;
}

}  // namespace

TEST_CASE("a description runs from its determiner to its last common noun", "[extract][coref]") {
  CHECK(found("the/DT new/JJ harbor/NN master/NN said/VBD") == "the new harbor master");
  CHECK(found("his/PRP$ two/CD brothers/NNS left/VBD") == "his | [his two brothers]");
  CHECK(found("the/DT city/NN 's/POS largest/JJS hospital/NN") == "the city 's largest hospital");
}

TEST_CASE("what has no determiner or no common noun as its head describes nobody",
          "[extract][coref]") {
  CHECK(found("officials/NNS said/VBD a/DT boat/NN sank/VBD").empty());
  CHECK(found("the/DT FBI/NNP said/VBD").empty());
  CHECK(found("the/DT very/RB late/JJ").empty());
  CHECK(found("that/IN boat/NN").empty());  // a conjunction
}

TEST_CASE("names are mentions, and their words head no other", "[extract][coref]") {
  CHECK(found("the/DT Roe/NNP report/NN", {{1, 2}}) == "the Roe report | Roe*");
  CHECK(found("the/DT harbor/NN police/NNS", {{1, 3}}) == "harbor police*");
}

TEST_CASE("pronouns in any case are mentions, acronyms are not", "[extract][coref]") {
  CHECK(found("She/PRP told/VBD us/PRP") == "She | us");
  CHECK(found("the/DT US/NNP and/CC IT/NNP").empty());
  CHECK(pronoun_of("themselves") == Pronoun::They);
  CHECK(pronoun_of("who") == Pronoun::None);
}

TEST_CASE("a description ends after nine words", "[extract][coref]") {
  CHECK(found("the/DT a/JJ b/JJ c/JJ d/JJ e/JJ f/JJ g/JJ boat/NN") == "the a b c d e f g boat");
  CHECK(found("the/DT a/JJ b/JJ c/JJ d/JJ e/JJ f/JJ g/JJ h/JJ boat/NN").empty());
}
