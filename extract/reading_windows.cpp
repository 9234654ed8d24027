#include "extract/reading_windows.h"

namespace onrecord {
namespace {

constexpr std::size_t kLongestContext = 48;  // pieces of a sentence that is read twice

class Packer {
 public:
  Packer(std::span<const std::size_t> piece_counts, WindowSizes sizes, bool apart)
      : counts_(piece_counts), usual_(sizes.usual), most_(sizes.most), apart_(apart) {}

  /// Whole sentences of one paragraph.
  void paragraph(std::span<const SentenceSize> sentences) {
    std::size_t pieces = 0;
    for (const SentenceSize& sentence : sentences) pieces += sentence.pieces;
    if (apart_ || size_ + pieces > usual_) close();
    if (pieces <= usual_) {
      take({sentences.front().words.first, sentences.back().words.end}, pieces);
      return;
    }
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (size_ + sentences[i].pieces > usual_) {
        close();
        if (i > 0) context(sentences[i - 1], sentences[i]);
      }
      if (sentences[i].pieces > most_) {
        cut(sentences[i]);
      } else {
        take(sentences[i].words, sentences[i].pieces);
      }
    }
  }

  std::vector<ReadingWindow> finish() {
    close();
    return std::move(windows_);
  }

 private:
  void take(TokenRange words, std::size_t pieces) {
    if (open_ && words.first != window_.words.end) close();
    if (!open_) window_ = {words, words.first};
    open_ = true;
    window_.words.end = words.end;
    size_ += pieces;
  }

  void context(const SentenceSize& before, const SentenceSize& next) {
    if (before.pieces > kLongestContext || before.pieces + next.pieces > usual_) return;
    window_ = {{before.words.first, next.words.first}, next.words.first};
    open_ = true;
    size_ = before.pieces;
  }

  void cut(const SentenceSize& sentence) {
    for (std::size_t word = sentence.words.first; word < sentence.words.end; ++word) {
      if (size_ + counts_[word] > most_) close();
      take({word, word + 1}, counts_[word]);
    }
  }

  void close() {
    if (open_ && window_.counts_from < window_.words.end) windows_.push_back(window_);
    open_ = false;
    size_ = 0;
  }

  std::span<const std::size_t> counts_;
  std::size_t usual_, most_, size_ = 0;
  bool apart_;
  bool open_ = false;
  ReadingWindow window_;
  std::vector<ReadingWindow> windows_;
};

}  // namespace

std::vector<ReadingWindow> pack_windows(std::span<const SentenceSize> sentences,
                                        std::span<const std::size_t> piece_counts,
                                        WindowSizes sizes, bool apart) {
  Packer packer(piece_counts, sizes, apart);
  std::size_t first = 0;
  while (first < sentences.size()) {
    std::size_t end = first;
    while (end < sentences.size() && sentences[end].paragraph == sentences[first].paragraph) ++end;
    packer.paragraph(sentences.subspan(first, end - first));
    first = end;
  }
  return packer.finish();
}

}  // namespace onrecord
