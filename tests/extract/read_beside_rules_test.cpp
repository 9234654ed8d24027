// What the language model reads, put in by hand, beside what rules and gazetteers find.

#include "extract/model_words.h"
#include "extract/quotes.h"
#include "tests/catch.h"
#include "tests/extract/facts.h"
#include "tests/extract/reading.h"

using namespace onrecord;

namespace {

/// Tokens of the first place where `words` stand.
TokenRange tokens_of(const Reading& text, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(text.document.text.find(words));
  const auto [first, end] =
      text.words.tokens_of({at, at + static_cast<std::uint32_t>(words.size())});
  return {first, end};
}

/// The contents that are found with `read` beside the rules, joined by " / ".
std::string contents(const Reading& text, const ModelReading& read) {
  AttributionContext context = text.context;
  context.reading = &read;
  std::string joined;
  for (const Attribution& a : find_attributions(context)) {
    for (const Span span : a.content) {
      joined += (joined.empty() ? "" : " / ") + std::string(slice(text.document.text, span));
    }
  }
  return joined;
}

ModelReading read_as(const Reading& text, std::string_view source, std::string_view cue,
                     std::string_view content, double probability) {
  ModelReading read;
  read.attributions.push_back(
      {tokens_of(text, cue), tokens_of(text, source), {tokens_of(text, content)}, probability});
  return read;
}

}  // namespace

TEST_CASE("the model's words are those of the Penn Treebank, and lead back to tokens",
          "[extract][model]") {
  const Reading text("''We don't wait,'' Ada Lindgren said.\n\nPort | Ships\nElmhaven | 3");
  const ModelWords words(text.analysis);
  const std::vector<std::string_view> first(words.words().begin(), words.words().begin() + 4);
  CHECK(first == std::vector<std::string_view>{"''", "We", "do", "n't"});
  for (const std::string_view word : words.words()) CHECK(word != "Elmhaven");  // a table's row
  ModelReading read;
  read.names.push_back({{2, 4}, "MISC", 1.0});
  read.names.push_back({{0, 1}, "MISC", 1.0});
  const ModelReading back = words.to_tokens(read);
  CHECK(text.words.text(back.names[0].words.first, back.names[0].words.end) == "don't");
  CHECK(text.words.text(back.names[1].words.first, back.names[1].words.end) == "''");
}

TEST_CASE("what is read stands, unless it is unlikely", "[extract][model]") {
  const Reading text("Harbor pilots fear longer nights at sea. Nobody else spoke.");
  CHECK(contents(text, read_as(text, "Harbor pilots", "fear", "longer nights", 0.6)) ==
        "longer nights");
  CHECK(contents(text, read_as(text, "Harbor pilots", "fear", "longer nights", 0.1)).empty());
}

TEST_CASE("a surer rule displaces what was read, a less sure one does not", "[extract][model]") {
  const Reading text("Ada Lindgren said that the harbor will stay closed until Friday.");
  const std::string whole = "the harbor will stay closed until Friday";
  const std::string by_rule = contents(text, ModelReading{});
  REQUIRE(by_rule.find(whole) != by_rule.npos);
  CHECK(contents(text, read_as(text, "Ada Lindgren", "said", "the harbor", 0.5)) == by_rule);
  CHECK(contents(text, read_as(text, "Ada Lindgren", "said", "the harbor", 0.95)) == "the harbor");
}

TEST_CASE("indirect speech stays in the sentence of its cue", "[extract][model]") {
  const Reading text("The ferries were late. Harbor pilots fear longer nights.");
  ModelReading read = read_as(text, "Harbor pilots", "fear", "longer nights", 0.9);
  read.attributions[0].content.insert(read.attributions[0].content.begin(),
                                      tokens_of(text, "The ferries were late"));
  CHECK(contents(text, read) == "longer nights");
}

TEST_CASE("names that are read fill what rules leave, but name no operation and no title",
          "[extract][model]") {
  const Reading text(
      "They met Quiet Lantern operation officers and the Field Office Director "
      "near Tarnwick Freight.");
  const auto organizations = [&](std::string_view words) {
    ModelReading read;
    read.names.push_back({tokens_of(text, words), "ORG", 0.9});
    std::size_t count = 0;
    for (const NameMention& name :
         find_names(text.words, test_gazetteer(), test_lexicon(), &read)) {
      count += slice(text.document.text, name.span) == words;
    }
    return count;
  };
  CHECK(organizations("Tarnwick Freight") == 1);
  CHECK(organizations("Quiet Lantern") == 0);
  CHECK(organizations("Field Office") == 0);
}

TEST_CASE("\"who\" is the noun phrase before it", "[extract][model]") {
  const Reading text("Mayor Ada Lindgren, who warned residents, left early.");
  AttributionContext context = text.context;
  const ModelReading read = read_as(text, "who", "warned", "residents", 0.9);
  context.reading = &read;
  const auto quotes = resolve_quotes(context, test_gazetteer(), find_attributions(context));
  REQUIRE(quotes.size() == 1);
  CHECK(quotes[0].speaker_name == "Ada Lindgren");
}

TEST_CASE("a title that the model reads as a person of its own is none", "[extract][model]") {
  const Reading text("The county voted on it, Sheriff Ruth Okafor said Tuesday.");
  ModelReading read;
  for (const std::string_view name : {"Sheriff", "Ruth Okafor"}) {
    read.names.push_back({tokens_of(text, name), "PER", 0.9});
  }
  std::string people;
  for (const NameMention& name : find_names(text.words, test_gazetteer(), test_lexicon(), &read)) {
    if (name.type == EntityType::Person) {
      people += std::string(slice(text.document.text, name.span)) + "|";
    }
  }
  CHECK(people == "Ruth Okafor|");
}

TEST_CASE("a headline read as one with the text is no part of what is said", "[extract][model]") {
  const Reading text(
      "Harbor pilots ask for longer nights\n\nPORT ELLERY, May 12 — The pilots want more time at "
      "sea, according to the union.");
  const std::string whole = "The pilots want more time at sea";
  ModelReading read = read_as(text, "the union", "according to", whole, 0.6);
  read.attributions[0].content[0].first = 0;
  CHECK(contents(text, read) == whole);
}
