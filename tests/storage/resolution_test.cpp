#include "model/resolution.h"

#include <algorithm>

#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

const EntityId kAda = sample::id_of(EntityType::Person, "Ada B. Stone");
const EntityId kMei = sample::id_of(EntityType::Person, "Mei Stonefield");
const EntityId kGhost{0x1234567890abcdef};
const Signature kBy{"ed", "2026-11-22T09:30:00Z", ""};

struct Told {
  Told() { must(store.put_all(all)); }
  sample::Folder folder;
  std::vector<Contribution> all = sample::contributions(12);
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));

  std::vector<DocumentId> with(EntityId id) const {
    return must(store.mentioned_in(id, "", 10'000)).items;
  }
  std::vector<std::string> problems() const { return must(store.verify()).problems; }
};

/// One entity becomes another in these documents.
std::vector<DocumentResolution> replacing(const std::vector<DocumentId>& documents, EntityId from,
                                          EntityId to) {
  std::vector<DocumentResolution> resolution;
  for (const DocumentId& document : documents) resolution.push_back({document, {{from, to}}});
  return resolution;
}

Candidate doubt(EntityId a, EntityId b) {
  return {
      Verdict::Doubtful,    EntityType::Person, a, b, "Ada B. Stone", "Mei Stonefield", {}, {}, 0.5,
      {"for: both sheriff"}};
}

}  // namespace

TEST_CASE("resolution makes two entities one, and what was extracted stays", "[resolution]") {
  Told told;
  const std::vector<DocumentId> ada = told.with(kAda), mei = told.with(kMei);
  REQUIRE(!ada.empty());
  REQUIRE(!mei.empty());
  const sample::Rows before = sample::rows_of(told.store);
  CHECK(must(told.store.set_resolution(replacing(mei, kMei, kAda), {})) == mei.size());
  CHECK(told.with(kMei).empty());
  std::vector<DocumentId> both = ada;
  both.insert(both.end(), mei.begin(), mei.end());
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  CHECK(told.with(kAda) == both);
  CHECK_FALSE(must(told.store.entity(kMei)));
  CHECK(told.problems().empty());
  std::size_t extracted = 0;
  must(told.store.for_each_extracted([&](const Document&, const Extraction& extraction) {
    for (const EntityRecord& record : extraction.entities) extracted += record.entity.id == kMei;
    return true;
  }));
  CHECK(extracted == mei.size());

  SECTION("saying the same again changes nothing") {
    CHECK(must(told.store.set_resolution(replacing(mei, kMei, kAda), {})) == 0);
  }
  SECTION("saying nothing gives the store of before, byte for byte") {
    CHECK(must(told.store.set_resolution({}, {})) == mei.size());
    CHECK(sample::difference(before, sample::rows_of(told.store)) == "");
  }
  SECTION("a document that comes again keeps what was said of it") {
    REQUIRE(must(told.store.remove(ada.front())));
    for (const Contribution& one : told.all) must(told.store.put(one));
    CHECK(told.problems().empty());
    CHECK(must(told.store.set_resolution(replacing(mei, kMei, kAda), {})) <= 1);
    CHECK(told.with(kAda) == both);
  }
  SECTION("a removed document takes what was said of it along") {
    for (const Contribution& one : told.all) must(told.store.remove(one.document.id));
    const Result<std::vector<Candidate>> none = told.store.candidates();
    CHECK(must(none).empty());
    CHECK(told.problems().empty());
    must(told.store.put_all(told.all));
    CHECK(sample::difference(before, sample::rows_of(told.store)) == "");
  }
}

TEST_CASE("resolution parts what has one id, in the documents it names", "[resolution]") {
  Told told;
  const std::vector<DocumentId> ada = told.with(kAda);
  REQUIRE(ada.size() > 1);
  const EntityId other = make_parted_id(kAda, ada.front());
  CHECK(other != make_parted_id(kAda, ada.back()));
  must(told.store.set_resolution(replacing({ada.front()}, kAda, other), {}));
  CHECK(told.with(other) == std::vector{ada.front()});
  CHECK(told.with(kAda) == std::vector<DocumentId>(ada.begin() + 1, ada.end()));
  CHECK(told.problems().empty());
}

