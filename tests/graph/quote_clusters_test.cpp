#include "graph/quote_clusters.h"

#include <algorithm>
#include <ctime>
#include <random>

#include "model/entity.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

const EntityId kMayor = make_entity_id(EntityType::Person, "Ada Moreland");
const EntityId kSheriff = make_entity_id(EntityType::Person, "Bo Tanager");

/// Tellings of one speaker, each in a document of its own, called a, b, c, ...
class Outlets {
 public:
  Outlets& by(std::optional<EntityId> speaker, const std::string& name = "") {
    speaker_ = speaker;
    name_ = name;
    return *this;
  }
  Outlets& on(const std::string& date) {
    date_ = date.empty() ? PartialDate{} : parse_date(date).value();
    return *this;
  }
  Outlets& tell(const std::string& content) {
    const std::string document(1, static_cast<char>('a' + tellings.size()));
    tellings.push_back(
        {QuoteId{tellings.size() + 1}, {document}, speaker_, name_, date_, 0, content});
    return *this;
  }

  /// "ab* c*": documents of one cluster together, the fullest marked.
  std::string clusters(const QuoteClusterOptions& options = {}) const {
    std::string out;
    for (const QuoteCluster& cluster : cluster_quotes(tellings, options)) {
      if (!out.empty()) out += ' ';
      for (const std::size_t i : cluster.tellings) {
        out += tellings[i].document.value + (i == cluster.fullest ? "*" : "");
      }
    }
    return out;
  }

  std::vector<QuoteTelling> tellings;

 private:
  std::optional<EntityId> speaker_ = kMayor;
  std::string name_;
  PartialDate date_ = {2025, 3, 4};
};

const std::string kFull = "“We will not close a single clinic, and nobody will lose a bed.”";

}  // namespace

TEST_CASE("a retold quote is one, however it is marked and cut", "[graph]") {
  CHECK(Outlets().tell(kFull).tell(kFull).clusters() == "a*b");
  CHECK(Outlets().tell("\"We will not close a single clinic\"").tell(kFull).clusters() == "ab*");
  CHECK(Outlets()
            .tell(kFull)
            .tell("“We will not close a single clinic,” “and nobody will lose a bed.”")
            .tell("\"We will not close a single clinic ... nobody will lose a bed\"")
            .tell("“[W]e will not close a single clinic […] nobody will lose a bed.”")
            .clusters() == "a*bcd");
}

TEST_CASE("a plain sentence told word by word is retold", "[graph]") {
  CHECK(Outlets()
            .tell("“You think I’m going to change?” “I’m not changing.”")
            .tell("\"You think I'm going to change? I'm not changing.\"")
            .clusters() == "a*b");
  CHECK(Outlets()
            .tell("“You think I’m going to change?”")
            .tell("“I’m going to change it.”")
            .clusters() == "a* b*");
}

TEST_CASE("indirect and mixed tellings belong to the quote they retell", "[graph]") {
  CHECK(Outlets().tell(kFull).tell("she would not close “a single clinic”").clusters() == "a*b");
  CHECK(Outlets()
            .tell(kFull)
            .tell("the city would not close a single clinic and that nobody would lose a bed")
            .clusters() == "ab*");
}

TEST_CASE("two excerpts of one speech meet in its fullest telling", "[graph]") {
  CHECK(Outlets()
            .tell("“We will not close a single clinic.”")
            .tell("“Nobody will lose a hospital bed this winter.”")
            .tell("“We will not close a single clinic. Nobody will lose a hospital bed this "
                  "winter.”")
            .clusters() == "abc*");
  CHECK(Outlets()
            .tell("“We will not close a single clinic.”")
            .tell("“Nobody will lose a hospital bed this winter.”")
            .clusters() == "a* b*");
}

