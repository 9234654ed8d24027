// Chains, with what the language model ranks put in by hand.

#include "extract/coreference.h"

#include <map>

#include "extract/language_model.h"
#include "tests/catch.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// A text whose mentions are given one by one, in text order.
class Chains {
 public:
  explicit Chains(const std::string& text) : text_(text) {}

  /// The next place of `words`. Returns the mention's number.
  std::size_t name(std::string_view words) { return add(words, MentionForm::Name, {}, 1.0); }
  /// likely: mentions before, with probabilities; the rest refers to nothing.
  std::size_t pronoun(std::string_view words, const std::map<std::size_t, double>& likely) {
    return add(words, MentionForm::Pronoun, likely, rest(likely));
  }
  std::size_t description(std::string_view words, const std::map<std::size_t, double>& likely,
                          bool plural = false) {
    const std::size_t number = add(words, MentionForm::Description, likely, rest(likely));
    read_.mentions.back().plural = plural;
    return number;
  }

  /// Who each reference is for: "she=Ann Roe the mayor=Ann Roe".
  std::string references() {
    DocumentEntities entities = text_.entities;
    resolve_references(text_.words, test_gazetteer(), test_lexicon(), read_, entities);
    std::string out;
    for (const DocumentEntities::Link& link : entities.references()) {
      out += (out.empty() ? "" : " ") + std::string(slice(text_.document.text, link.span)) + "=" +
             entities.entity(link.entity).name;
    }
    return out;
  }

 private:
  static double rest(const std::map<std::size_t, double>& likely) {
    double sum = 0;
    for (const auto& [mention, probability] : likely) sum += probability;
    return 1 - sum;
  }

  std::size_t add(std::string_view words, MentionForm form,
                  const std::map<std::size_t, double>& likely, double nothing) {
    const std::size_t at = text_.document.text.find(words, from_);
    REQUIRE(at != std::string::npos);
    from_ = at + 1;
    const auto begin = static_cast<std::uint32_t>(at);
    const auto [first, end] =
        text_.words.tokens_of({begin, begin + static_cast<std::uint32_t>(words.size())});
    ReadMention mention;
    mention.words = {first, end};
    mention.form = form;
    mention.nothing = nothing;
    for (const auto& [number, probability] : likely) {
      mention.antecedents.push_back({number, probability});
    }
    read_.mentions.push_back(std::move(mention));
    return read_.mentions.size() - 1;
  }

  Reading text_;
  ModelReading read_;
  std::size_t from_ = 0;
};

}  // namespace

TEST_CASE("a pronoun takes the chain that weighs most in all", "[extract][coref]") {
  Chains text("Ann Roe met Mary Hart. She left, and she slept.");
  const auto roe = text.name("Ann Roe"), hart = text.name("Mary Hart");
  const auto she = text.pronoun("She", {{roe, 0.5}, {hart, 0.3}});
  text.pronoun("she", {{hart, 0.4}, {she, 0.3}, {roe, 0.2}});
  CHECK(text.references() == "She=Ann Roe she=Ann Roe");
}

TEST_CASE("gender rules out whom the model prefers", "[extract][coref]") {
  Chains text("Ann Roe met John Hart. He left.");
  const auto roe = text.name("Ann Roe"), hart = text.name("John Hart");
  text.pronoun("He", {{roe, 0.7}, {hart, 0.2}});
  CHECK(text.references() == "He=John Hart");
}

TEST_CASE("what may refer to nothing refers to nobody", "[extract][coref]") {
  Chains text("Ann Roe came by bus. The mayor of another town spoke.");
  const auto roe = text.name("Ann Roe");
  text.description("The mayor", {{roe, 0.3}});
  CHECK(text.references().empty());
}

TEST_CASE("a noun goes only with what it can stand for", "[extract][coref]") {
  Chains text("Ann Roe left the Harbor Police. The agency, the mayor and the report stayed.");
  const auto roe = text.name("Ann Roe"), police = text.name("Harbor Police");
  text.description("The agency", {{roe, 0.6}, {police, 0.3}});
  text.description("the mayor", {{police, 0.6}, {roe, 0.3}});
  text.description("the report", {{police, 0.9}});
  CHECK(text.references() == "The agency=Harbor Police the mayor=Ann Roe");
}

