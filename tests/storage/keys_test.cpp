#include "storage/keys.h"

#include <algorithm>
#include <set>

#include "model/entity.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

TEST_CASE("escaped bytes keep their order and end where they end", "[storage]") {
  std::mt19937 random(1);
  std::vector<std::string> words = {
      "", std::string(1, '\0'), std::string("\0\1", 2), "a", std::string("a\0", 2), "ab", "\xff"};
  for (int i = 0; i < 300; ++i) words.push_back(sample::random_bytes(random, 4));
  for (const std::string& a : words) {
    std::string key_a;
    append_escaped(key_a, a);
    for (const std::string& b : words) {
      std::string key_b;
      append_escaped(key_b, b);
      CHECK((a < b) == (key_a + "tail" < key_b + "tail"));
    }
    const std::string key = key_a + "tail";
    std::string_view rest = key;
    CHECK(take_escaped(rest) == a);
    CHECK(rest == "tail");
  }
}

TEST_CASE("keys of quotes sort by date, document, place and id", "[storage]") {
  std::vector<QuotePosition> positions;
  for (const PartialDate date : {PartialDate{}, PartialDate{0, 5, 1}, PartialDate{2017, 0, 0},
                                 PartialDate{2017, 9, 30}, PartialDate{9999, 12, 31}}) {
    for (const std::string document : {"a", "a\x01", "ab", "é"}) {
      for (const std::uint32_t begin : {0u, 255u, 256u, 0xffffffffu}) {
        positions.push_back({date, {document}, begin, {begin * 3ull}});
      }
    }
  }
  std::sort(positions.begin(), positions.end());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    CHECK(parse_position_key(position_key(positions[i])) == positions[i]);
    if (i > 0) CHECK(position_key(positions[i - 1]) < position_key(positions[i]));
  }
}

TEST_CASE("a name is found whole and from each later word", "[storage]") {
  std::vector<std::string> found;
  for (const std::string& key : name_keys(EntityId{7}, "Patricia H. Hyde")) {
    const std::optional<NameKey> parsed = parse_name_key(key);
    REQUIRE(parsed);
    CHECK(parsed->entity == EntityId{7});
    CHECK(parsed->name == "Patricia H. Hyde");
    found.push_back((parsed->whole ? "=" : "~") + parsed->folded);
  }
  CHECK(found == std::vector<std::string>{"=patricia h hyde", "~h hyde", "~hyde"});
}

TEST_CASE("forms read back from their keys", "[storage]") {
  const std::optional<Form> name = parse_form_key(name_form_key(EntityId{9}, "José"));
  REQUIRE(name);
  CHECK(name->kind == FormKind::Name);
  CHECK(name->text == "José");
  const std::optional<Form> attribute = parse_form_key(attribute_form_key(EntityId{9}, "lat", "1"));
  REQUIRE(attribute);
  CHECK(attribute->kind == FormKind::Attribute);
  CHECK(attribute->attribute == "lat");
  CHECK(attribute->text == "1");
}

TEST_CASE("objects of different kinds never share a prefix", "[storage]") {
  const std::vector<Object> objects = {std::monostate{}, EntityId{1},      QuoteId{1},
                                       DocumentId{"a"},  DocumentId{"ab"}, Literal{"a"},
                                       Literal{"ab"},    Literal{""}};
  for (const Object& a : objects) {
    for (const Object& b : objects) {
      if (a != b) CHECK_FALSE(object_prefix(b).starts_with(object_prefix(a)));
    }
  }
}

TEST_CASE("a very long name costs few rows of bounded keys", "[storage]") {
  std::string name, same;
  for (int i = 0; i < 10'000; ++i) {
    name += "word" + std::to_string(i) + " ";
    same += "word ";
  }
  CHECK(name_keys(EntityId{1}, name).size() == 12);
  // From each later word on it begins alike, and no key may stand twice.
  CHECK(name_keys(EntityId{1}, same).size() == 2);
  CHECK(name_prefix(std::string(5000, 'x')).size() == 200);
}

TEST_CASE("a long name of words that repeat has each of its rows once", "[storage]") {
  std::string name;
  for (int i = 0; i < 40; ++i) name += "foo bar ";
  const std::vector<std::string> keys = name_keys(EntityId{1}, name);
  // Whole, from a "bar" on, and from a "foo" on.
  CHECK(keys.size() == 3);
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
}

TEST_CASE("cut and strange keys are nobody's", "[storage]") {
  const std::string position = position_key({{2017, 9, 30}, {"doc"}, 5, {77}});
  for (std::size_t size = 0; size < position.size(); ++size) {
    CHECK_FALSE(parse_position_key(position.substr(0, size)));
  }
  CHECK_FALSE(parse_position_key(position + "x"));
  CHECK_FALSE(parse_position_key("\xff\xff" + position.substr(2)));
  CHECK_FALSE(parse_form_key(""));
  CHECK_FALSE(parse_form_key(be64(1) + "\x03x"));
  CHECK_FALSE(parse_name_key("abc"));
  CHECK_FALSE(parse_name_key(std::string("abc\0\1\2", 6) + be64(1)));
  CHECK_FALSE(statement_of_key("12345678"));
  CHECK_FALSE(bytes_of_hex("0"));
  CHECK_FALSE(bytes_of_hex("0g"));
  CHECK(bytes_of_hex(hex_of("\xff\x01x")) == "\xff\x01x");
}

}  // namespace onrecord
