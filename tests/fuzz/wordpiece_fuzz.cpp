// Any bytes as words, one a line: pieces in order, inside their words, and the same for a word
// wherever it stands.
#include <sys/mman.h>
#include <unistd.h>

#include "extract/wordpiece.h"
#include "tests/extract/model_writer.h"
#include "tests/fuzz/fuzz_input.h"

namespace onrecord {
namespace {

/// Letters, digits and marks on their own and inside words, and some longer pieces.
std::string vocabulary() {
  std::string text = "[UNK]\n[CLS]\n[SEP]\nthe\n##ing\nsaid\n##er\nα\n##ß\n日\n##é";
  for (char c = '!'; c < '\x7f'; ++c) {
    if (c >= 'A' && c <= 'Z') continue;
    text += std::string("\n") + c + "\n##" + c;
  }
  return text;
}

const WordPiece& pieces() {
  static const WordPiece loaded = [] {
    ModelWriter writer;
    const std::string text = vocabulary();
    writer.add("vocab", "u8", std::to_string(text.size()), text);
    const std::string bytes = writer.bytes();
    const int file = memfd_create("vocabulary", 0);
    expect(write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "write");
    Result<ModelFile> model = ModelFile::open("/proc/self/fd/" + std::to_string(file));
    expect(static_cast<bool>(model), "the vocabulary's file opens");
    Result<WordPiece> result = WordPiece::load(*model);
    expect(static_cast<bool>(result), "the vocabulary loads");
    close(file);
    return *std::move(result);
  }();
  return loaded;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  while (true) {
    const std::size_t end = text.find('\n');
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

}  // namespace
}  // namespace onrecord

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(*argc, *argv,
                      {"The\nMcCain's\n``\n-LRB-\n“U.S.”\n2nd\ncafe\xcc\x81\n日本\n\xff",
                       std::string(120, 'a') + "\n\xe2\x89\xa0\n\xef\xac\x81\n\xf0\x9f\x98\x80"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace onrecord;
  const std::vector<std::string_view> words = lines(to_text(data, size));
  const std::vector<Piece> all = pieces().encode(words);
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint32_t begin = 0;
    for (Piece piece : pieces().encode({&words[i], 1})) {
      expect(piece.id >= 0 && static_cast<std::size_t>(piece.id) < pieces().size(), "known ids");
      expect(static_cast<std::size_t>(piece.case_class) < kCaseClasses, "known case classes");
      expect(begin <= piece.span.begin && piece.span.begin < piece.span.end, "spans in order");
      expect(piece.span.end <= words[i].size(), "spans inside the word");
      begin = piece.span.begin;
      piece.word = static_cast<std::uint32_t>(i);
      expect(at < all.size() && all[at++] == piece, "a word's pieces are its own");
    }
  }
  expect(at == all.size(), "every piece has a word");
  expect(pieces().to_window(all).size() == all.size() + 2, "a window has two more");
  return 0;
}
