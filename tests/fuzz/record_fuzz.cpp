// Any bytes as an extraction record: what is accepted is written and read back the same.
#include "model/record_json.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  using namespace onrecord;
  Document document;
  document.id.value = "a.txt";
  document.text = "\xe2\x80\x9cNo,\xe2\x80\x9d said Ann.";
  document.published = {2021, 4, 9};
  RecordOptions options;
  options.with_text = true;
  add_seeds(
      *argc, *argv,
      {to_record_json(document, {}, options),
       "{\"id\":\"a\",\"text\":\"No, said Ann.\",\"extractor\":{\"version\":\"1\",\"model\":"
       "\"\"},\"entities\":[{\"id\":\"00000000000000ff\",\"type\":\"person\",\"name\":\"Ann\","
       "\"mentions\":[[9,12]]}],\"attributions\":[{\"id\":\"0000000000000001\",\"kind\":"
       "\"direct\",\"source\":[[9,12]],\"cue\":[[4,8]],\"content\":[[0,2]],\"speaker\":"
       "\"00000000000000ff\",\"speaker_name\":\"Ann\",\"also\":[],\"parent\":null,\"about\":"
       "[],\"place\":[],\"confidence\":0.9}],\"operations\":[],\"statements\":[]}"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const Result<Record> record = parse_record_json(to_text(data, size), "fuzz");
  if (!record) {
    expect(record.error().message.find("fuzz") != std::string::npos, "errors name the item");
    return 0;
  }
  RecordOptions options;
  options.with_text = true;
  const std::string written = to_record_json(record->document, record->extraction, options);
  const Result<Record> again = parse_record_json(written, "fuzz");
  if (!again) std::cerr << again.error().message << '\n';
  expect(static_cast<bool>(again), "an accepted record is written so that it is accepted");
  expect(to_record_json(again->document, again->extraction, options) == written,
         "a written record is read and written the same");
  return 0;
}
