#pragma once

#include <functional>
#include <string>

#include "extract/gazetteer.h"
#include "extract/language_model.h"
#include "extract/lexicon.h"
#include "model/document.h"
#include "model/extraction.h"
#include "model/result.h"

namespace onrecord {

/// Turns a document into everything it contributes. A pure function of (document, gazetteers,
/// lexicon, language model, version): same bytes out for any number of threads and in any order.
class Extractor {
 public:
  /// With the tables that were built into the program and the language model in `model_file`.
  /// Errors: those of LanguageModel::load(); there is no extraction without the model.
  static Result<Extractor> load(const std::string& model_file);

  /// Odd text gives fewer statements, not an error. Safe to call from several threads.
  /// cancelled: asked now and then while the language model reads; true ends it.
  /// Errors: Internal, when the model's matrix library refuses; Busy, when it was cancelled.
  Result<Extraction> extract(const Document& document,
                             const std::function<bool()>& cancelled = {}) const;
  const ExtractorInfo& info() const { return info_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  Extractor(Gazetteer gazetteer, Lexicon lexicon, LanguageModel model, ExtractorInfo info)
      : gazetteer_(std::move(gazetteer)),
        lexicon_(std::move(lexicon)),
        model_(std::move(model)),
        info_(std::move(info)) {}
  Gazetteer gazetteer_;
  Lexicon lexicon_;
  LanguageModel model_;
  ExtractorInfo info_;
};

}  // namespace onrecord
