#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "extract/line_reader.h"
#include "extract/read_documents.h"
#include "model/document.h"
#include "model/result.h"

namespace onrecord {

/// One row: a JSON object with `text`, `html` (a page) or `plain` (all of a .txt file), and any of
/// `id`, `url`, `title`, `published`, `publisher`. What a page or a plain file says itself fills
/// the fields that the row leaves out. Other members are passed over; null counts as absent. Errors
/// name `item` and the field. `id` stays empty when the row has none.
Result<Document> parse_row(std::string_view row, std::string_view item,
                           const ReadOptions& options = {});

/// Line 0: the file itself. Returns false to stop.
using RowVisitor = std::function<bool(std::uint64_t line, Result<Document>)>;

/// Visits the rows of a source, one a line; blank lines are passed over. A bad row is an Error and
/// the rest goes on; damage to the stream, a NUL in the first line and a list across lines end it
/// with one Error.
/// returns: the number of visits, or nothing when the visitor stopped it.
std::optional<std::uint64_t> read_rows(LineReader& lines, const ReadOptions& options,
                                       const RowVisitor& visit);

/// Documents need a name: `id` if there is one, else the hash of the url, else of the text. An
/// Error when it is longer than 512 bytes, not UTF-8 or holds control characters.
Result<DocumentId> make_document_id(const Document& document, std::string_view item);

}  // namespace onrecord
