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
  std::uint64_t max_document_bytes = 32u << 20;   ///< of one document, decompressed
  std::uint64_t max_file_bytes = 8ull << 30;      ///< of one file, decompressed
  std::string encoding;  ///< of .txt and .html files, an ICU converter name; empty: UTF-8 for
                         ///< .txt, BOM then <meta> then UTF-8 for .html
};

/// Where a document came from, for messages: "news/a.txt" or "b.ndjson line 7".
struct DocumentOrigin {
  std::string item;
};

/// Called once for each document or failure, in a stable order; returns false to stop.
using DocumentVisitor = std::function<bool(const DocumentOrigin&, Result<Document>)>;

/// Reads documents from files and folders (walked in byte order of their paths); "-" is standard
/// input as NDJSON. Understands .txt, .html/.htm, .ndjson/.jsonl, each also .gz and .zst; other
/// files in a folder are passed over, named directly they are an error. Memory: one document at a
/// time and a window of the decompressor. A bad document is reported and the rest goes on.
/// Ids: the row's "id"; else for a file its path relative to the folder it was found in (the file
/// name when named directly); for a row without id, the hash of its url, else of its text.
/// returns: an Error only when nothing could be walked at all.
Status read_documents(const std::vector<std::string>& inputs, const ReadOptions& options,
                      const DocumentVisitor& visit);

/// The article in an HTML page: main text by density of text against markup and links, title, and
/// date, publisher and url from JSON-LD and meta elements. libxml2's parser: any bytes are taken.
Result<Document> read_html(std::string_view html, std::string_view item,
                           const ReadOptions& options = {});

}  // namespace onrecord
