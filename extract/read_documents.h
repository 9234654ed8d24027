#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/result.h"

namespace onrecord {

struct ReadOptions {
  std::uint64_t max_document_bytes = 32u << 20;  ///< of one document, decompressed
  std::uint64_t max_file_bytes = 8ull << 30;     ///< of one file, decompressed
  std::string encoding;    ///< of .txt and .html files, an ICU converter name; empty: UTF-8 for
                           ///< .txt, BOM then <meta> then UTF-8 then windows-1252 for .html
  int standard_input = 0;  ///< the descriptor that "-" reads; not closed
};

/// Where a document came from, for messages: "news/a.txt" or "b.ndjson line 7".
struct DocumentOrigin {
  std::string item;
};

/// Called once for each document or failure, in a stable order; returns false to stop.
using DocumentVisitor = std::function<bool(const DocumentOrigin&, Result<Document>)>;

/// Reads documents from files and folders (walked in byte order of their paths; hidden files are
/// passed over and links to folders not followed); "-" is standard input as NDJSON, packed or not.
/// Understands .txt, .html/.htm, .ndjson/.jsonl, each also .gz and .zst; other files in a folder
/// are passed over, named directly they are an error. Memory: a few times one document, a window of
/// the decompressor, and some 100 bytes for each document of the run to notice repeats.
/// Each input, file or row that cannot be read is visited as one Error and the rest goes on: what
/// is missing, empty, cut, binary, too large, no regular file, or not in its format; also a second
/// document with an id that was given before, unless it is the same document again. An empty
/// standard input is no error.
/// Ids: the row's "id"; else for a file its path relative to the folder it was found in (the file
/// name when named directly); for a row without id, the hash of its url, else of its text.
/// returns: an Error only when nothing could be walked at all: no inputs, or an unknown encoding.
Status read_documents(const std::vector<std::string>& inputs, const ReadOptions& options,
                      const DocumentVisitor& visit);

/// The article in an HTML page: main text by density of text against markup and links, title, and
/// date, publisher and url from JSON-LD and meta elements. libxml2's parser: any bytes are taken,
/// those that do not fit the encoding become U+FFFD. The id is left empty. item: names the page in
/// messages. An Error when there is no text, a NUL, or more than the parser can take in due time
/// (html_guard.h, html_page.h).
Result<Document> read_html(std::string_view html, std::string_view item,
                           const ReadOptions& options = {});

}  // namespace onrecord
