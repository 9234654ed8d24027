#include "server/name_index.h"

#include "server/near_beginnings.h"
#include "tests/catch.h"
#include "tests/server/sample_store.h"

namespace onrecord {
namespace {

/// One document for each list of names; the first of a name's forms is canonical.
Contribution about(const std::string& id, const std::vector<std::string>& names,
                   EntityType type = EntityType::Person) {
  std::string text;
  for (const std::string& name : names) text += name + " came.\n";
  Story story(id, "Somebody came", "2024-05-01", text);
  for (const std::string& name : names) story.entity(type, name, {name});
  return story.made;
}

class NamesOfStore {
 public:
  explicit NamesOfStore(const std::vector<Contribution>& contributions)
      : store_(*Store::open(folder_.path() / "store")) {
    REQUIRE(store_.put_all(contributions));
    index_ = load();
  }

  NameIndex load() const {
    auto index = NameIndex::load(store_);
    if (!index) FAIL(index.error().message);
    return std::move(*index);
  }
  Store& store() { return store_; }
  const NameIndex& index() const { return *index_; }
  void refresh() {
    auto fresh = NameIndex::refresh(*index_, store_);
    if (!fresh) FAIL(fresh.error().message);
    index_ = std::move(*fresh);
  }

  /// "ana lindqvist 1" for one typing error.
  std::vector<std::string> find(const std::string& text, const NameSearch& search = {}) const {
    std::vector<std::string> found;
    for (const NameHit& hit : index_->find(text, search)) {
      found.push_back(hit.folded + (hit.exact ? " =" : "") +
                      (hit.errors > 0 ? " " + std::to_string(hit.errors) : ""));
    }
    return found;
  }

