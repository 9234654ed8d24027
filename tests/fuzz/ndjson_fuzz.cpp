// Any bytes as rows on standard input, packed ones too: documents with valid ids, or named errors.
#include <sys/mman.h>
#include <unistd.h>

#include "extract/read_documents.h"
#include "model/code_points.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(
      *argc, *argv,
      {"{\"id\":\"r1\",\"url\":\"https://a.example\",\"title\":\"t\",\"published\":\"2017-09-30\","
       "\"publisher\":\"p\",\"text\":\"It was late.\"}\n\n{\"html\":\"<p>No one spoke.</p>\"}\r\n",
       "\xef\xbb\xbf{\"text\":\"a\\u00e9\\ud83d\\ude00\",\"id\":null,\"x\":[1e5,{}]}\n[1]\n{",
       "[\n{\"text\":\"x\"}\n]\n", std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10),
       std::string("\x28\xb5\x2f\xfd\x24\x01\x09\0\0x\0\0\0\0", 14)});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const int descriptor = ::memfd_create("rows", 0);
  expect(descriptor >= 0 && ::write(descriptor, data, size) == static_cast<ssize_t>(size) &&
             ::lseek(descriptor, 0, SEEK_SET) == 0,
         "the input can be laid out");
  ReadOptions options;
  options.standard_input = descriptor;
  options.max_document_bytes = 1 << 16;
  options.max_file_bytes = 1 << 20;
  const Status status = read_documents(
      {"-"}, options, [](const DocumentOrigin& origin, const Result<Document>& document) {
        expect(origin.item.starts_with("standard input"), "items are named");
        if (!document) {
          expect(document.error().message.find("standard input") != std::string::npos,
                 "errors name the item");
          return true;
        }
        const std::string& id = document->id.value;
        expect(!id.empty() && id.size() <= 512 && !find_invalid_utf8(id), "ids are valid");
        expect(!document->text.empty() && !find_invalid_utf8(document->text), "texts are valid");
        return true;
      });
  expect(static_cast<bool>(status), "bad rows do not stop a run");
  ::close(descriptor);
  return 0;
}