TEST_CASE("several are not one", "[extract][coref]") {
  Chains text("The authors met Cy Roe. He read their book.");
  const auto authors = text.description("The authors", {}, true), roe = text.name("Cy Roe");
  const auto he = text.pronoun("He", {{authors, 0.6}, {roe, 0.3}});
  text.pronoun("their", {{authors, 0.5}, {he, 0.2}});
  CHECK(text.references() == "He=Cy Roe");
}

TEST_CASE("a name beside a description names its chain, and tells its gender", "[extract][coref]") {
  Chains text("His elder daughter, Robin Roe, sailed. She won. Robin Hart, the captain, slept.");
  const auto daughter = text.description("His elder daughter", {});
  const auto roe = text.name("Robin Roe");
  text.pronoun("She", {{daughter, 0.5}, {roe, 0.1}});
  text.name("Robin Hart");
  text.description("the captain", {});
  CHECK(text.references() == "His elder daughter=Robin Roe She=Robin Roe the captain=Robin Hart");
}

TEST_CASE("I am somebody by name", "[extract][coref]") {
  Chains text("I am Ann Roe. My boat is old.");
  const auto self = text.pronoun("I", {});
  text.name("Ann Roe");
  text.pronoun("My", {{self, 0.9}});
  CHECK(text.references() == "I=Ann Roe My=Ann Roe");
}

TEST_CASE("this country is the last one named", "[extract][coref]") {
  Chains text("She works in France and in Texas. This country pays.");
  text.name("France");
  text.description("This country", {});
  CHECK(text.references() == "This country=France");
}

TEST_CASE("I within quotation marks waits for its speaker", "[extract][coref]") {
  Reading text("“I think that my boat sank,” said Ann Roe. “We lost it,” the Harbor Police said.");
  ModelReading read;
  for (const std::string_view word : {"I", "my", "We"}) {
    const auto at = static_cast<std::uint32_t>(text.document.text.find(word));
    const auto [first, end] =
        text.words.tokens_of({at, at + static_cast<std::uint32_t>(word.size())});
    ReadMention mention;
    mention.words = {first, end};
    mention.form = MentionForm::Pronoun;
    read.mentions.push_back(mention);
  }
  DocumentEntities entities = text.entities;
  resolve_references(text.words, test_gazetteer(), test_lexicon(), read, entities);
  CHECK(entities.references().empty());
  resolve_first_person(text.words, read, text.quotes, entities);
  std::string out;
  for (const auto& link : entities.references()) out += entities.entity(link.entity).name + "|";
  CHECK(out == "Ann Roe|Ann Roe|Harbor Police|");
}

TEST_CASE("references become mentions of their entities, where none stands", "[extract][coref]") {
  Chains text("Ann Roe left. She slept.");
  Reading reading("Ann Roe left. She slept.");
  DocumentEntities entities = reading.entities;
  const std::uint32_t she = 14;
  entities.add_reference({she, she + 3}, 0);
  entities.add_reference({4, 7}, 0);  // within her name
  CHECK(entities.referred({she, she + 3}) == std::optional<std::size_t>(0));
  CHECK_FALSE(entities.referred({she, she + 2}));
  entities.keep_references();
  CHECK(entities.entities()[0].mentions == Spans{{0, 7}, {she, she + 3}});
}

TEST_CASE("a given name alone is the one person who has it", "[extract][coref]") {
  const Reading one("Ann Roe met Bo Hart. “It sank,” Ann said.");
  CHECK(one.actors() ==
        std::vector<std::string>{"person Ann Roe: Ann Roe|Ann", "person Bo Hart: Bo Hart"});
  const Reading two("Ann Roe met Ann Hart. “It sank,” Ann said.");
  CHECK(two.actors() == std::vector<std::string>{"person Ann Roe: Ann Roe",
                                                 "person Ann Hart: Ann Hart", "person Ann: Ann"});
}
