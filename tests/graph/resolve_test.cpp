#include "graph/resolve.h"

#include <algorithm>

#include "graph/read_occurrences.h"
#include "tests/catch.h"
#include "tests/graph/story.h"

namespace onrecord {
namespace {

using testing::Story;

struct Person {
  std::string name;
  std::string office = {}, body = {}, region = {};
  std::vector<std::string> near = {};
};

/// A world of one entity a document, in the order of telling.
class World {
 public:
  EntityId tell(const Person& person, EntityType type = EntityType::Person,
                const std::string& alias = {}) {
    all.add_document({"doc-" + std::to_string(all.documents().size())});
    return tell_again(person, type, alias);
  }
  /// In the document told last.
  EntityId tell_again(const Person& person, EntityType type = EntityType::Person,
                      const std::string& alias = {}) {
    Terms& terms = all.terms();
    Told told;
    told.type = type;
    told.entity = make_entity_id(type, person.name);
    terms.of_entity(told.entity, person.name);
    told[Trait::Names].push_back(terms.of_word(person.name));
    if (!alias.empty()) told[Trait::Names].push_back(terms.of_word(alias));
    const auto add = [&](Trait trait, const std::string& word) {
      if (word.empty()) return;
      told[trait].push_back(terms.of_word(word));
      terms.count(told[trait].back());
    };
    add(Trait::Offices, person.office);
    add(Trait::Bodies, person.body);
    if (other_bodies) told[Trait::Bodies] = {terms.another(terms.of_word(person.body))};
    add(Trait::Regions, person.region);
    add(Trait::Home, person.region);
    for (const std::string& near : person.near) add(Trait::Neighbours, near);
    all.add(std::move(told));
    return make_entity_id(type, person.name);
  }
  /// Documents that only make words common or rare.
  void others(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) all.add_document({"zz-" + std::to_string(i)});
  }

  /// Groups of occurrences that are one, as "012|34".
  std::string groups() {
    const Clusters clusters = make_clusters(all);
    std::map<std::uint32_t, std::string> by;
    for (std::uint32_t i = 0; i < clusters.of.size(); ++i) by[clusters.of[i]] += std::to_string(i);
    std::string text;
    for (const auto& [root, members] : by) text += (text.empty() ? "" : "|") + members;
    return text;
  }
  Resolution resolution(const std::vector<EntityId>& anchored = {}) {
    return resolve(Occurrences(all), anchored);
  }

  Occurrences all;
  bool other_bodies = false;  ///< bodies of a known name are others, of another id
};

std::vector<Candidate> of(const Resolution& resolution, Verdict verdict) {
  std::vector<Candidate> some;
  for (const Candidate& candidate : resolution.candidates) {
    if (candidate.verdict == verdict) some.push_back(candidate);
  }
  return some;
}

}  // namespace

TEST_CASE("one name without a word against it is one person", "[resolve]") {
  World world;
  world.tell({"Ann Roe"});
  world.tell({"Ann Roe", "sheriff", "Maple County"});
  world.tell({"Ann B. Roe"});
  CHECK(world.groups() == "012");
}

