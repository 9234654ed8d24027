#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/mention_finder.h"
#include "extract/span_links.h"

namespace onrecord {

/// An earlier mention of a document, and how probable it is that a later one refers to it.
struct Antecedent {
  std::size_t mention = 0;  ///< index into the document's mentions
  double probability = 0.0;
};

/// A mention as read: where it stands, how it is written and what it may refer back to.
struct ReadMention {
  TokenRange words;
  MentionForm form = MentionForm::Name;
  bool plural = false;   ///< of a description: its head is
  double nothing = 1.0;  ///< probability that nothing before it is meant
  std::vector<Antecedent>
      antecedents;  ///< the most probable first, ties by mention; of a name: none
};

/// Which earlier mention a pronoun or a description refers to: the scores of SpanLinks between it
/// and each of the mentions before it, against that of "nothing" (mention ranking, Lee et al.
/// 2017, without its search for spans).
/// Immutable; safe to share between threads.
class AntecedentReader {
 public:
  static constexpr std::size_t kFarthest = 50;  ///< mentions looked back over
  static constexpr std::size_t kMost = 12;      ///< antecedents that are kept

  /// The mentions before a window that its own may refer to. One for each document.
  class Memory {
    friend class AntecedentReader;
    std::vector<TokenRange> words_;
    std::vector<float> sides_;
    std::size_t forgotten_ = 0;
  };

  /// width: numbers of a hidden row. Errors: see ModelFile.
  static Result<AntecedentReader> load(const ModelFile& model, std::size_t width);

  /// found: the mentions of one window in text order, words counted in the document.
  /// rows: the hidden rows of the document's words from `shift` on.
  /// Appends one ReadMention each to `mentions`, which holds those of the windows before.
  Status read(std::span<const FoundMention> found, std::span<const float> rows, std::size_t shift,
              Memory& memory, EncoderWorkspace& workspace,
              std::vector<ReadMention>& mentions) const;

 private:
  AntecedentReader(SpanLinks links, Linear nothing, std::size_t width)
      : links_(std::move(links)), nothing_(std::move(nothing)), width_(width) {}
  void rank(ReadMention& mention, std::size_t number, std::span<const float> side, float nothing,
            const Memory& memory) const;

  SpanLinks links_;
  Linear nothing_;
  std::size_t width_;
};

}  // namespace onrecord
