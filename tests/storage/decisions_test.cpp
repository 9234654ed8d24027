#include <algorithm>
#include <set>

#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/random_decisions.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

const Signature kBy{"ed", "2026-11-22T09:30:00Z", "they are one person"};
const EntityId kAda = sample::id_of(EntityType::Person, "Ada B. Stone");
const EntityId kMei = sample::id_of(EntityType::Person, "Mei Stonefield");
const EntityId kPolice = sample::id_of(EntityType::Agency, "Harbor Police Department");
const EntityId kCoast = sample::id_of(EntityType::Agency, "Coast Office");

/// A store of some documents that share most of what they tell.
struct Told {
  Told() { must(store.put_all(all)); }
  sample::Folder folder;
  std::vector<Contribution> all = sample::contributions(12);
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));

  StoredEntity entity(EntityId id) const {
    const std::optional<StoredEntity> stored = must(store.entity(id));
    REQUIRE(stored);
    return *stored;
  }
  bool verified() const { return must(store.verify()).problems.empty(); }
};

/// What people are told: every row but the journal and what follows from it alone.
sample::Rows told_rows(const Store& store) {
  sample::Rows rows = sample::rows_of(store);
  std::erase_if(rows, [](const auto& row) {
    return row.first.first == Column::Decisions || row.first.first == Column::Projections ||
           row.first.first == Column::Touched;
  });
  return rows;
}

std::set<std::string> names_of(const Entity& entity) {
  std::set<std::string> names(entity.aliases.begin(), entity.aliases.end());
  names.insert(entity.name);
  return names;
}

std::set<DocumentId> documents_of(const Store& store, EntityId id) {
  const Page<DocumentId> page = must(store.mentioned_in(id, "", 10'000));
  return {page.items.begin(), page.items.end()};
}

/// Makes so many random decisions, takes all documents out and puts them in again in another order,
/// then undoes every decision in a random order, some one by one.
void check_all_undone(std::uint64_t decisions, std::size_t documents) {
  const sample::Folder folder;
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));
  const std::vector<Contribution> all = sample::wide_world(documents, 4 * documents, 1);
  must(store.put_all(all));
  const sample::Rows before = told_rows(store);
  sample::RandomDecider decider(store, 2);
  for (std::uint64_t i = 0; i < decisions; ++i) must(decider.decide());
  CHECK(must(store.verify()).problems.empty());
  const sample::Rows decided = sample::rows_of(store);
  CHECK(sample::difference(told_rows(store), before) != "");

  for (const Contribution& one : all) CHECK(must(store.remove(one.document.id)));
  for (auto one = all.rbegin(); one != all.rend(); ++one) must(store.put(*one));
  CHECK(sample::difference(sample::rows_of(store), decided) == "");

  std::vector<std::uint64_t> every;
  for (std::uint64_t sequence = 1; sequence <= decisions; ++sequence) every.push_back(sequence);
  std::shuffle(every.begin(), every.end(), std::mt19937(3));
  const std::size_t one_by_one = 50;
  for (std::size_t i = 0; i < one_by_one; ++i) must(store.undo(std::span(&every[i], 1), kBy));
  CHECK(must(store.verify()).problems.empty());
  must(store.undo(std::span(every).subspan(one_by_one), kBy));
  CHECK(sample::difference(told_rows(store), before) == "");
  CHECK(must(store.verify()).problems.empty());
}

}  // namespace

TEST_CASE("a merge leaves one entity with the names and documents of all", "[storage]") {
  Told told;
  const StoredEntity ada = told.entity(kAda), mei = told.entity(kMei);
  std::set<DocumentId> both = documents_of(told.store, kAda);
  both.merge(documents_of(told.store, kMei));
  std::set<std::string> names = names_of(ada.entity);
  names.merge(names_of(mei.entity));
  const MadeDecision made = must(told.store.merge(std::vector{kMei}, kAda, kBy));
  CHECK(made.decision.sequence == 1);
  CHECK(made.documents == mei.documents);
  const StoredEntity one = told.entity(kAda);
  CHECK(one.entity.name == ada.entity.name);
  CHECK(names_of(one.entity) == names);
  CHECK(documents_of(told.store, kAda) == both);
  CHECK(one.mentions == ada.mentions + mei.mentions);
  CHECK_FALSE(must(told.store.entity(kMei)));
  CHECK(must(told.store.statements_of(Subject(kMei))).empty());
  CHECK(must(told.store.find_names("Mei Stonefield", 5)).front().entity == kAda);
  QuoteFilter by_mei;
  by_mei.speaker = kMei;
  CHECK(must(told.store.quotes(by_mei, "", 10)).items.empty());
  CHECK(told.verified());
}

