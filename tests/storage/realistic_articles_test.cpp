#include "bench/realistic_articles.h"

#include <set>

#include "model/record_json.h"
#include "storage/rows.h"
#include "tests/storage/sample.h"

using namespace onrecord;
using namespace onrecord::realistic;

TEST_CASE("a made-up article may be stored, and its record reads back equal", "[storage]") {
  const Archive archive{20'000, 7};
  RecordOptions with_text;
  with_text.with_text = true;
  for (std::uint64_t number = 0; number < archive.articles(); number += 3) {
    const Contribution made = realistic_article(archive, number);
    sample::must(check_contribution(made));
    const std::string json = to_record_json(made.document, made.extraction, with_text);
    const Record read = sample::must(parse_record_json(json, "article"));
    CHECK(read.document == made.document);
    CHECK(read.extraction == made.extraction);
  }
}

TEST_CASE("a made-up article follows from archive and number alone", "[storage]") {
  const Archive archive{20'000, 7};
  const Contribution once = realistic_article(archive, 5);
  const Contribution again = realistic_article(archive, 5);
  CHECK(once.document == again.document);
  CHECK(once.extraction == again.extraction);
  CHECK(realistic_article(archive, 6).document.text != once.document.text);
  CHECK(realistic_article({20'000, 8}, 5).document.text != once.document.text);
}

TEST_CASE("a made-up archive has about the statements, entities and evidence it promises",
          "[storage]") {
  const Archive archive{100'000, 1};
  std::set<StatementId> statements;
  std::set<EntityId> entities;
  std::uint64_t evidence = 0;
  for (std::uint64_t number = 0; number < archive.articles(); ++number) {
    const Contribution made = realistic_article(archive, number);
    for (const SupportedStatement& item : made.extraction.statements) {
      statements.insert(item.statement.id);
      evidence += item.evidence.size();
    }
    for (const EntityRecord& record : made.extraction.entities) entities.insert(record.entity.id);
  }
  INFO(statements.size() << " statements, " << entities.size() << " entities, " << evidence
                         << " evidence");
  CHECK(statements.size() > 85'000);
  CHECK(statements.size() < 115'000);
  CHECK(entities.size() > 5'000);
  CHECK(entities.size() < 12'000);
  CHECK(evidence * 10 > statements.size() * 12);
  CHECK(evidence * 10 < statements.size() * 16);
}
