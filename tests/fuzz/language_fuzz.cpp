// Any bytes as words for the language model: cut into pieces, packed into windows, and any scores
// decoded into runs. The network between them is left out: it takes whatever pieces there are.
#include <bit>
#include <cstring>

#include "extract/model_file.h"
#include "extract/reading_windows.h"
#include "extract/tag_chain.h"
#include "extract/wordpiece.h"
#include "tests/extract/test_model.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace onrecord;

const WordPiece& wordpiece() {
  static const Result<ModelFile> model = ModelFile::open(test_model());
  expect(static_cast<bool>(model), "the model file opens");
  static const Result<WordPiece> loaded = WordPiece::load(*model);
  expect(static_cast<bool>(loaded), "the vocabulary loads");
  return *loaded;
}

const TagChain& chain() {
  static const Result<TagChain> made =
      TagChain::make({"O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"},
                     {0, 1, 2, 3, -1, -2, -3}, std::vector<float>(49, 0.5F));
  expect(static_cast<bool>(made), "the chain is made");
  return *made;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

void check_windows(const std::vector<std::size_t>& counts, std::string_view bytes) {
  std::vector<SentenceSize> sentences;
  std::size_t first = 0, paragraph = 0;
  for (std::size_t i = 0; first < counts.size(); ++i) {
    const unsigned char byte =
        bytes.empty() ? 3 : static_cast<unsigned char>(bytes[i % bytes.size()]);
    const std::size_t end = std::min(counts.size(), first + 1 + byte % 40);
    std::size_t pieces = 0;
    for (std::size_t w = first; w < end; ++w) pieces += counts[w];
    sentences.push_back({{first, end}, pieces, paragraph});
    paragraph += byte / 128;
    first = end;
  }
  std::size_t next = 0;
  for (const ReadingWindow& window : pack_windows(sentences, counts, {128, 254})) {
    expect(window.counts_from == next, "every word counts once");
    next = window.words.end;
  }
  expect(next == counts.size(), "every word counts");
}

void check_decoding(std::string_view bytes) {
  const std::size_t words = std::min<std::size_t>(bytes.size() / 7, 300);
  std::vector<float> scores;
  for (std::size_t i = 0; i < words * 7; ++i) {
    scores.push_back(static_cast<float>(static_cast<signed char>(bytes[i])) * 20.0F);
  }
  const auto path = chain().best_path(scores);
  expect(path.size() == words, "every word has a tag");
  std::size_t end = 0;
  for (const TaggedRun& run : chain().runs(scores, path)) {
    expect(run.first >= end && run.first < run.end && run.end <= words, "runs follow one another");
    expect(run.probability >= 0 && run.probability <= 1, "a probability is one");
    end = run.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  onrecord::add_seeds(
      *argc, *argv,
      {"Ada Lindgren 's office said : `` No . ''", "-LRB- U.S. -RRB- don\u2019t \u201cgo\u201d",
       "\u00c9lodie \u6e2f\u6e7e \u0301\u0301 ICE 9/11 \u00df \u0130stanbul"});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = onrecord::to_text(data, size);
  const std::vector<std::string_view> words = words_of(text);
  const std::vector<Piece> pieces = wordpiece().encode(words);
  std::vector<std::size_t> counts(words.size());
  std::uint32_t word = 0;
  for (const Piece& piece : pieces) {
    expect(piece.word < words.size() && piece.word >= word, "pieces stand in the words' order");
    expect(piece.span.begin <= piece.span.end && piece.span.end <= words[piece.word].size(),
           "pieces lie in their words");
    expect(piece.id >= 0 && static_cast<std::size_t>(piece.id) < wordpiece().size(),
           "pieces are in the vocabulary");
    word = piece.word;
    ++counts[word];
  }
  check_windows(counts, text);
  check_decoding(text);
  return 0;
}