TEST_CASE("decisions lie over resolution, whenever it comes", "[resolution][decisions]") {
  Told told;
  const std::vector<DocumentId> mei = told.with(kMei);
  must(told.store.rename(kAda, "Ada Stone the Elder", kBy));
  must(told.store.set_resolution(replacing(mei, kMei, kAda), {}));
  const auto named = must(told.store.entity(kAda));
  REQUIRE(named);
  CHECK(named->entity.name == "Ada Stone the Elder");
  CHECK(told.problems().empty());
  const std::vector<DocumentId> wrongly = {mei.front()};
  const MadeDecision apart = must(told.store.split(kAda, wrongly, "Mei", kBy));
  REQUIRE(apart.decision.result);
  CHECK(told.with(apart.decision.result->id) == wrongly);
  must(told.store.set_resolution({}, {}));
  CHECK(told.problems().empty());
  must(told.store.set_resolution(replacing(mei, kMei, kAda), {}));
  CHECK(told.with(apart.decision.result->id) == wrongly);
  CHECK(told.problems().empty());
}

TEST_CASE("a doubtful pair goes when somebody decides", "[resolution][decisions]") {
  Told told;
  const std::vector<Candidate> doubts = {doubt(kAda, kMei)};
  must(told.store.set_resolution({}, doubts));
  CHECK(must(told.store.candidates()) == doubts);
  CHECK(told.problems().empty());
  const MadeDecision merged = must(told.store.merge(std::vector{kMei}, kAda, kBy));
  CHECK(must(told.store.candidates()).empty());
  must(told.store.undo(std::vector{merged.decision.sequence}, kBy));
  CHECK(must(told.store.candidates()) == doubts);
  must(told.store.set_resolution({}, {}));
  CHECK(must(told.store.candidates()).empty());
}

TEST_CASE("a doubtful pair that is kept apart goes, and comes back with the undo",
          "[resolution][decisions]") {
  Told told;
  const std::vector<Candidate> doubts = {doubt(kAda, kMei)};
  must(told.store.set_resolution({}, doubts));
  const sample::Rows before = sample::rows_of(told.store);
  const MadeDecision made = must(told.store.keep_apart(std::vector{kMei, kAda, kMei}, kBy));
  CHECK(made.documents == 0);
  REQUIRE(made.decision.entities.size() == 2);
  CHECK(made.decision.entities.front().id < made.decision.entities.back().id);
  for (std::size_t i = 0; i < 2; ++i) {
    const std::vector<DocumentId> with = told.with(made.decision.entities[i].id);
    CHECK(std::count(with.begin(), with.end(), made.decision.documents[i]) == 1);
  }
  CHECK(must(told.store.candidates()).empty());
  CHECK(told.problems().empty());
  sample::Rows after = sample::rows_of(told.store);
  std::erase_if(after, [](const auto& row) {
    if (row.first.first != Column::Decisions) return false;
    CHECK(row.second.front() == 2);  // so that programs without this kind say "newer"
    return true;
  });
  CHECK(sample::difference(before, after) == "");

  // Other processes and later ones read the same.
  const Store reader = must(Store::open_read_only(told.folder / "s"));
  CHECK(must(reader.candidates()).empty());
  const std::vector<LoggedDecision> log = must(reader.decisions());
  REQUIRE(log.size() == 1);
  CHECK(log.front().decision == made.decision);
  must(told.store.undo(std::vector<std::uint64_t>{1}, kBy));
  CHECK(must(told.store.candidates()) == doubts);
  CHECK(told.problems().empty());
}

TEST_CASE("fewer than two cannot be kept apart, nor who is not there", "[resolution][decisions]") {
  Told told;
  for (const std::vector<EntityId>& ids : {std::vector<EntityId>{}, {kAda}, {kAda, kAda}}) {
    const auto refused = told.store.keep_apart(ids, kBy);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::InvalidInput);
  }
  const auto unknown = told.store.keep_apart(std::vector{kAda, kGhost}, kBy);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::NotFound);
  CHECK(must(told.store.decisions()).empty());
}

TEST_CASE("resolution of a document that is not there is refused by name", "[resolution]") {
  Told told;
  const auto refused = told.store.set_resolution(replacing({{"no-such"}}, kAda, kGhost), {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::NotFound);
  CHECK(refused.error().message.find("no-such") != std::string::npos);
  CHECK(told.problems().empty());
}

}  // namespace onrecord
