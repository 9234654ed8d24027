#pragma once

#include "extract/gazetteer.h"
#include "extract/lexicon.h"
#include "model/document.h"
#include "model/extraction.h"
#include "model/result.h"

namespace onrecord {

/// Turns a document into everything it contributes. A pure function of (document, gazetteers,
/// lexicon, version): same bytes out on every machine and for any number of threads.
class Extractor {
 public:
  static Result<Extractor> load();  ///< with the tables that were built into the program

  /// Total: odd text gives fewer statements, not an error. Safe to call from several threads.
  Extraction extract(const Document& document) const;
  const ExtractorInfo& info() const { return info_; }
  const Gazetteer& gazetteer() const { return gazetteer_; }

 private:
  Extractor(Gazetteer gazetteer, Lexicon lexicon, ExtractorInfo info)
      : gazetteer_(std::move(gazetteer)), lexicon_(std::move(lexicon)), info_(std::move(info)) {}
  Gazetteer gazetteer_;
  Lexicon lexicon_;
  ExtractorInfo info_;
};

}  // namespace onrecord