TEST_CASE("a statement whose ends become one goes, equal ones unite", "[storage]") {
  Told told;
  const std::uint64_t before = must(told.store.stats()).statements;
  must(told.store.merge(std::vector{kCoast}, kPolice, kBy));
  for (const StoredStatement& stored : must(told.store.statements_of(Subject(kPolice)))) {
    CHECK(stored.statement.object != Object(kPolice));
    CHECK(stored.support == [&] {
      std::set<DocumentId> documents;
      for (const Evidence& one : must(told.store.evidence(stored.statement.id))) {
        documents.insert(one.document);
      }
      return documents.size();
    }());
  }
  CHECK(must(told.store.stats()).statements < before);
  CHECK(told.verified());
}

TEST_CASE("a split gives some documents an entity of their own", "[storage]") {
  Told told;
  const StoredEntity ada = told.entity(kAda);
  const std::vector<DocumentId> had = must(told.store.mentioned_in(kAda, "", 10'000)).items;
  REQUIRE(had.size() > 3);
  const std::vector<DocumentId> taken = {had[0], had[2]};
  const MadeDecision made = must(told.store.split(kAda, taken, "Ada Stone (Bath)", kBy));
  const EntityId other = made.decision.result->id;
  CHECK(told.entity(other).entity.name == "Ada Stone (Bath)");
  CHECK(documents_of(told.store, other) == std::set<DocumentId>(taken.begin(), taken.end()));
  CHECK(told.entity(kAda).documents == ada.documents - 2);
  CHECK(told.verified());
  const MadeDecision again = must(told.store.split(kAda, std::vector{had[1]}, "", kBy));
  CHECK(again.decision.result->id != other);
  CHECK(told.verified());
}

TEST_CASE("a rename stands against every document, the old names are aliases", "[storage]") {
  Told told;
  std::set<std::string> names = names_of(told.entity(kAda).entity);
  must(told.store.rename(kAda, "Ada Byron Stone", kBy));
  names.insert("Ada Byron Stone");
  CHECK(told.entity(kAda).entity.name == "Ada Byron Stone");
  CHECK(names_of(told.entity(kAda).entity) == names);
  must(told.store.put_all(sample::contributions(30, 7)));  // documents that came later
  CHECK(told.entity(kAda).entity.name == "Ada Byron Stone");
  CHECK(told.verified());
}

TEST_CASE("a retype moves an entity to the id of its new type", "[storage]") {
  Told told;
  must(told.store.retype(kCoast, EntityType::Organization, kBy));
  CHECK_FALSE(must(told.store.entity(kCoast)));
  const EntityId now = sample::id_of(EntityType::Organization, "Coast Office");
  CHECK(told.entity(now).entity.type == EntityType::Organization);
  for (const StoredStatement& stored : must(told.store.statements_of(Subject(now)))) {
    CHECK((row_of(stored.statement.predicate).subject & kOrganization) != 0);
  }
  const MadeDecision back = must(told.store.retype(now, EntityType::Agency, kBy));
  CHECK(back.decision.result->id == kCoast);
  CHECK_FALSE(back.joins_another);
  CHECK(told.verified());
}

TEST_CASE("a retype onto an entity that is there makes the two one", "[storage]") {
  Told told;
  Contribution other = sample::contribution("other", 99);
  const EntityId office = make_entity_id(EntityType::Organization, "Coast Office");
  other.extraction.entities.push_back(
      {{office, EntityType::Organization, "Coast Office", {}, {}}, {{0, 1}}});
  must(told.store.put(other));
  const MadeDecision made = must(told.store.retype(kCoast, EntityType::Organization, kBy));
  CHECK(made.joins_another);
  CHECK(documents_of(told.store, office).contains({"other"}));
  CHECK(documents_of(told.store, office).size() > 1);
  CHECK(told.verified());
}

TEST_CASE("a rejected statement goes from graph, quotes and operations", "[storage]") {
  Told told;
  QuoteFilter by_ada;
  by_ada.speaker = kAda;
  const std::vector<StoredQuote> said = must(told.store.quotes(by_ada, "", 100)).items;
  REQUIRE_FALSE(said.empty());
  const StatementId statement = make_statement_id(kAda, Predicate::Said, said.front().quote.id, {});
  const MadeDecision made = must(told.store.reject(statement, kBy));
  CHECK(made.documents == 1);
  CHECK(made.decision.entities.front().id == kAda);
  CHECK_FALSE(must(told.store.statement(statement)));
  CHECK(must(told.store.quotes(by_ada, "", 100)).items.size() == said.size() - 1);
  const Quote quote = must(told.store.quote(said.front().quote.id))->quote;
  CHECK((quote.speaker != kAda));
  for (const StoredStatement& stored : must(told.store.statements_with(Predicate::Conducted))) {
    must(told.store.reject(stored.statement.id, kBy));
  }
  for (const Contribution& one : told.all) {
    const std::optional<Extraction> now = must(told.store.extraction(one.document.id));
    for (const Operation& frame : now->operations) CHECK(frame.conducted_by.empty());
  }
  for (const StoredStatement& stored : must(told.store.statements_with(Predicate::Outcome))) {
    must(told.store.reject(stored.statement.id, kBy));
  }
  CHECK(must(told.store.statements_with(Predicate::Outcome)).empty());
  CHECK(told.verified());
}

TEST_CASE("a rejected statement does not come back by a later merge of its ends", "[storage]") {
  Told told;
  const auto position = [&](EntityId who, EntityId at) {
    return make_statement_id(who, Predicate::HoldsPosition, at,
                             {{"title", "director"}, {"status", "acting"}});
  };
  REQUIRE(must(told.store.statement(position(kMei, kCoast))));
  must(told.store.reject(position(kMei, kCoast), kBy));
  const auto before = must(told.store.statement(position(kAda, kCoast)));
  must(told.store.merge(std::vector{kMei}, kAda, kBy));
  const auto after = must(told.store.statement(position(kAda, kCoast)));
  CHECK((before ? before->support : 0) == (after ? after->support : 0));
  CHECK(told.verified());
}

TEST_CASE("a confirmed statement is certain and its evidence says why", "[storage]") {
  Told told;
  const StatementId id = must(told.store.statements_of(Subject(kAda))).front().statement.id;
  must(told.store.confirm(id, kBy));
  CHECK(must(told.store.statement(id))->confidence == 0.999);
  for (const Evidence& evidence : must(told.store.evidence(id))) {
    CHECK(evidence.extractor == "onrecord 0.1.0, confirmed by decision 1");
  }
  CHECK(told.verified());
}

TEST_CASE("undoing in any order comes back to what was extracted", "[storage]") {
  Told told;
  const sample::Rows before = sample::rows_of(told.store);
  must(told.store.merge(std::vector{kMei}, kAda, kBy));
  must(told.store.rename(kAda, "Ada Byron Stone", kBy));
  must(told.store.retype(kCoast, EntityType::Organization, kBy));
  const auto statements = must(told.store.statements_of(Subject(kAda)));
  must(told.store.reject(statements.front().statement.id, kBy));
  must(told.store.confirm(statements.back().statement.id, kBy));
  must(told.store.split(kAda, std::vector{must(told.store.mentioned_in(kAda, "", 1)).items[0]}, "",
                        kBy));
  const sample::Rows decided = told_rows(told.store);
  for (const std::uint64_t sequence : {3u, 1u, 6u}) {
    must(told.store.undo(std::vector{std::uint64_t{sequence}}, kBy));
    CHECK(told.verified());
  }
  must(told.store.undo(std::vector<std::uint64_t>{2, 4, 5}, kBy));
  CHECK(sample::difference(told_rows(told.store), before) == "");
  CHECK(told.verified());

  // Undoing the undos is doing all again.
  must(told.store.undo(std::vector<std::uint64_t>{7, 8, 9, 10, 11, 12}, kBy));
  CHECK(sample::difference(told_rows(told.store), decided) == "");
  CHECK(told.verified());
}

TEST_CASE("the log says who, when and why, and what is in force", "[storage]") {
  Told told;
  must(told.store.merge(std::vector{kMei}, kAda, kBy));
  must(told.store.rename(kAda, "Ada Byron Stone", {"zoe", "2026-11-23T00:00:00Z", ""}));
  must(told.store.undo(std::vector<std::uint64_t>{1}, kBy));
  const std::vector<LoggedDecision> log = must(told.store.decisions());
  REQUIRE(log.size() == 3);
  CHECK(log[0].decision.who == "ed");
  CHECK(log[0].decision.why == "they are one person");
  CHECK(log[0].decision.entities.front().name == "Mei Stonefield");
  CHECK(log[0].undone_by == 3);
  CHECK(log[1].decision.when == "2026-11-23T00:00:00Z");
  CHECK_FALSE(log[1].undone_by);
  CHECK(log[1].documents == documents_of(told.store, kAda).size());
  CHECK(log[2].decision.undoes == 1);
}

TEST_CASE("decisions outlive the documents, and reach them when they come back", "[storage]") {
  Told told;
  must(told.store.merge(std::vector{kMei}, kAda, kBy));
  must(told.store.rename(kAda, "Ada Byron Stone", kBy));
  must(told.store.retype(kCoast, EntityType::Organization, kBy));
  const auto position = must(told.store.statements_with(Predicate::HoldsPosition)).front();
  must(told.store.reject(position.statement.id, kBy));
  must(told.store.split(kPolice,
                        std::vector{must(told.store.mentioned_in(kPolice, "", 1)).items[0]},
                        "Port Police", kBy));
  const sample::Rows decided = sample::rows_of(told.store);
  for (const Contribution& one : told.all) CHECK(must(told.store.remove(one.document.id)));
  CHECK(told.verified());
  for (const LoggedDecision& logged : must(told.store.decisions())) {
    CHECK(logged.documents == 0);
    CHECK_FALSE(logged.undone_by);
  }
  for (auto one = told.all.rbegin(); one != told.all.rend(); ++one) must(told.store.put(*one));
  CHECK(sample::difference(sample::rows_of(told.store), decided) == "");
  must(told.store.put_all(told.all));
  CHECK(sample::difference(sample::rows_of(told.store), decided) == "");
  CHECK(told.verified());
}

TEST_CASE("decisions survive closing the store", "[storage]") {
  const sample::Folder folder;
  const std::vector<Contribution> all = sample::contributions(6);
  {
    Store store = must(Store::open(folder / "s"));
    must(store.put_all(all));
    must(store.merge(std::vector{kMei}, kAda, kBy));
  }
  Store store = must(Store::open(folder / "s"));
  must(store.put_all(sample::contributions(20, 3)));
  CHECK_FALSE(must(store.entity(kMei)));
  CHECK(must(store.rename(kAda, "A", kBy)).decision.sequence == 2);
  CHECK(must(store.verify()).problems.empty());
}

TEST_CASE("a thousand random merges and splits, all undone, leave every row as it was",
          "[storage]") {
  check_all_undone(1'000, 100);
}

TEST_CASE("ten thousand random merges and splits, all undone, leave every row as it was",
          "[storage][.slow]") {
  check_all_undone(10'000, 1'000);
}

TEST_CASE("decisions about what is not there are refused with a reason", "[storage]") {
  Told told;
  const EntityId nobody{12345};
  const sample::Rows before = sample::rows_of(told.store);
  const auto refused = [](const auto& made, ErrorCode code, const std::string& words) {
    REQUIRE_FALSE(made);
    CHECK(made.error().code == code);
    INFO(made.error().message);
    CHECK(made.error().message.find(words) != std::string::npos);
  };
  Store& store = told.store;
  refused(store.merge(std::vector{nobody}, kAda, kBy), ErrorCode::NotFound, to_string(nobody));
  refused(store.merge(std::vector{kAda}, nobody, kBy), ErrorCode::NotFound, to_string(nobody));
  refused(store.merge(std::vector{kAda}, kAda, kBy), ErrorCode::InvalidInput, "into itself");
  refused(store.merge(std::vector<EntityId>{}, kAda, kBy), ErrorCode::InvalidInput, "nothing");
  refused(store.merge(std::vector{kCoast}, kAda, kBy), ErrorCode::InvalidInput,
          "retype the first, then merge");
  refused(store.split(kAda, {}, "", kBy), ErrorCode::InvalidInput, "name the documents");
  refused(store.split(kAda, std::vector{DocumentId{"no-such"}}, "", kBy), ErrorCode::NotFound,
          "document 'no-such'");
  refused(store.rename(kAda, "", kBy), ErrorCode::InvalidInput, "1 to 512 bytes");
  refused(store.rename(kAda, "a\x01", kBy), ErrorCode::InvalidInput, "control characters");
  refused(store.rename(kAda, "a\xff", kBy), ErrorCode::InvalidInput, "UTF-8");
  refused(store.rename(kAda, " . ", kBy), ErrorCode::InvalidInput, "no letter");
  refused(store.rename(kAda, std::string(513, 'a'), kBy), ErrorCode::InvalidInput, "512");
  refused(store.retype(kAda, EntityType::Person, kBy), ErrorCode::InvalidInput, "already");
  refused(store.reject(StatementId{7}, kBy), ErrorCode::NotFound, "statement");
  refused(store.confirm(StatementId{7}, kBy), ErrorCode::NotFound, "statement");
  refused(store.undo(std::vector<std::uint64_t>{1}, kBy), ErrorCode::NotFound, "decision 1");
  refused(store.undo(std::vector<std::uint64_t>{0}, kBy), ErrorCode::NotFound, "decision 0");
  refused(store.rename(kAda, "A", {"", kBy.when, ""}), ErrorCode::InvalidInput, "who");
  refused(store.rename(kAda, "A", {"ed", "yesterday", ""}), ErrorCode::InvalidInput, "when");
  refused(store.rename(kAda, "A", {"ed", kBy.when, "\xff"}), ErrorCode::InvalidInput, "why");
  CHECK(sample::difference(sample::rows_of(store), before) == "");
  CHECK(must(store.decisions()).empty());

  must(store.rename(kAda, "A", kBy));
  must(store.undo(std::vector<std::uint64_t>{1}, kBy));
  refused(store.undo(std::vector<std::uint64_t>{1}, kBy), ErrorCode::InvalidInput,
          "decision 1 is undone already, by decision 2");
}

TEST_CASE("names that look like anything are names", "[storage]") {
  Told told;
  for (const std::string name :
       {"'; DROP TABLE --", "<script>", "a @ b", "\u202Eevil", "%s%n", "0123456789abcdef"}) {
    must(told.store.rename(kAda, name, kBy));
    CHECK(told.entity(kAda).entity.name == name);
  }
  CHECK(told.verified());
}

TEST_CASE("a reader makes no decisions but reads them", "[storage]") {
  Told told;
  must(told.store.rename(kAda, "Ada Byron Stone", kBy));
  Store reader = must(Store::open_read_only(told.folder / "s"));
  CHECK(reader.rename(kAda, "B", kBy).error().code == ErrorCode::InvalidInput);
  CHECK(must(reader.decisions()).size() == 1);
  must(told.store.undo(std::vector<std::uint64_t>{1}, kBy));
  must(reader.catch_up());
  CHECK(must(reader.decisions()).front().undone_by == 2);
  CHECK(must(reader.entity(kAda)) == must(told.store.entity(kAda)));
}

TEST_CASE("what one article takes for a company may be merged into the body it is", "[storage]") {
  Told told;
  std::vector<EntityId> companies;
  must(told.store.for_each_entity([&](const StoredEntity& stored) {
    if (stored.entity.type == EntityType::Organization) companies.push_back(stored.entity.id);
    return true;
  }));
  REQUIRE(!companies.empty());
  const MadeDecision made = must(told.store.merge(std::vector{companies.front()}, kPolice, kBy));
  CHECK(told.entity(kPolice).entity.type == EntityType::Agency);
  CHECK_FALSE(must(told.store.entity(companies.front())));
  CHECK(told.verified());
  must(told.store.undo(std::vector{made.decision.sequence}, kBy));
  CHECK(must(told.store.entity(companies.front())));
  CHECK(told.verified());
}

}  // namespace onrecord
