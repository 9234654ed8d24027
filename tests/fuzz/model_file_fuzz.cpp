// Any bytes as a model file, with the right checksum where that lets them further in: an error that
// names the file, or a model whose parts can be used.
#include <sys/mman.h>
#include <unistd.h>

#include "extract/encoder.h"
#include "extract/wordpiece.h"
#include "tests/extract/tiny_encoder.h"
#include "tests/fuzz/fuzz_input.h"

namespace onrecord {
namespace {

/// A file in memory that is gone with the object.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("model", 0)) {
    expect(write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
           "write");
  }
  ~MemoryFile() { close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void use(const ModelFile& model) {
  expect(model.fingerprint().size() == 16, "a model has a fingerprint");
  static_cast<void>(WordPiece::load(model));
  const Result<Encoder> encoder = Encoder::load(model);
  if (!encoder) {
    expect(encoder.error().message.find("/proc/self/fd/") != std::string::npos, "named error");
    return;
  }
  const std::vector<Piece> window(3);
  const Window view = window;
  EncoderWorkspace workspace;
  std::vector<float> hidden;
  const Status encoded = encoder->encode({&view, 1}, workspace, hidden);
  const bool fits = encoder->config().positions >= window.size();
  expect(static_cast<bool>(encoded) == fits, "a loaded encoder encodes");
}

}  // namespace
}  // namespace onrecord

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::ModelWriter small;
  small.add("vocab", "u8", "20", "[CLS]\n[SEP]\n[UNK]\na\nb");
  small.add_floats("norm", "2", {1, 2});
  onrecord::add_seeds(*argc, *argv, {small.bytes(), onrecord::TinyEncoder().writer.bytes()});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  std::string bytes(to_text(data, size));
  for (const bool repaired : {false, true}) {
    if (repaired && bytes.size() < 8) break;
    if (repaired) bytes = ModelWriter::with_checksum(bytes.substr(0, bytes.size() - 8));
    const MemoryFile file(bytes);
    const Result<ModelFile> model = ModelFile::open(file.path());
    if (model) {
      use(*model);
    } else {
      expect(model.error().message.find("/proc/self/fd/") != std::string::npos, "named error");
    }
  }
  return 0;
}
