#include "storage/bulk_load.h"
#include "tests/catch.h"
#include "tests/storage/random_decisions.h"
#include "tests/storage/sample.h"

using namespace onrecord;
using namespace onrecord::sample;

namespace {

Store open_store(const Folder& folder, const std::string& name) {
  StoreOptions options;
  options.sync = false;
  return must(Store::open(folder / name, options));
}

std::vector<Decision> journal_of(const Store& store) {
  std::vector<Decision> journal;
  for (const LoggedDecision& logged : must(store.decisions())) journal.push_back(logged.decision);
  return journal;
}

void fill(Store& store) { must(store.put_all(wide_world(60, 12, 5))); }

const Signature kBy{"ada", "2026-11-22T09:30:00Z", "seen it"};

/// Merges, splits and undos at random, then one of every other kind.
void decide(Store& store, unsigned seed) {
  RandomDecider decider(store, seed);
  for (int i = 0; i < 12; ++i) must(decider.decide());
  const std::uint64_t undone[] = {2, 5, 9};
  must(store.undo(undone, kBy));
  const std::uint64_t again[] = {14};  // the undo of 5
  must(store.undo(again, kBy));
  const std::vector<StoredEntity> people = must(store.entities(EntityType::Person, "", 100)).items;
  REQUIRE(people.size() >= 3);
  must(store.rename(people[0].entity.id, "Ada Lovelace-King", kBy));
  const EntityId pair[] = {people[1].entity.id, people[2].entity.id};
  must(store.keep_apart(pair, kBy));
  must(store.retype(people[2].entity.id, EntityType::Organization, kBy));
  const std::vector<StoredStatement> said = must(store.statements_with(Predicate::Said));
  REQUIRE(said.size() >= 2);
  must(store.reject(said[0].statement.id, kBy));
  must(store.confirm(said[1].statement.id, kBy));
}

}  // namespace

TEST_CASE("a journal in another store of the same documents leaves the same rows", "[storage]") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const Folder folder;
    Store first = open_store(folder, "first"), second = open_store(folder, "second");
    fill(first);
    fill(second);
    decide(first, seed);
    const std::vector<Decision> journal = journal_of(first);
    CHECK(must(restore_decisions(second, journal)) == journal.size());
    CHECK(difference(rows_of(first), rows_of(second)) == "");
    CHECK(must(second.verify()).problems.empty());
    CHECK(must(restore_decisions(second, journal)) == 0);
  }
}

TEST_CASE("a journal may come before its documents", "[storage]") {
  const Folder folder;
  Store first = open_store(folder, "first"), second = open_store(folder, "second");
  fill(first);
  decide(first, 4);
  CHECK(must(restore_decisions(second, journal_of(first))) > 0);
  fill(second);
  CHECK(difference(rows_of(first), rows_of(second)) == "");
}

TEST_CASE("a journal that differs from the store's is refused", "[storage]") {
  const Folder folder;
  Store store = open_store(folder, "store");
  fill(store);
  decide(store, 5);
  std::vector<Decision> journal = journal_of(store);
  journal[3].why = "another reason";
  const auto refused = restore_decisions(store, journal);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::InvalidInput);
  CHECK(refused.error().message.find("decision 4") != std::string::npos);
}

TEST_CASE("decisions that no store makes are refused", "[storage]") {
  const Folder folder;
  Store store = open_store(folder, "store");
  fill(store);
  Decision decision;
  decision.sequence = 1;
  decision.kind = DecisionKind::Merge;
  decision.entities = {{EntityId{1}, EntityType::Person, "A"}};
  decision.result = DecidedEntity{EntityId{2}, EntityType::Person, "B"};
  decision.who = "ada";
  decision.when = "2026-11-22T09:30:00Z";
  const auto refused = [&](auto change) {
    Decision changed = decision;
    change(changed);
    const auto restored = restore_decisions(store, {&changed, 1});
    return !restored && restored.error().code == ErrorCode::InvalidInput;
  };
  CHECK(refused([](Decision& d) { d.sequence = 2; }));
  CHECK(refused([](Decision& d) { d.sequence = 0; }));
  CHECK(refused([](Decision& d) { d.result.reset(); }));
  CHECK(refused([](Decision& d) { d.result->id = d.entities[0].id; }));
  CHECK(refused([](Decision& d) { d.result->type = EntityType::Place; }));
  CHECK(refused([](Decision& d) { d.who = "a\nb"; }));
  CHECK(refused([](Decision& d) { d.when = "today"; }));
  CHECK(refused([](Decision& d) {
    d.kind = DecisionKind::Rename;
    d.result->name = "\x01";
  }));
  CHECK(must(restore_decisions(store, {&decision, 1})) == 1);
  const auto undo_twice = [&](std::uint64_t sequence) {
    Decision undo;
    undo.sequence = sequence;
    undo.kind = DecisionKind::Undo;
    undo.undoes = 1;
    undo.who = decision.who;
    undo.when = decision.when;
    return restore_decisions(store, {&undo, 1});
  };
  CHECK(undo_twice(2));
  CHECK_FALSE(undo_twice(3));
}
