#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extract/span_links.h"
#include "extract/tag_chain.h"

namespace onrecord {

/// An attribution as read: indices of words, and how probable.
struct ReadAttribution {
  TokenRange cue;
  std::optional<TokenRange> source;
  std::vector<TokenRange> content;  ///< in text order; may be empty
  /// Of its cue, times the geometric mean over its content of the span's and the link's.
  double probability = 0.0;
};

/// Puts the spans that the tagger found together: each content goes with the cue that it scores
/// highest with, each cue with one source or with none; a source may serve several cues. So
/// nested, discontinuous and neighbouring attributions come apart.
/// Immutable; safe to share between threads.
class AttributionReader {
 public:
  /// width: numbers of a hidden row. Errors: see ModelFile; Corrupt when the chain's kinds are not
  /// "source", "cue" and "content".
  static Result<AttributionReader> load(const ModelFile& model, const TagChain& chain,
                                        std::size_t width);

  /// runs: of one window, in words; rows: the window's words x width.
  /// returns: one attribution for each cue, in text order; a cue alone stays without content.
  Result<std::vector<ReadAttribution>> read(std::span<const TaggedRun> runs,
                                            std::span<const float> rows,
                                            EncoderWorkspace& workspace) const;

 private:
  struct Kinds {
    std::size_t source = 0, cue = 0, content = 0;
  };
  AttributionReader(SpanLinks content_cue, SpanLinks cue_source, Linear no_source)
      : content_cue_(std::move(content_cue)),
        cue_source_(std::move(cue_source)),
        no_source_(std::move(no_source)) {}

  SpanLinks content_cue_, cue_source_;
  Linear no_source_;
  Kinds kinds_;
  std::size_t width_ = 0;
};

}  // namespace onrecord
