#pragma once

#include <ostream>

#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

struct ExportOptions {
  bool with_text = false;  ///< the documents' texts too: each record then stands alone
};

/// The whole store as one JSON object: every document with its extraction record and its quotes'
/// words, every entity, every statement with all its evidence. Streamed: beside a few documents'
/// texts, memory does not grow with the store. Canonical: byte-identical for equal contents,
/// however and in whatever order they came in. Spans are code points. viz/FORMATS.md shows the
/// fields.
/// Io when the stream fails, Busy when the store changed meanwhile, and whatever the store reports;
/// what stands in the stream is then incomplete.
Status export_json(const Store& store, std::ostream& out, const ExportOptions& options = {});

}  // namespace onrecord
