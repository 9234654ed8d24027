#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "model/document.h"
#include "model/extraction.h"
#include "model/result.h"
#include "server/store_writer.h"

namespace onrecord {

/// How texts become documents and what they say: what stands above this floor and is handed down.
struct DocumentIntake {
  /// One JSON object with `text` or `html`, and any of `id`, `url`, `title`, `published`,
  /// `publisher`, as a line of `onrecord ingest`; item names it in errors.
  std::function<Result<Document>(std::string_view row, std::string_view item)> read;
  std::function<Result<Extraction>(const Document&)> extract;
};

/// What routes that write need of the server. For any number of threads.
struct WriteSide {
  StoreWriter& store;
  /// Waits a moment until readers see this version, or the next one.
  std::function<void(std::uint64_t version)> show;
  const DocumentIntake& intake;  ///< its functions are empty where documents are not taken in
};

}  // namespace onrecord
