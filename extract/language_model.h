#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/antecedents.h"
#include "extract/attribution_reader.h"
#include "extract/tag_chain.h"
#include "extract/token_range.h"
#include "model/result.h"

namespace onrecord {

/// A name that the model reads. Words are indices into what was read.
struct ReadName {
  TokenRange words;
  std::string_view type;  ///< "PER", "ORG", "LOC", "EVENT" or "MISC"; views the model
  double probability = 0.0;
};

/// What the model reads in a text, all in text order.
struct ModelReading {
  std::vector<ReadName> names;
  std::vector<ReadAttribution> attributions;
  std::vector<TaggedRun> parts;  ///< the spans of the attributions before they are linked
  std::vector<ReadMention> mentions;
};

/// The words to read, and how they stand together.
struct ReadingText {
  std::span<const std::string_view> words;
  std::span<const TokenRange> sentences;    ///< in text order; other words are not read
  std::span<const std::size_t> paragraphs;  ///< the paragraph of each sentence, ascending
  bool apart = false;                       ///< no paragraph helps to read another
};

/// The language model: an encoder of 6 layers (MiniLM, Wang et al. 2020, with case features) with
/// heads for names and for attributions. train/ trains it; data/models/language.md says on what.
///
/// What it reads in a text is the same whatever is read before, beside or with it. Const after
/// loading and safe to use from several threads.
class LanguageModel {
 public:
  struct Options {
    bool plain_float = false;  ///< compute in float what the file holds in 8 bits: slow
  };

  /// Errors: those of ModelFile::open(), and Corrupt where heads or labels do not fit.
  static Result<LanguageModel> load(const std::string& path, const Options& options);
  static Result<LanguageModel> load(const std::string& path) { return load(path, Options{}); }
  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();

  const std::string& fingerprint() const;  ///< 16 hex digits: of weights and calibration
  const TagChain& attribution_chain() const;

  /// cancelled: asked after every thousand word pieces or so; true ends it.
  /// Errors: Internal, when the matrix library refuses; Busy, when it was cancelled.
  Result<ModelReading> read(const ReadingText& text,
                            const std::function<bool()>& cancelled = {}) const;

 private:
  struct Parts;
  explicit LanguageModel(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace onrecord
