#pragma once

#include <string>
#include <string_view>

#include "extract/read_documents.h"
#include "model/document.h"
#include "model/result.h"

namespace onrecord {

/// A plain text file as a document without id, url and publisher. The text stays as it is, without
/// its byte order mark. Title: the first line (behind "FOR IMMEDIATE RELEASE"), when it is short,
/// has no closing full stop and a blank line follows. Date: find_dateline.
/// item: names it in messages. An Error when it is blank, binary (holds a NUL) or not in
/// `options.encoding`, empty meaning UTF-8.
Result<Document> read_text(std::string bytes, std::string_view item,
                           const ReadOptions& options = {});

}  // namespace onrecord
