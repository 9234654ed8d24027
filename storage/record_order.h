#pragma once

#include <string_view>

#include "model/extraction.h"

namespace onrecord {

/// One of several records of the same document.
struct RecordVersion {
  ExtractorInfo extractor;
  std::string_view document, extraction;  ///< as values of storage/FORMAT.md
};

/// Which of two records of one document stays, whatever came first: that of the greater extractor
/// version (numbers between dots compare as numbers), then the greater model, then the greater
/// bytes. True when it is `a` and they differ.
bool outranks(const RecordVersion& a, const RecordVersion& b);

}  // namespace onrecord
