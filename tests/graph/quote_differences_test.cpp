#include "graph/quote_differences.h"

#include "graph/quote_words.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

std::string keys_of(std::string_view content) {
  std::string keys;
  for (const QuoteWord& word : to_quote_words(content)) {
    if (!keys.empty()) keys += ' ';
    keys += word.tells ? word.key : std::string("(").append(word.key).append(")");
  }
  return keys;
}

using Differences = std::vector<QuoteDifference>;

}  // namespace

TEST_CASE("the words of a quote are free of marks, brackets and ellipses", "[graph]") {
  CHECK(keys_of("“We won’t close 1,200 beds,”") == "(we) (wont) close 1200 beds");
  CHECK(keys_of("\"We won't close 1,200 beds.\"") == "(we) (wont) close 1200 beds");
  CHECK(keys_of("[P]rices […] rose ... in the U.S.—José") == "prices rose (in) (the) (us) jose");
  CHECK(keys_of("") == "");
  CHECK(keys_of("“ … ” — [ ]") == "");
  CHECK(keys_of("\xFF\xFE tide \xC3") == "tide");
}

TEST_CASE("a capital within a sentence makes a name", "[graph]") {
  std::string names;
  for (const QuoteWord& word :
       to_quote_words("“The mayor,” Ada Moreland said. Nobody: ‘Every U.S. tide’ (Selby) rises")) {
    if (word.name) names += word.key + " ";
  }
  CHECK(names == "ada moreland us selby ");
}

TEST_CASE("the span of a word is what stands in the content", "[graph]") {
  const std::string content = "“Every [t]ide’s end…";
  std::vector<std::string> found;
  for (const QuoteWord& word : to_quote_words(content)) {
    found.emplace_back(slice(content, word.span));
  }
  CHECK(found == std::vector<std::string>{"Every", "t]ide’s", "end"});
}

TEST_CASE("a shortened telling says which words it leaves out and changes", "[graph]") {
  const std::string full = "“We will not close a single clinic, and nobody will lose a bed.”";
  CHECK(find_differences(full, "\"We will not close a single clinic … \"") ==
        Differences{{"and nobody will lose a bed", ""}});
  CHECK(find_differences(full, "she would not close a single clinic this year") ==
        Differences{{"We will", "she would"}, {"and nobody will lose a bed", "this year"}});
  CHECK(find_differences("close a clinic", "close a small clinic") == Differences{{"", "small"}});
}

TEST_CASE("other marks, capitals and accents are no difference", "[graph]") {
  CHECK(find_differences("“The harbor’s café is safe,”", "\"the harbor's cafe is safe\"").empty());
  CHECK(find_differences("", "").empty());
  CHECK(find_differences("", "— …").empty());
}

TEST_CASE("very long contents are compared up to a limit", "[graph]") {
  std::string longest;
  for (int i = 0; i < 4000; ++i) longest += "tide" + std::to_string(i) + " ";
  CHECK(find_differences(longest, longest + "and more").empty());
}

}  // namespace onrecord
