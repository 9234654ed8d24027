#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extract/token_range.h"

namespace onrecord {

/// A sentence as the windows are packed: its words, how many pieces they make, and its paragraph.
struct SentenceSize {
  TokenRange words;
  std::size_t pieces = 0;
  std::size_t paragraph = 0;
};

/// One window of the encoder: the words that it reads, and among them those whose tags count. The
/// others are there as context only, and count in the window before.
struct ReadingWindow {
  TokenRange words;
  std::size_t counts_from = 0;  ///< first word whose tags count
  bool operator==(const ReadingWindow&) const = default;
};

/// How large windows are, in pieces without [CLS] and [SEP].
struct WindowSizes {
  std::size_t usual = 0;  ///< paragraphs and sentences are packed together up to here
  std::size_t most = 0;   ///< a sentence up to this size is never cut
};

/// Packs the sentences of a document into windows: whole paragraphs together while they fit, so
/// that pronouns and broken quotations find their neighbours. A paragraph that is longer than the
/// usual window is cut between sentences, and each part but the first begins with the sentence
/// before it as context where that is short; a sentence longer than `most` is cut between words.
///
/// sentences: in text order; words between two of them are not read. piece_counts: by word, each
///            at most sizes.most.
/// apart:     no window holds more than one paragraph.
/// returns:   windows in text order; their counted parts cover every word of a sentence once.
std::vector<ReadingWindow> pack_windows(std::span<const SentenceSize> sentences,
                                        std::span<const std::size_t> piece_counts,
                                        WindowSizes sizes, bool apart = false);

}  // namespace onrecord
