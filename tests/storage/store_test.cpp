#include "storage/store.h"

#include <algorithm>
#include <set>

#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

/// A store in a folder of its own with these contributions, put one by one.
struct Filled {
  explicit Filled(const std::vector<Contribution>& order) {
    for (const Contribution& made : order) must(store.put(made));
  }
  sample::Folder folder;
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));
};

std::vector<Contribution> shuffled(std::vector<Contribution> list, unsigned seed) {
  std::shuffle(list.begin(), list.end(), std::mt19937(seed));
  return list;
}

const EntityId kAda = sample::id_of(EntityType::Person, "Ada B. Stone");

}  // namespace

TEST_CASE("what was put is read back whole", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(8);
  const Filled filled(all);
  for (const Contribution& made : all) {
    CHECK(must(filled.store.document(made.document.id)) == made.document);
    CHECK(must(filled.store.extraction(made.document.id)) == made.extraction);
    for (const Quote& quote : made.extraction.quotes) {
      CHECK(must(filled.store.quote(quote.id)) == StoredQuote{made.document.id, quote});
    }
  }
  CHECK(must(filled.store.verify()).problems.empty());
}

TEST_CASE("any order of documents gives the same rows", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(30);
  const sample::Rows expected = sample::rows_of(Filled(all).store);
  CHECK(expected.size() > 1000);
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CHECK(sample::difference(sample::rows_of(Filled(shuffled(all, seed)).store), expected) == "");
  }
  sample::Folder folder;
  Store together = must(Store::open(folder / "s"));
  must(together.put_all(shuffled(all, 9)));
  CHECK(sample::difference(sample::rows_of(together), expected) == "");
}

TEST_CASE("documents of one call that are there already, or come twice, replace what they gave",
          "[storage]") {
  const std::vector<Contribution> all = sample::contributions(12);
  std::vector<Contribution> others = sample::contributions(12, 7);
  for (std::size_t i = 0; i < others.size(); ++i) {
    others[i].document.id = all[i].document.id;
    others[i].extraction.document = all[i].document.id;
    for (SupportedStatement& item : others[i].extraction.statements) {
      for (Evidence& evidence : item.evidence) evidence.document = all[i].document.id;
    }
  }
  const sample::Rows expected = sample::rows_of(Filled(all).store);
  sample::Folder folder;
  Store store = must(Store::open(folder / "s"));
  must(store.put_all(std::vector(others.begin(), others.begin() + 4)));  // in part there already
  std::vector<Contribution> twice = others;
  twice.insert(twice.end(), all.begin(), all.end());
  must(store.put_all(twice));
  CHECK(sample::difference(sample::rows_of(store), expected) == "");
  CHECK(must(store.verify()).problems.empty());
}

TEST_CASE("storing again replaces exactly what a document gave", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(20);
  const sample::Rows expected = sample::rows_of(Filled(all).store);
  std::vector<Contribution> detours = sample::contributions(20, 2);  // same ids, other contents
  detours.insert(detours.end(), all.begin(), all.end());
  Filled filled(detours);
  CHECK(sample::difference(sample::rows_of(filled.store), expected) == "");
  const std::uint64_t version = filled.store.version();
  for (const Contribution& made : all) must(filled.store.put(made));
  CHECK(sample::difference(sample::rows_of(filled.store), expected) == "");
  CHECK(filled.store.version() == version);  // putting the same again changes nothing
}

TEST_CASE("a later document of one put_all sees the earlier", "[storage]") {
  const Contribution first = sample::contribution("same", 1);
  const Contribution second = sample::contribution("same", 2);
  Filled filled({});
  must(filled.store.put_all(std::vector<Contribution>{first, second, first, second}));
  CHECK(sample::difference(sample::rows_of(filled.store),
                           sample::rows_of(Filled({second}).store)) == "");
}

TEST_CASE("removing takes exactly what a document gave", "[storage]") {
  std::vector<Contribution> all = sample::contributions(20);
  const sample::Rows expected = sample::rows_of(Filled(all).store);
  Filled filled(all);
  for (const Contribution& made : shuffled(all, 4)) {
    CHECK(must(filled.store.remove(made.document.id)));
    CHECK_FALSE(must(filled.store.remove(made.document.id)));
    CHECK(must(filled.store.verify()).problems.empty());
    must(filled.store.put(made));
    CHECK(sample::difference(sample::rows_of(filled.store), expected) == "");
  }
  for (const Contribution& made : all) must(filled.store.remove(made.document.id));
  CHECK(sample::difference(sample::rows_of(filled.store), sample::rows_of(Filled({}).store)) == "");
}