TEST_CASE("a phrase in common makes no retelling", "[graph]") {
  CHECK(Outlets().tell("“No comment.”").tell("“No comment.”").clusters() == "a* b*");
  CHECK(Outlets().tell("I have no comment on that").tell("no comment").clusters() == "a* b*");
  CHECK(Outlets()
            .tell("“The safety of the people of this town comes before any budget line.”")
            .tell("“The people of this town deserve a library that is open on Sundays.”")
            .clusters() == "a* b*");
  CHECK(Outlets()
            .tell("the front-runner Bo Tanager, a regular guest, to attend the dinner")
            .tell("the front-runner Bo Tanager")
            .clusters() == "a* b*");
  CHECK(Outlets()
            .tell("her rival Bo Tanager his muddled stance, Republican rival Bo Tanager’s stance")
            .tell("Republican rival Bo Tanager’s stance")
            .clusters() == "a* b*");
  CHECK(Outlets()
            .tell("“We will build a pier. It is a great pier, you have never seen such a thing. "
                  "They don’t know it yet, these people, but the county is happy to pay.”")
            .tell("“We are going to build a pier. Who do you know that is going to pay?”")
            .clusters() == "a* b*");
  CHECK(Outlets().tell("the law on same-sex marriage").tell("same-sex marriage").clusters() ==
        "a* b*");
  CHECK(Outlets().tell("").tell("").tell("…").clusters() == "a* b* c*");
}

TEST_CASE("another speaker is another quote", "[graph]") {
  CHECK(Outlets().tell(kFull).by(kSheriff).tell(kFull).clusters() == "a* b*");
  CHECK(Outlets()
            .by({}, "City officials")
            .tell(kFull)
            .by({}, "city officials")
            .tell(kFull)
            .clusters() == "a*b");
  CHECK(Outlets().by({}, "officials").tell(kFull).by({}, "doctors").tell(kFull).clusters() ==
        "a* b*");
  const std::string most = "the town will not close a single clinic this year";
  CHECK(Outlets().by({}, "").tell(kFull).tell(most).clusters() == "a* b*");
  CHECK(Outlets().by({}, "officials").tell(kFull).tell(most).clusters() == "a*b");
  CHECK(Outlets().by({}, "").tell(kFull).tell("We will not close a single clinic").clusters() ==
        "a*b");
  CHECK(Outlets().by({}, "Ada Moreland").tell(kFull).by(kMayor).tell(kFull).clusters() == "a* b*");
}

TEST_CASE("what is said again much later is said again", "[graph]") {
  CHECK(Outlets().on("2025-03-04").tell(kFull).on("2025-03-09").tell(kFull).clusters() == "a*b");
  CHECK(Outlets().on("2025-03-04").tell(kFull).on("2025-04-09").tell(kFull).clusters() == "a* b*");
  const Outlets month_apart = Outlets().on("2025-03-04").tell(kFull).on("2025-04-03").tell(kFull);
  CHECK(month_apart.clusters({30}) == "a*b");
  CHECK(month_apart.clusters({29}) == "a* b*");
  CHECK(Outlets().on("2025-03-04").tell(kFull).on("2025-03").tell(kFull).clusters() == "b*a");
  CHECK(Outlets().on("2025-03-04").tell(kFull).on("2024").tell(kFull).clusters() == "b* a*");
  CHECK(Outlets().on("").tell(kFull).on("1969-12-31").tell(kFull).clusters() == "a*b");
}

TEST_CASE("clusters do not depend on the order of what comes in", "[graph]") {
  Outlets outlets;
  for (const char* date : {"2025-03-04", "2025-03-06", "2025-05-01"}) {
    outlets.on(date)
        .tell(kFull)
        .tell("“We will not close a single clinic”")
        .tell("she would not close a single clinic")
        .tell("“The ferry budget is a matter for the county council.”");
  }
  const std::string expected = outlets.clusters();
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(outlets.tellings.begin(), outlets.tellings.end(), random);
    CHECK(outlets.clusters() == expected);
  }
}

TEST_CASE("a speaker with twenty thousand quotes is clustered in seconds", "[graph]") {
  std::mt19937 random(7);
  std::vector<QuoteTelling> tellings;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    std::string content = "our message to the people of the county";
    for (int word = 0; word < 12; ++word) content += " w" + std::to_string(random() % 3000);
    for (const char* document : {"x", "y"}) {
      tellings.push_back({QuoteId{tellings.size() + 1},
                          {document + std::to_string(i)},
                          kMayor,
                          "",
                          {2025, 3, static_cast<std::int8_t>(1 + i % 28)},
                          0,
                          content});
    }
  }
  const std::clock_t start = std::clock();  // of the processor: the machine may be busy
  const std::vector<QuoteCluster> clusters = cluster_quotes(tellings);
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(clusters.size() == 10'000);
  CHECK(seconds < 30.0);
}

}  // namespace onrecord
