// Any bytes as a line of `export --format ndjson`: a named error, or a value that comes back as it
// is when it is written and read again.
#include "model/store_lines.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  using namespace onrecord;
  DocumentResolution resolution;
  resolution.document = {"a.txt"};
  Candidate candidate;
  candidate.a_name = "Zoë";
  candidate.a_documents = {{"a.txt"}, {"b.txt"}};
  candidate.probability = 0.25;
  candidate.reasons = {"for: both sheriff"};
  Decision decision;
  decision.sequence = 1;
  decision.entities = {{EntityId{3}, EntityType::Place, "Reno"}};
  decision.result = DecidedEntity{EntityId{4}, EntityType::Agency, "“Reno”"};
  decision.documents = {{"a.txt"}};
  decision.statement = Statement{};
  decision.who = "ann";
  decision.when = "2026-11-22T09:30:00Z";
  add_seeds(
      *argc, *argv,
      {to_store_line(), to_line(resolution), to_line(candidate, 7), to_line(decision),
       "{\"kind\":\"end\",\"documents\":1,\"resolutions\":1,\"candidates\":0,\"decisions\":0}",
       "{\"kind\":\"store\",\"format\":\"onrecord-ndjson\",\"version\":18446744073709551616}"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const std::string_view kind = kind_of_line(line);
  expect(kind.empty() ||
             (kind.data() >= line.data() && kind.data() + kind.size() <= line.data() + line.size()),
         "a kind is a part of its line");
  (void)check_store_line(line, "fuzz");
  (void)parse_end_line(line, "fuzz");
  if (const auto one = parse_resolution_line(line, "fuzz")) {
    const auto again = parse_resolution_line(to_line(*one), "again");
    expect(again && *again == *one, "a resolution comes back");
  }
  if (const auto one = parse_candidate_line(line, "fuzz")) {
    const auto again = parse_candidate_line(to_line(one->second, one->first), "again");
    expect(again && *again == *one, "a candidate comes back");
  }
  if (const auto one = parse_decision_line(line, "fuzz")) {
    const auto again = parse_decision_line(to_line(*one), "again");
    expect(again && *again == *one, "a decision comes back");
  }
  return 0;
}