TEST_CASE("an entity has the name that most documents use", "[storage]") {
  const auto named = [](const std::string& id, const std::string& name,
                        std::vector<std::string> aliases) {
    Contribution made;
    made.document.id = {id};
    made.document.text = "x";
    made.extraction.document = {id};
    made.extraction.entities = {
        {{kAda, EntityType::Person, name, std::move(aliases), {{"kind", id}}}, {{0, 1}}}};
    return made;
  };
  Filled filled({named("a", "Ada", {}), named("b", "Ada Stone", {"Ada"})});
  CHECK(must(filled.store.entity(kAda))->entity.name == "Ada Stone");  // a tie: the longest
  must(filled.store.put(named("c", "Ada", {"A. Stone"})));
  const StoredEntity stored = *must(filled.store.entity(kAda));
  CHECK(stored.entity.name == "Ada");
  CHECK(stored.entity.aliases == std::vector<std::string>{"A. Stone", "Ada Stone"});
  CHECK(stored.entity.attributes.at("kind") == "a");
  CHECK(stored.documents == 3);
  CHECK(stored.mentions == 3);
}

TEST_CASE("statements add up over documents", "[storage]") {
  const auto supported = [](const std::string& id, double confidence, PartialDate date) {
    Contribution made;
    made.document.id = {id};
    made.document.text = "x";
    made.extraction.document = {id};
    made.extraction.entities = {{{kAda, EntityType::Person, "Ada", {}, {}}, {{0, 1}}}};
    made.extraction.statements = {make_statement(kAda, Predicate::HoldsPosition, std::monostate{},
                                                 {{"title", "mayor"}},
                                                 {{id}, {{0, 1}}, confidence, date, {}, "test"})};
    return made;
  };
  Filled filled({supported("a", 0.5, {2019, 1, 1}), supported("b", 0.5, {}),
                 supported("c", 0.2, {2017, 0, 0})});
  const StoredStatement all = must(filled.store.statements_of(kAda)).front();
  CHECK(all.support == 3);
  CHECK(all.confidence == 0.8);
  CHECK(all.first == PartialDate{2017, 0, 0});
  CHECK(all.last == PartialDate{2019, 1, 1});
  CHECK(must(filled.store.evidence(all.statement.id)).size() == 3);

  must(filled.store.remove({"c"}));
  const StoredStatement fewer = *must(filled.store.statement(all.statement.id));
  CHECK(fewer.support == 2);
  CHECK(fewer.confidence == 0.75);
  CHECK(fewer.first == PartialDate{2019, 1, 1});
}

TEST_CASE("statements are found by subject, object and predicate", "[storage]") {
  const Filled filled(sample::contributions(12));
  std::size_t count = 0;
  must(filled.store.for_each_statement([&](const StoredStatement& stored) {
    ++count;
    const auto holds = [&stored](const std::vector<StoredStatement>& list) {
      return std::count(list.begin(), list.end(), stored) == 1;
    };
    CHECK(holds(must(filled.store.statements_of(stored.statement.subject))));
    CHECK(holds(must(filled.store.statements_to(stored.statement.object))));
    CHECK(holds(must(filled.store.statements_with(stored.statement.predicate))));
    CHECK(must(filled.store.statement(stored.statement.id)) == stored);
    CHECK_FALSE(must(filled.store.evidence(stored.statement.id)).empty());
    return true;
  }));
  CHECK(count == must(filled.store.stats()).statements);
}

TEST_CASE("lists come in pages that can be resumed", "[storage]") {
  const Filled filled(sample::contributions(25));
  std::vector<std::string> ids;
  std::string cursor;
  do {
    const Page<DocumentId> page = must(filled.store.documents(cursor, 7));
    CHECK(page.items.size() <= 7);
    for (const DocumentId& id : page.items) ids.push_back(id.value);
    cursor = page.next;
  } while (!cursor.empty());
  CHECK(ids.size() == 25);
  CHECK(std::is_sorted(ids.begin(), ids.end()));

  std::vector<StoredEntity> paged;
  do {
    const Page<StoredEntity> page = must(filled.store.entities(EntityType::Person, cursor, 2));
    paged.insert(paged.end(), page.items.begin(), page.items.end());
    cursor = page.next;
  } while (!cursor.empty());
  std::vector<StoredEntity> walked;
  must(filled.store.for_each_entity([&](const StoredEntity& entity) {
    CHECK(must(filled.store.entity(entity.entity.id)) == entity);
    if (entity.entity.type == EntityType::Person) walked.push_back(entity);
    return true;
  }));
  CHECK(paged == walked);
  CHECK(must(filled.store.mentioned_in(walked.front().entity.id, "", 100)).items.size() ==
        walked.front().documents);
}

