#include "server/resolve_name.h"

#include "server/edit_distance.h"
#include "server/known_by.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

EntityId resolved(const Store& store, const std::string& name, const ResolveOptions& options = {}) {
  const auto id = find_entity(store, name, options);
  INFO(name);
  if (!id) FAIL(id.error().message);
  return *id;
}

}  // namespace

TEST_CASE("edit_distance counts typing errors in characters", "[server]") {
  CHECK(edit_distance("boston", "boston", 3) == 0);
  CHECK(edit_distance("boston", "bsoton", 3) == 1);  // swapped
  CHECK(edit_distance("boston", "boson", 3) == 1);
  CHECK(edit_distance("josé", "jose", 3) == 1);  // one character, two bytes
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("", "", 0) == 0);
  CHECK(edit_distance("ca", "abc", 3) == 3);  // no substring is edited twice
  CHECK(edit_distance("kitten", "sitting", 3) == 3);
  CHECK(edit_distance("kitten", "sitting", 2) == 3);  // at_most + 1
  CHECK(edit_distance("abc", "abcdefgh", 2) == 3);
}

TEST_CASE("names resolve by id, name, alias and beginning", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const SampleIds ids = sample_ids();
  CHECK(resolved(store, to_string(ids.jose)) == ids.jose);
  CHECK(resolved(store, "José Núñez") == ids.jose);
  CHECK(resolved(store, "jose nunez") == ids.jose);
  CHECK(resolved(store, "Lindqvist") == ids.ana);
  CHECK(resolved(store, "the Coast Office") == ids.coast_office);
  CHECK(resolved(store, "Quiet") == ids.quiet_tide);
  CHECK(resolved(store, "Reeves") == ids.tom_reeves);  // a later word
  CHECK(resolved(store, "Tom Reed") == ids.tom_reed);  // whole, although "Reeves" begins alike
}

TEST_CASE("a name that fits several lists them", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const auto resolution = resolve_name(store, "Tom");
  REQUIRE(resolution);
  CHECK_FALSE(resolution->entity);
  REQUIRE(resolution->fitting.size() == 2);
  CHECK(resolution->fitting[0].name == "Tom Reed");
  CHECK(resolution->fitting[1].name == "Tom Reeves");
  const auto id = find_entity(store, "Tom");
  REQUIRE_FALSE(id);
  CHECK(id.error().code == ErrorCode::Ambiguous);
  CHECK(id.error().message.find("Tom Reed (person " + to_string(sample_ids().tom_reed) +
                                "; 1 document, 1 mention; in reeds)") != std::string::npos);
}

TEST_CASE("what an entity is known by is an office, else where it is, other names, an article",
          "[server]") {
  const TemporaryFolder folder;
  Store store = sample_store(folder.path());
  const SampleIds ids = sample_ids();
  const auto known_by = [&](EntityId id) {
    const auto words = find_known_by(store, id);
    return words ? *words : "error: " + words.error().message;
  };
  CHECK(known_by(ids.ana) == "mayor, Port Selby");
  CHECK(known_by(ids.jose) == "acting director, Coast Office");
  CHECK(known_by(ids.quiet_tide) == "took place in Port Selby");
  CHECK(known_by(ids.tom_reeves) == "in reeds");
  CHECK(known_by(EntityId{}).empty());
  Story story("later", "Mayor no more", "2025-01-01",
              "Ana Lindqvist now leads the Coast Office.\n");
  const EntityId ana = story.entity(EntityType::Person, "Ana Lindqvist", {"Ana Lindqvist"});
  const EntityId office = story.entity(EntityType::Agency, "Coast Office", {"Coast Office"});
  const EntityId tom =
      story.entity(EntityType::Person, "Tom Reed", {}, {"Red Tom", "Reed", "T. Reed"});
  story.state(ana, Predicate::HoldsPosition, office, "Ana Lindqvist now leads the Coast Office.",
              {{"title", "aide"}, {"status", "former"}});
  REQUIRE(store.put(story.made));
  CHECK(known_by(ids.ana) == "mayor, Port Selby");  // what she is comes before what she was
  CHECK(known_by(tom) == "also Red Tom, T. Reed");  // every Tom Reed is a Reed
}

TEST_CASE("typing errors get a did you mean", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  for (const auto& [typed, meant] :
       {std::pair("Ana Lindkvist", sample_ids().ana), std::pair("Lidnqvist", sample_ids().ana),
        std::pair("Port Slby", sample_ids().port_selby),
        std::pair("Jose Nunes", sample_ids().jose)}) {
    INFO(typed);
    const auto resolution = resolve_name(store, typed);
    REQUIRE(resolution);
    CHECK_FALSE(resolution->entity);
    REQUIRE_FALSE(resolution->did_you_mean.empty());
    CHECK(resolution->did_you_mean[0].entity == meant);
    const auto id = find_entity(store, typed);
    CHECK(id.error().code == ErrorCode::NotFound);
    CHECK(id.error().message.find("did you mean") != std::string::npos);
  }
}

TEST_CASE("names that nothing is like, empty and huge ones are errors", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  const auto none = resolve_name(store, "Zebulon Quartermain");
  REQUIRE(none);
  CHECK(none->did_you_mean.empty());
  CHECK(find_entity(store, "Zebulon").error().message == "nobody and nothing is called 'Zebulon'");
  for (const std::string& name :
       {std::string(), std::string("  "), std::string("..."), std::string(600, 'a')}) {
    const auto resolution = resolve_name(store, name);
    REQUIRE_FALSE(resolution);
    CHECK(resolution.error().code == ErrorCode::InvalidInput);
  }
  CHECK(resolve_name(store, "\xff\xfe name")->did_you_mean.empty());
  CHECK_FALSE(resolve_name(store, "ffffffffffffffff")->entity);
  ResolveOptions places;
  places.type = EntityType::Place;
  CHECK_FALSE(find_entity(store, "Ana Lindqvist", places));
  CHECK_FALSE(find_entity(store, to_string(sample_ids().ana), places));
}

TEST_CASE("a name of another type than asked for says what is so called", "[server]") {
  const TemporaryFolder folder;
  const Store store = sample_store(folder.path());
  ResolveOptions places;
  places.type = EntityType::Place;
  const auto told = [&](const std::string& name) {
    const auto id = find_entity(store, name, places);
    REQUIRE_FALSE(id);
    CHECK(id.error().code == ErrorCode::NotFound);
    return id.error().message;
  };
  const std::string ana = to_string(sample_ids().ana);
  const std::string is_person =
      " is not a place but a person: Ana Lindqvist (person " + ana + "; 1 document, 2 mentions)";
  CHECK(told("Ana Lindqvist") == "'Ana Lindqvist'" + is_person + "; name a place");
  CHECK(told(ana) == "'" + ana + "'" + is_person + "; name a place");
  CHECK(told("Coast").find("'Coast' is not a place but an agency: Coast Office (") == 0);
  CHECK(told("Tom").find("'Tom' is not a place but a person: Tom Reed (") == 0);
  CHECK(told("Tom").find(", Tom Reeves (") != std::string::npos);
  CHECK(told("Zebulon") == "nobody and nothing is called 'Zebulon'");
  CHECK(told("Port Slby").find("did you mean Port Selby (place ") != std::string::npos);
}

}  // namespace onrecord
