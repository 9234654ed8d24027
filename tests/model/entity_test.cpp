#include "model/entity.h"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/code_points.h"
#include "tests/catch.h"

namespace onrecord {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("entity types and their words go both ways", "[model]") {
  for (const char* word : {"person", "agency", "organization", "place", "operation"}) {
    const auto type = parse_entity_type(word);
    REQUIRE(type);
    CHECK(to_string(*type) == word);
  }
  for (const char* word : {"", "Person", "persons", "law"}) CHECK_FALSE(parse_entity_type(word));
}

TEST_CASE("normalise_key gives one key to the ways of writing a name", "[model]") {
  const Pairs cases = {
      {"The U.S. Army's", "us army"},
      {"  Harbor\u00a0 Police\n", "harbor police"},
      {"J. D. O\u2019Hara", "j d o'hara"},
      {"O'HARA", "o'hara"},
      {"\u201cClear Water\u201d", "\"clear water\""},
      {"\uff26\uff22\uff29", "fbi"},                   // full-width letters
      {"Stra\u00dfe", "strasse"},                      // casefolding, not lower case
      {"Jose\u0301", "jos\u00e9"},                     // composed
      {"Al\u2011Noor", "al-noor"},                     // non-breaking hyphen
      {"Har\u00adbor\u200b Police", "harbor police"},  // soft hyphen, zero-width blank
      {"United States'", "united states"},
      {"St. Paul's", "st paul"},
      {"the The Tides", "tides"},
      {"\u0130zmir", "i\u0307zmir"},
      {"\u6771\u4eac", "\u6771\u4eac"},
  };
  for (const auto& [name, key] : cases) CHECK(normalise_key(name) == key);
}

TEST_CASE("normalise_key keeps different names apart", "[model]") {
  CHECK(normalise_key("Jose") != normalise_key("Jos\u00e9"));
  CHECK(normalise_key("Harbor Police") != normalise_key("HarborPolice"));
  CHECK(normalise_key("Theo") == "theo");
  CHECK(normalise_key("Boss") == "boss");
}

TEST_CASE("a name never loses all of itself to its frame", "[model]") {
  CHECK(normalise_key("the") == "the");
  CHECK(normalise_key("The ") == "the");
  CHECK(normalise_key("'s") == "'s");
  CHECK(normalise_key("the 's") == "'s");
}

TEST_CASE("fold_for_search drops diacritics and strokes", "[model]") {
  const Pairs cases = {
      {"Jos\u00e9 \u00d8deg\u00e5rd", "jose odegard"},
      {"\u0141\u00f3d\u017a", "lodz"},
      {"\u00c6lfr\u00e6d", "aelfraed"},
      {"Nguy\u1ec5n Th\u1ecb", "nguyen thi"},
      {"The Caf\u00e9's", "cafe"},
      {"\ud55c\uad6d", "\ud55c\uad6d"},  // Hangul comes back whole
  };
  for (const auto& [name, folded] : cases) CHECK(fold_for_search(name) == folded);
}

TEST_CASE("names in ASCII have the keys that Unicode's tables give them", "[model]") {
  const std::string soft_hyphen = "\u00ad";  // no part of a key
  const std::string accent = "\u0301";       // no part of a folded name, and with x no one letter
  std::mt19937 random(11);
  for (int i = 0; i < 3000; ++i) {
    std::string name = random() % 4 == 0 ? "The " : "";
    for (std::size_t size = random() % 12; size > 0; --size) {
      // Mostly what a key changes; now and then any character, control characters included.
      name += random() % 3 == 0 ? static_cast<char>(random() % 128) : " .'`sTtAZaz"[random() % 11];
    }
    INFO(name);
    REQUIRE(normalise_key(name) == normalise_key(name + soft_hyphen));
    REQUIRE(fold_for_search(name + "x") == fold_for_search(name + "x" + accent));
  }
}

TEST_CASE("ids follow type and key, not spelling", "[model]") {
  const EntityId id = make_entity_id(EntityType::Agency, "The U.S. Army's");
  CHECK(id == make_entity_id(EntityType::Agency, "us army"));
  CHECK(id == make_entity_id(EntityType::Agency, normalise_key("The U.S. Army's")));
  CHECK(id != make_entity_id(EntityType::Organization, "us army"));
  CHECK(id != make_entity_id(EntityType::Agency, "us navy"));
}

TEST_CASE("an entity's id is the same on every machine", "[model]") {
  CHECK(to_string(make_entity_id(EntityType::Person, "Mary Roe")) == "b562273a0d2a381e");
}

TEST_CASE("the scope of a key counts byte for byte", "[model]") {
  const auto scoped = [](const char* key) { return make_entity_id(EntityType::Person, key); };
  CHECK(scoped("Roe @ a.1") == scoped("roe @ a.1"));
  CHECK(scoped("roe @ a.1") != scoped("roe @ a1"));
  CHECK(scoped("roe @ a") != scoped("roe @ A"));
  CHECK(scoped("roe @ a") != scoped("roe"));
  CHECK(scoped("roe @ a") != scoped("roea"));
}

TEST_CASE("names of nothing have an empty key", "[model]") {
  for (const char* name : {"", " ", "...", "\u200b", "\t\n"}) CHECK(normalise_key(name).empty());
  CHECK(fold_for_search("\u0301").empty());
  CHECK_FALSE(normalise_key("the ...").empty());
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD", "[model]") {
  CHECK(normalise_key("Ro\xFFy") == "ro\ufffdy");
  CHECK(normalise_key("\xC3") == "\ufffd");
  CHECK(normalise_key(std::string_view("a\0b", 3)) == "a b");
}

TEST_CASE("the key of a key is the key, whatever the bytes", "[model]") {
  const std::vector<std::string> pieces = {
      "the ",   "The",      "'s",     "s'",     "\u2019", "s",      " ",      ".",
      "e",      "\u0301",   "\u0327", "\u2026", "\u0345", "\u1f80", "\u00df", "\u200d",
      "\xFF",   "\xE2\x80", "\u1100", "\u1161", "\u00bd", "@",      "a",      "\u0390",
      "\u03b9", "\u0308",   "\u00a0", "\u02bc", "\u0149", "\u2488", "\"",
  };
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string name;
    for (std::size_t left = random() % 9; left > 0; --left)
      name += pieces[random() % pieces.size()];
    const std::string key = normalise_key(name);
    INFO("name '" << name << "' key '" << key << "'");
    CHECK(normalise_key(key) == key);
    CHECK_FALSE(find_invalid_utf8(key));
    const std::string folded = fold_for_search(name);
    CHECK(fold_for_search(folded) == folded);
  }
}

TEST_CASE("a huge name is taken in one go", "[model]") {
  const std::string long_name(1u << 20, 'X');
  CHECK(normalise_key(long_name).size() == long_name.size());
  std::string many;  // every step of taking away must not copy the rest
  for (int i = 0; i < 20000; ++i) many += "the ";
  CHECK(normalise_key(many + "end") == "end");
}

}  // namespace onrecord