TEST_CASE("names are found by prefix of any word, without accents or case", "[storage]") {
  const Filled filled(sample::contributions(12));
  const auto names = [&filled](const std::string& prefix) {
    std::vector<std::string> found;
    for (const NameMatch& match : must(filled.store.find_names(prefix, 10))) {
      found.push_back((match.exact ? "=" : "~") + match.name);
    }
    return found;
  };
  CHECK(names("ada b. stone") == std::vector<std::string>{"=Ada B. Stone"});
  CHECK(names("NUNEZ").size() == 1);
  CHECK(names("jose n") == std::vector<std::string>{"~José Núñez"});
  CHECK(names("stonef").size() == 1);
  const std::vector<NameMatch> stone = must(filled.store.find_names("stone", 10));
  REQUIRE(stone.size() == 2);
  CHECK(stone[0].entity == kAda);  // "Stone" is one of her names; the other's only begins so
  CHECK(stone[0].exact);
  CHECK_FALSE(stone[1].exact);
  CHECK(must(filled.store.find_names("stone", 1)).size() == 1);
  CHECK(names("zzz").empty());
  CHECK(names("").empty());
  CHECK(names(std::string("\xff\0\xfe", 3)).empty());
}

TEST_CASE("a sentence is shown with what to mark in it", "[storage]") {
  const std::string text = "One two. Three four. Five six. Seven.";
  Contribution made;
  made.document.id = {"d"};
  made.document.text = text;
  made.extraction.document = {"d"};
  made.extraction.sentences = {{0, 8}, {9, 20}, {21, 30}, {31, 37}};
  const Filled filled({made});
  const auto shown = [&filled](const Spans& spans) {
    const SentenceText sentence = must(filled.store.sentence(DocumentId{"d"}, spans));
    std::string marked = sentence.text;
    for (auto mark = sentence.highlights.rbegin(); mark != sentence.highlights.rend(); ++mark) {
      marked.insert(mark->end, "]").insert(mark->begin, "[");
    }
    return marked;
  };
  CHECK(shown({{9, 14}}) == "[Three] four.");
  CHECK(shown({{15, 19}, {9, 14}}) == "[Three] [four].");
  CHECK(shown({{15, 25}}) == "Three [four. Five] six.");
  CHECK(shown({{15, 19}, {21, 25}}) == "Three [four]. [Five] six.");
  CHECK(shown({{0, 3}, {31, 36}}) == "[One] two.");  // far apart: the first sentence
  CHECK(shown({{8, 9}}) == "[ ]");                   // between sentences: the span itself
  CHECK(Store::open("").error().code == ErrorCode::InvalidInput);
  CHECK(filled.store.sentence(DocumentId{"d"}, {{30, 38}}).error().code == ErrorCode::InvalidInput);
  CHECK(filled.store.sentence(DocumentId{"d"}, {}).error().code == ErrorCode::InvalidInput);
  CHECK(filled.store.sentence(DocumentId{"e"}, {{0, 1}}).error().code == ErrorCode::NotFound);
}

TEST_CASE("totals count what is there", "[storage]") {
  const std::vector<Contribution> all = sample::contributions(10);
  const Filled filled(all);
  const StoreStats stats = must(filled.store.stats());
  std::set<StatementId> statements;
  std::set<EntityId> entities;
  std::size_t quotes = 0;
  for (const Contribution& made : all) {
    quotes += made.extraction.quotes.size();
    for (const SupportedStatement& item : made.extraction.statements) {
      statements.insert(item.statement.id);
    }
    for (const EntityRecord& record : made.extraction.entities) entities.insert(record.entity.id);
  }
  CHECK(stats.documents == 10);
  CHECK(stats.quotes == quotes);
  CHECK(stats.statements == statements.size());
  std::uint64_t by_type = 0;
  for (const auto& [type, count] : stats.entities) by_type += count;
  CHECK(by_type == entities.size());
  CHECK(stats.schema_version == 2);
  CHECK(stats.extractor.version == "0.1.0");
  CHECK(stats.bytes_on_disk > 0);
}

