#pragma once

#include <string>
#include <string_view>

#include "model/document.h"
#include "model/extraction.h"
#include "model/result.h"

namespace onrecord {

struct RecordOptions {
  bool with_text = false;   ///< adds "text", "url" and "publisher", so the record stands alone
  bool all_digits = false;  ///< confidences with 15 significant digits instead of 3 decimals
};

/// The extraction record of docs/record.md: one JSON object without a line end. Spans are code
/// points, ids 16 hex digits, confidences have at most 3 decimals. Same extraction, same bytes.
std::string to_record_json(const Document& document, const Extraction& extraction,
                           const RecordOptions& options = {});

struct Record {
  Document document;
  Extraction extraction;
};

/// Reads a record back. Spans need the text: the record's own "text", else `text`. Checks every
/// span against it and every reference against the record's entities and quotes.
Result<Record> parse_record_json(std::string_view json, std::string_view item,
                                 std::string_view text = {});

}  // namespace onrecord