TEST_CASE("two of one name in different offices and states stay two", "[resolve]") {
  World world;
  world.tell({"Ann Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"Ann Roe", "teacher", "Hill School", "Texas"});
  world.tell({"Ann Roe", "sheriff", "Maple County", "Maine"});
  CHECK(world.groups() == "02|1");
  const Resolution resolution = world.resolution();
  REQUIRE(resolution.documents.size() == 1);
  CHECK(resolution.documents.front().document.value == "doc-1");
  CHECK(resolution.before == 1);
  CHECK(resolution.after == 2);
  const std::vector<Candidate> doubtful = of(resolution, Verdict::Doubtful);
  const std::vector<Candidate> parted = of(resolution, Verdict::Parted);
  REQUIRE(parted.size() == 1);
  CHECK(parted.front().probability < 0.5);
  const std::vector<std::string>& reasons = parted.front().reasons;
  CHECK(std::any_of(reasons.begin(), reasons.end(), [](const std::string& reason) {
    return reason.rfind("against: other region (Maine / Texas) [", 0) == 0;
  }));
}

TEST_CASE("the same title elsewhere is somebody else", "[resolve]") {
  World world;
  world.tell({"Ann Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"Ann Roe", "sheriff", "Oak County", "Texas"});
  CHECK(world.groups() == "0|1");
}

TEST_CASE("a county of one name in another state has another sheriff", "[resolve]") {
  World world;
  world.tell({"Ann Roe", "sheriff", "Oak County", "Maine"});
  world.other_bodies = true;  // called the same
  world.tell({"Ann Roe", "sheriff", "Oak County", "Texas"});
  CHECK(world.groups() == "0|1");
  world.tell({"Ann Roe", "sheriff", "Oak County", "Maine"});
  CHECK(world.groups() == "02|1");
}

TEST_CASE("a plain name beside a Jr. and a Sr. is asked about", "[resolve]") {
  World world;
  world.tell({"Al Roe Sr.", "farmer", "Roe Farm", "Maine", {"Quiet Harbor"}});
  world.tell({"Al Roe Jr.", "farmer", "Roe Farm", "Maine", {"Quiet Harbor"}});
  world.tell({"Al Roe", "farmer", "Roe Farm", "Maine", {"Quiet Harbor"}});
  world.others(100);
  CHECK(world.groups() == "0|1|2");
  CHECK(of(world.resolution(), Verdict::Doubtful).size() == 2);
}

TEST_CASE("an acronym of two names joins nobody", "[resolve]") {
  World world;
  const EntityType kind = EntityType::Agency;
  world.tell({"Harbor Unions Council", "", "", "Maine", {"Quiet Harbor"}}, kind, "HUC");
  world.tell({"Home Users Club", "", "", "Maine", {"Quiet Harbor"}}, kind, "HUC");
  world.others(100);
  CHECK(world.groups() == "0|1");
}

TEST_CASE("short forms and initials join only with evidence", "[resolve]") {
  World world;
  world.tell({"Robert J. Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"Bob Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"R. J. Roe", "sheriff", "Maple County", "Maine"});
  CHECK(world.groups() == "012");

  World bare;
  bare.tell({"Robert Roe"});
  bare.tell({"Bob Roe"});
  CHECK(bare.groups() == "0|1");
  const std::vector<Candidate> doubtful = of(bare.resolution(), Verdict::Doubtful);
  REQUIRE(doubtful.size() == 1);
  CHECK(doubtful.front().probability > 0.3);
  CHECK(doubtful.front().probability < 0.9);
}

TEST_CASE("initials that fit two people join neither", "[resolve]") {
  World world;
  world.tell({"Robert Roe", "sheriff", "", "Maine", {"Quiet Harbor"}});
  world.tell({"Ruth Roe", "sheriff", "", "Maine", {"Quiet Harbor"}});
  world.tell({"R. Roe", "sheriff", "", "Maine", {"Quiet Harbor"}});
  world.others(100);
  CHECK(world.groups() == "0|1|2");
  World one;
  one.tell({"Robert Roe", "sheriff", "", "Maine", {"Quiet Harbor"}});
  one.tell({"R. Roe", "sheriff", "", "Maine", {"Quiet Harbor"}});
  one.others(100);
  CHECK(one.groups() == "01");
}

TEST_CASE("father and son stay two, whatever they share", "[resolve]") {
  World world;
  world.tell({"Al Roe Sr.", "farmer", "Roe Farm", "Maine", {"Quiet Harbor"}});
  world.tell({"Al Roe Jr.", "farmer", "Roe Farm", "Maine", {"Quiet Harbor"}});
  CHECK(world.groups() == "0|1");
}

TEST_CASE("Jr. in one article is nobody without it there", "[resolve]") {
  World world;
  world.tell({"Al Roe", "farmer", "Roe Farm", "Maine", {"Quiet Harbor", "Ann Poe"}});
  world.tell_again({"Al Roe Jr.", "farmer", "Roe Farm", "Maine", {"Quiet Harbor", "Ann Poe"}});
  world.others(100);
  CHECK(world.groups() == "0|1");
}

TEST_CASE("bodies: form words may be left out, words that tell may not", "[resolve]") {
  World world;
  const EntityType kind = EntityType::Agency;
  world.tell({"Maple County Sheriff's Office", "", "", "Maine", {"Ann Roe"}}, kind);
  world.tell({"Maple sheriff's office", "", "", "Maine", {"Ann Roe"}}, kind);
  world.tell({"Maple County Clerk's Office", "", "", "Maine", {"Ann Roe"}}, kind);
  world.tell({"Maple County Sheriff's Office", "", "", "Texas"}, kind);
  world.others(50);
  CHECK(world.groups() == "01|2|3");
}

TEST_CASE("federal bodies have one name and many places", "[resolve]") {
  World world;
  const EntityType kind = EntityType::Agency;
  world.tell({"Coast Guard", "", "", "Maine"}, kind);
  world.tell({"Coast Guard", "", "", "Texas"}, kind);
  CHECK(world.groups() == "01");
}

TEST_CASE("an id that somebody decided about stays with whom it meant", "[resolve]") {
  World world;
  const EntityId robert = world.tell({"Robert J. Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"Robert J. Roe", "sheriff", "Maple County", "Maine"});
  const EntityId bob = world.tell({"Bob Roe", "sheriff", "Maple County", "Maine"});
  const Resolution free = world.resolution();
  REQUIRE(free.documents.size() == 1);
  CHECK(free.documents.front().entities == std::vector<Resolved>{{bob, robert}});
  const Resolution anchored = world.resolution({bob});
  REQUIRE(anchored.documents.size() == 2);
  CHECK(anchored.documents.front().entities == std::vector<Resolved>{{robert, bob}});
}

TEST_CASE("a parted person keeps a decided id while its document stays", "[resolve]") {
  World world;
  const EntityId ann = world.tell({"Ann Roe", "teacher", "Hill School", "Texas"});
  world.tell({"Ann Roe", "sheriff", "Maple County", "Maine"});
  world.tell({"Ann Roe", "sheriff", "Maple County", "Maine"});
  const EntityId teacher = make_parted_id(ann, {"doc-0"});
  CHECK(world.resolution().documents.front().entities == std::vector<Resolved>{{ann, teacher}});
  CHECK(world.resolution({ann}).documents.front().entities ==
        std::vector<Resolved>{{ann, teacher}});
  const EntityId sheriff = make_parted_id(ann, {"doc-2"});
  const Resolution anchored = world.resolution({sheriff});
  const auto renamed =
      std::find_if(anchored.documents.begin(), anchored.documents.end(),
                   [](const DocumentResolution& one) { return one.document.value == "doc-1"; });
  REQUIRE(renamed != anchored.documents.end());
  CHECK(renamed->entities == std::vector<Resolved>{{ann, sheriff}});
}

TEST_CASE("resolving a store joins, tells why, and is done the second time", "[resolve]") {
  Story story;
  story.tell("a", {"{Robert J. Roe/person} leads the {Maple County Sheriff's Office/agency}. => "
                   "holds_position title=Sheriff"});
  story.tell("b", {"{Bob Roe/person} leads the {Maple County Sheriff's Office/agency}. => "
                   "holds_position title=sheriff"});
  story.tell("c", {"{Roe/person} was there."});
  Store& store = story.store();
  const Result<Resolution> first = resolve(store);
  REQUIRE(first);
  const auto joined = store.candidates();
  REQUIRE(joined);
  REQUIRE(joined->size() == 1);
  CHECK(joined->front().verdict == Verdict::Joined);
  const std::string& strongest = joined->front().reasons.front();
  const std::string told = "for: same office (sheriff, Maple County Sheriff's Office) [";
  CHECK(strongest.substr(0, told.size()) == told);
  CHECK(std::stod(strongest.substr(told.size())) > 1.0);
  CHECK(strongest.back() == ']');
  const auto roe = store.find_names("Roe", 10);
  REQUIRE(roe);
  CHECK(roe->size() == 2);  // the sheriff, and the Roe of whom only a surname is known
  const std::uint64_t version = store.version();
  REQUIRE(resolve(store));
  CHECK(store.version() == version);
}

TEST_CASE("titles are compared by what they say somebody is", "[resolve]") {
  CHECK(head_of_title("Harrow County Sheriff") == "sheriff");
  CHECK(head_of_title("executive associate director of operations") == "director");
  CHECK(head_of_title("Sheriff, Harrow County") == "sheriff");
  CHECK(head_of_title("Sen.") == head_of_title("U.S. senator"));
  CHECK(head_of_title("") == "");
}

}  // namespace onrecord
