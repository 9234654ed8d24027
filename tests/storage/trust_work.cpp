#include "tests/storage/trust_work.h"

#include <cstdlib>
#include <fstream>

#include "tests/storage/sample.h"

namespace onrecord::sample {

namespace {

const Signature kBy{"ed", "2026-11-22T09:30:00Z", ""};
constexpr std::size_t kDocuments = 14;

std::string told_or(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : otherwise;
}

/// One opening of the store: documents from `begin` to `end`, in groups of `group`.
Status store_documents(Store& store, std::size_t begin, std::size_t end, std::size_t group,
                       Acknowledged& acknowledged) {
  const std::vector<Contribution>& all = work_documents();
  for (std::size_t i = std::max(begin, acknowledged.documents); i < end; i += group) {
    const std::size_t size = std::min(group, end - i);
    if (Status put = store.put_all({all.data() + i, size}); !put) return put;
    acknowledged.documents = i + size;
  }
  return {};
}

Status decide(Store& store, Acknowledged& acknowledged) {
  const EntityId ada = id_of(EntityType::Person, "Ada B. Stone");
  const Result<std::vector<LoggedDecision>> made = store.decisions();
  if (!made) return made.error();
  for (std::uint64_t next = made->size(); next < 3; ++next) {
    const Result<MadeDecision> decided =
        store.rename(ada, "Ada Byron Stone the " + std::to_string(next), kBy);
    if (!decided) return decided.error();
    acknowledged.decisions = decided->decision.sequence;
  }
  return {};
}

Status resolve(Store& store) {
  std::vector<DocumentResolution> resolution;
  for (std::size_t i = 0; i < 5; ++i) {
    const Extraction& extraction = work_documents()[i].extraction;
    const Entity& last = extraction.entities.back().entity;
    resolution.push_back({extraction.document, {{last.id, EntityId{77 + i % 2}, last.type}}});
  }
  Candidate doubt;
  doubt.a = EntityId{77};
  doubt.b = EntityId{78};
  const Result<std::uint64_t> done = store.set_resolution(resolution, std::vector{doubt, doubt});
  return done ? Status() : Status(done.error());
}

}  // namespace

std::size_t points(std::size_t few, std::size_t all) {
  return told_or("ONRECORD_TRUST", "") == "full" ? all : few;
}

bool is_mine(std::size_t i) {
  const std::size_t shards = std::stoul(told_or("ONRECORD_TRUST_SHARDS", "1"));
  return i % shards == std::stoul(told_or("ONRECORD_TRUST_SHARD", "0"));
}

void report(const std::string& what, std::size_t points,
            const std::map<std::string, std::size_t>& outcomes) {
  const std::string table = told_or("ONRECORD_TRUST_TABLE", "");
  if (table.empty()) return;
  std::ofstream out(table, std::ios::app);
  for (const auto& [outcome, count] : outcomes) {
    out << what << '\t' << points << '\t' << outcome << '\t' << count << '\n';
  }
}

const std::vector<Contribution>& work_documents() {
  static const std::vector<Contribution> all = contributions(kDocuments);
  return all;
}

Status do_work(const std::filesystem::path& path, rocksdb::Env* env, bool sync,
               Acknowledged& acknowledged) {
  for (const std::size_t opening : {0, 1, 2}) {
    Result<Store> store = Store::open(path, {true, sync, env});
    if (!store) return store.error();
    Status done = store_documents(*store, 0,
                                  opening == 0   ? 5
                                  : opening == 1 ? 9
                                                 : kDocuments,
                                  1 + opening, acknowledged);
    if (done && opening == 1) done = decide(*store, acknowledged);
    if (done && opening == 1) done = resolve(*store);
    if (!done) return done;
  }
  return {};
}

std::size_t check_kept(const std::filesystem::path& path, const Acknowledged& acknowledged,
                       bool sync) {
  std::size_t there = 0;
  {
    const Store store = must(Store::open(path));
    const VerifyReport report = must(store.verify());
    for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
    CHECK(report.problems.empty());
    bool as_given = true;
    must(store.for_each_extracted([&](const Document& document, const Extraction& extraction) {
      for (const Contribution& one : work_documents()) {
        if (one.document.id != document.id) continue;
        as_given = as_given && one.document == document && one.extraction == extraction;
      }
      ++there;
      return true;
    }));
    CHECK(as_given);
    for (std::size_t i = 0; i < std::max(there, sync ? acknowledged.documents : 0); ++i) {
      CHECK(must(store.document(work_documents()[i].document.id)));
    }
    if (sync) CHECK(must(store.decisions()).size() >= acknowledged.decisions);
  }
  Acknowledged again;
  must(do_work(path, nullptr, true, again));
  const Store store = must(Store::open(path));
  CHECK(must(store.stats()).documents == kDocuments);
  CHECK(must(store.verify()).problems.empty());
  return there;
}

}  // namespace onrecord::sample
