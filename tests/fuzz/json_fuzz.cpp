// Any bytes as JSON: a value that holds well-formed UTF-8, or an error with the byte.
#include "model/code_points.h"
#include "model/json.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(*argc, *argv,
                      {"{\"a\":[1,-2.5e3,true,false,null,\"x\\u00e9\\ud83d\\ude00\\n\"],\"b\":{}}",
                       "[[[[1.0000000001e-2147483639]]]]", "\"\\ud800\"", "[1e999,0.1E+10]"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const Result<rapidjson::Document> json = parse_json(to_text(data, size), "fuzz");
  if (!json) {
    expect(json.error().message.starts_with("fuzz: "), "errors name the item");
    return 0;
  }
  if (!json->IsObject()) return 0;
  for (const auto& member : json->GetObject()) {
    const std::string name(member.name.GetString(), member.name.GetStringLength());
    expect(!find_invalid_utf8(name), "names are UTF-8");
    const Result<std::string> value = json_string(*json, name.c_str(), "fuzz");
    if (value) expect(!find_invalid_utf8(*value), "strings are UTF-8");
  }
  return 0;
}
