// Any bytes as an article: the whole extraction is total, and its record can be read back.
#include "extract/analysis.h"
#include "extract/extract.h"
#include "extract/read_text.h"
#include "model/record_json.h"
#include "tests/extract/test_model.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(
      *argc, *argv,
      {"Raid in Alder\n\nMarch 5, 2025\n\n“It was ‘late’,” Mayor Ida Berg said. “No.”\n\n"
       "Deputies arrested more than 40 people in Maple County, according to Sheriff Tom Lee.",
       "City | Arrests | Share\nAlder | 1,900 | 65.5%\n\n- \"Never closed, she told the Times.\n\n"
       "\"Opened again,\" he said, \"and closed.\" – Commissioner X",
       "Operation Clean Harbor ran from May 4-9 with the U.S. Coast Guard (USCG). Its partners, "
       "the Port Alder Police Department and the FBI, seized 12 firearms."});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  static const Result<Extractor> extractor = Extractor::load(test_model());
  expect(static_cast<bool>(extractor), "the extractor loads");
  Result<Document> document = read_text(std::string(to_text(data, size)), "fuzz.txt");
  if (!document) return 0;
  document->id.value = "fuzz.txt";
  const Analysis analysis = analyse(*document);
  for (const Token& token : analysis.tokens) {
    expect(!token.span.empty() && token.span.end <= document->text.size(),
           "tokens lie in the text");
  }
  const Result<Extraction> extracted = extractor->extract(*document);
  expect(static_cast<bool>(extracted), "any text is extracted");
  const Extraction& extraction = *extracted;
  RecordOptions options;
  options.with_text = true;
  const std::string record = to_record_json(*document, extraction, options);
  const Result<Record> again = parse_record_json(record, "fuzz");
  if (!again) std::cerr << again.error().message << '\n';
  expect(static_cast<bool>(again), "an extraction's record can be read back");
  return 0;
}