TEST_CASE("what is not there is absent, not an error", "[storage]") {
  const Filled filled({});
  CHECK_FALSE(must(filled.store.document({"x"})));
  CHECK_FALSE(must(filled.store.extraction({"x"})));
  CHECK_FALSE(must(filled.store.entity(EntityId{1})));
  CHECK_FALSE(must(filled.store.statement(StatementId{1})));
  CHECK_FALSE(must(filled.store.quote(QuoteId{1})));
  CHECK(must(filled.store.evidence(StatementId{1})).empty());
  CHECK(must(filled.store.statements_of(EntityId{1})).empty());
  CHECK(must(filled.store.documents("", 5)).items.empty());
  CHECK(must(filled.store.quotes({}, "", 5)).items.empty());
  CHECK(must(filled.store.stats()).documents == 0);
}

TEST_CASE("cursors of other lists and other programs are refused", "[storage]") {
  const Filled filled(sample::contributions(5));
  const std::string next = must(filled.store.documents("", 2)).next;
  CHECK(filled.store.entities({}, next, 2).error().code == ErrorCode::InvalidInput);
  CHECK(filled.store.quotes({}, next, 2).error().code == ErrorCode::InvalidInput);
  for (const std::string bad : {"x", "d0", "d0g", "d\xff", "'; drop"}) {
    CHECK(filled.store.documents(bad, 2).error().code == ErrorCode::InvalidInput);
  }
}

TEST_CASE("contributions that break their own rules are refused whole", "[storage]") {
  const Contribution good = sample::contribution("d", 1);
  Filled filled({});
  const auto refused = [&](auto spoil) {
    Contribution bad = good;
    spoil(bad);
    const Status status = filled.store.put(bad);
    REQUIRE_FALSE(status);
    CHECK(must(filled.store.stats()).documents == 0);
    return status.error();
  };
  CHECK(refused([](Contribution& c) { c.document.id = {}; }).code == ErrorCode::InvalidInput);
  CHECK(refused([](Contribution& c) { c.document.id = {std::string(513, 'x')}; }).code ==
        ErrorCode::TooLarge);
  refused([](Contribution& c) { c.document.id = c.extraction.document = {"a\nb"}; });
  refused([](Contribution& c) { c.document.id = c.extraction.document = {"\xff"}; });
  refused([](Contribution& c) { c.extraction.document = {"other"}; });
  refused([](Contribution& c) { c.document.text = "\xff" + c.document.text; });
  refused([](Contribution& c) { c.document.text.resize(10); });
  refused([](Contribution& c) { c.extraction.quotes[0].content = {}; });
  refused([](Contribution& c) { c.extraction.quotes[0].content = {{9, 3}}; });
  refused([](Contribution& c) { c.extraction.quotes[0].confidence = 1.01; });
  refused([](Contribution& c) { c.extraction.quotes[0].speaker = EntityId{1}; });
  refused([](Contribution& c) { c.extraction.quotes[0].parent = QuoteId{1}; });
  refused([](Contribution& c) { c.extraction.quotes.push_back(c.extraction.quotes[0]); });
  refused([](Contribution& c) { c.extraction.entities.pop_back(); });
  refused([](Contribution& c) { c.extraction.entities[0].entity.name = ""; });
  refused([](Contribution& c) { c.extraction.statements[0].evidence.clear(); });
  refused([](Contribution& c) { c.extraction.statements[0].evidence[0].document = {"e"}; });
  const Error error =
      refused([](Contribution& c) { ++c.extraction.statements[0].statement.id.value; });
  CHECK(error.message.find("document 'd'") != std::string::npos);
  CHECK(error.message.find("make_statement") != std::string::npos);
}

TEST_CASE("one bad document of several leaves the store as it was", "[storage]") {
  std::vector<Contribution> all = sample::contributions(3);
  all[2].extraction.document = {"other"};
  Filled filled({});
  CHECK_FALSE(filled.store.put_all(all));
  CHECK(sample::difference(sample::rows_of(filled.store), sample::rows_of(Filled({}).store)) == "");
}

TEST_CASE("ids of 512 bytes and names of 64 KiB are stored", "[storage]") {
  std::string id;
  while (id.size() < 512) id += "é";
  Contribution made = sample::contribution(id, 3);
  made.extraction.entities[0].entity.aliases.push_back(std::string(65'536, 'n'));
  made.extraction.entities[0].entity.aliases.push_back(std::string("a\0b\n", 4));
  Filled filled({made});
  CHECK(must(filled.store.extraction({id})) == made.extraction);
  CHECK(must(filled.store.find_names(std::string(65'536, 'n'), 5)).front().exact);
  CHECK(must(filled.store.verify()).problems.empty());
  CHECK(must(filled.store.remove({id})));
  CHECK(sample::difference(sample::rows_of(filled.store), sample::rows_of(Filled({}).store)) == "");
}

}  // namespace onrecord
