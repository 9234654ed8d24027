#include "server/param_reader.h"

#include "tests/catch.h"

namespace onrecord {

TEST_CASE("parameters are read by type", "[server]") {
  ParamReader read({{"limit", "7"},
                    {"type", "place"},
                    {"since", "2024-05"},
                    {"predicates", "part_of,conducted"},
                    {"types", "person,,agency"},
                    {"min_confidence", "0.5"},
                    {"co_mentioned", "false"},
                    {"kind", "mixed"},
                    {"format", "dot"},
                    {"empty", ""}});
  CHECK(read.count("limit", 50, 1, 500) == 7);
  CHECK(read.count("absent", 50, 1, 500) == 50);
  CHECK(read.count("empty", 50, 1, 500) == 50);
  CHECK(read.type("type") == EntityType::Place);
  CHECK(read.quote_kind("kind") == QuoteKind::Mixed);
  CHECK(read.one_of("format", {"json", "dot"}) == "dot");
  CHECK(read.one_of("absent", {"json", "dot"}) == "json");
  const GraphFilter filter = read.graph_filter();
  CHECK(filter.predicates == std::vector<Predicate>{Predicate::PartOf, Predicate::Conducted});
  CHECK(filter.types == std::vector<EntityType>{EntityType::Person, EntityType::Agency});
  CHECK(filter.since == PartialDate{2024, 5, 0});
  CHECK(filter.min_confidence == 0.5);
  CHECK_FALSE(filter.co_mentioned);
  CHECK(read.ok());
}

TEST_CASE("unknown parameters are named with the known ones", "[server]") {
  const ParamReader read({{"limt", "7"}, {"q", "x"}});
  CHECK(read.check_known("limt q"));
  const Status status = read.check_known("limit q");
  REQUIRE_FALSE(status);
  CHECK(status.error().message == "unknown parameter 'limt'; this route takes limit, q");
  CHECK(read.check_known("").error().message == "unknown parameter 'limt'; this route takes none");
}

TEST_CASE("the first bad parameter is the one reported", "[server]") {
  ParamReader read({{"limit", "501"}, {"since", "yesterday"}});
  CHECK(read.count("limit", 50, 1, 500) == 50);
  CHECK(read.date("since").empty());
  REQUIRE_FALSE(read.ok());
  CHECK(read.error().message ==
        "parameter 'limit' is '501' but must be a whole number from 1 to 500");
}

TEST_CASE("values that are not of the type are refused", "[server]") {
  for (const std::string bad :
       {"x", "-1", "1.5", "0", "501", "7 ", "0x7", "+7", "99999999999999999999999999"}) {
    ParamReader read({{"n", bad}});
    read.count("n", 50, 1, 500);
    INFO(bad);
    CHECK_FALSE(read.ok());
  }
  for (const std::string bad : {"x", "-0.1", "1.1", "nan", "inf", "0.5x"}) {
    ParamReader read({{"n", bad}});
    read.fraction("n", 0.0);
    INFO(bad);
    CHECK_FALSE(read.ok());
  }
  for (const std::string bad : {"yesterday", "2024-13", "2024-02-31", "--05-01", "24"}) {
    ParamReader read({{"n", bad}});
    read.date("n");
    INFO(bad);
    CHECK_FALSE(read.ok());
  }
  for (const std::string bad : {"said", "about", "part_of,nonsense", "PART_OF"}) {
    ParamReader read({{"n", bad}});
    read.predicates("n");
    INFO(bad);
    CHECK_FALSE(read.ok());
  }
  ParamReader flags({{"n", "1"}, {"m", ""}});
  flags.flag("n", true);
  CHECK_FALSE(flags.ok());
}

}  // namespace onrecord