 private:
  TemporaryFolder folder_;
  Store store_;
  std::optional<NameIndex> index_;
};

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("names are found by the beginning of any word, whole ones first", "[server]") {
  const NamesOfStore names({about("a", {"Ana Lindqvist", "Lind", "Bea Lindgren", "Carl Ostlind"})});
  CHECK(names.find("lind") == Found{"lind =", "ana lindqvist", "bea lindgren"});
  CHECK(names.find("LINDQV") == Found{"ana lindqvist"});
  CHECK(names.find("ana l") == Found{"ana lindqvist"});
  CHECK(names.find("stl").empty());
}

TEST_CASE("accents, strokes and case do not count, and aliases are names", "[server]") {
  Story story("a", "Somebody came", "2024-05-01", "José Núñez came. Øster Bjørn left.\n");
  story.entity(EntityType::Person, "José Núñez", {"José Núñez"}, {"Pepe"});
  story.entity(EntityType::Person, "Øster Bjørn", {"Øster Bjørn"});
  const NamesOfStore names({story.made});
  CHECK(names.find("nunez") == Found{"jose nunez"});
  CHECK(names.find("NÚÑ") == Found{"jose nunez"});
  CHECK(names.find("pepe") == Found{"pepe ="});
  CHECK(names.find("oster bj") == Found{"oster bjorn"});
}

TEST_CASE("those in most documents come first, ties by name", "[server]") {
  const NamesOfStore names(
      {about("a", {"Tom Reed", "Tom Adams", "Tom Zorn"}), about("b", {"Tom Zorn"})});
  CHECK(names.find("tom") == Found{"tom zorn", "tom adams", "tom reed"});
  NameSearch one;
  one.limit = 1;
  CHECK(names.find("tom", one) == Found{"tom zorn"});
}

TEST_CASE("words are found in any order", "[server]") {
  const NamesOfStore names({about("a", {"Patricia Hope Hyde", "Patricia Moor"})});
  CHECK(names.find("hyde pat") == Found{"patricia hope hyde"});
  CHECK(names.find("hyde moor").empty());
}

TEST_CASE("typing errors are allowed for, the fewer the better", "[server]") {
  const NamesOfStore names(
      {about("a", {"Ana Lindqvist", "Michelle Wu", "Michele Wa", "Жанна Белова", "Lee"})});
  CHECK(names.find("lindqist") == Found{"ana lindqvist 1"});
  CHECK(names.find("Lindqvits") == Found{"ana lindqvist 1"});
  CHECK(names.find("indqvist") == Found{"ana lindqvist 1"});
  CHECK(names.find("lnidqivst") == Found{"ana lindqvist 2"});
  CHECK(names.find("michele w") == Found{"michele wa", "michelle wu 1"});
  CHECK(names.find("Бклова") == Found{"жанна белова 1"});
  CHECK(names.find("lex").empty());
  CHECK(names.find("xindqiss").empty());
}

TEST_CASE("a search keeps to the types that it is given", "[server]") {
  const NamesOfStore names(
      {about("a", {"Harbor Ann"}), about("b", {"Harbor Town"}, EntityType::Place)});
  CHECK(names.find("harbor", {{EntityType::Place}, 10}) == Found{"harbor town"});
  CHECK(names.find("harbor", {{EntityType::Agency}, 10}).empty());
}

TEST_CASE("a refreshed index answers as a new one does", "[server]") {
  NamesOfStore names({about("a", {"Tom Reed", "Tom Reeves"}), about("b", {"Ana Lindqvist"})});
  REQUIRE(names.store().put(about("c", {"Tom Reeves", "Tomas Rood"})));
  REQUIRE(names.store().remove({"b"}));
  names.refresh();
  REQUIRE(names.store().put(about("d", {"Tomas Rood", "Tomas Rahn"})));
  const EntityId reed = make_entity_id(EntityType::Person, "Tom Reed");
  REQUIRE(names.store().rename(reed, "Thomas Reed", {"Ann", "2024-05-02T00:00:00Z", ""}));
  names.refresh();
  const NameIndex fresh = names.load();
  CHECK(names.index().version() == fresh.version());
  CHECK(names.index().entity_count() == fresh.entity_count());
  for (const char* text : {"tom", "tomas", "r", "thomas", "ana", "reeves tom", "tomes roo"}) {
    INFO(text);
    CHECK(names.index().find(text) == fresh.find(text));
  }
  CHECK(names.find("ana").empty());
  CHECK(names.find("thomas").front() == "thomas reed");
}

TEST_CASE("every prefix of many names finds what looking at all of them finds", "[server]") {
  std::vector<Contribution> contributions;
  std::uint32_t state = 7;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
  };
  std::vector<std::string> all;
  for (int document = 0; document < 20; ++document) {
    std::vector<std::string> some;
    for (int i = 0; i < 20; ++i) {
      std::string name;
      for (int word = 0; word < 2; ++word) {
        if (word > 0) name += ' ';
        for (int letter = 0; letter < 3; ++letter) name += static_cast<char>('a' + random(3));
      }
      if (std::find(some.begin(), some.end(), name) == some.end()) some.push_back(name);
    }
    contributions.push_back(about("d" + std::to_string(document), some));
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const NamesOfStore names(contributions);
  NameSearch search;
  search.limit = 1000;
  for (const std::string prefix : {"a", "ab", "cab", "b", "bcb", "zz"}) {
    Found expected;
    for (const std::string& name : all) {
      const bool begins = name.rfind(prefix, 0) == 0 || name.substr(4).rfind(prefix, 0) == 0;
      if (begins) expected.push_back(name);
    }
    Found found;
    for (const NameHit& hit : names.index().find(prefix, search)) {
      if (hit.errors == 0) found.push_back(hit.folded);
    }
    std::sort(found.begin(), found.end());
    INFO(prefix);
    CHECK(found == expected);
  }
}

TEST_CASE("nothing is found for nothing, in nothing, and for what is too long", "[server]") {
  const NamesOfStore names({about("a", {"Ana Lindqvist"})});
  CHECK(names.find("").empty());
  CHECK(names.find(" . ").empty());
  CHECK(names.find(std::string(400, 'a')).empty());
  CHECK(names.find("\xff\xfe").empty());
  const NamesOfStore none({});
  CHECK(none.find("a").empty());
  CHECK(find_near_beginnings(*NameTable::build({}), "lindqvist", 2).empty());
}

}  // namespace onrecord
