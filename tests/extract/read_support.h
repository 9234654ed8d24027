#pragma once

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/read_documents.h"

namespace onrecord {

/// A folder that is gone at the end of the case.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "onrecord-read-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(const std::string& name = "") const {
    return name.empty() ? path_ : path_ + "/" + name;
  }
  /// Writes a file, its folders included, and returns its path.
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::string path_;
};

inline std::string gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string zstd(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

/// What a visitor of read_documents was given.
struct ReadResult {
  struct Failure {
    std::string item;
    Error error;
  };
  Status status;
  std::vector<Document> documents;
  std::vector<std::string> items;  // of the documents
  std::vector<Failure> failures;
};

inline ReadResult read_all(const std::vector<std::string>& inputs,
                           const ReadOptions& options = {}) {
  ReadResult result;
  result.status =
      read_documents(inputs, options, [&](const DocumentOrigin& origin, Result<Document> document) {
        if (document) {
          result.documents.push_back(*std::move(document));
          result.items.push_back(origin.item);
        } else {
          result.failures.push_back({origin.item, document.error()});
        }
        return true;
      });
  return result;
}

inline std::vector<std::string> ids_of(const ReadResult& result) {
  std::vector<std::string> ids;
  for (const Document& document : result.documents) ids.push_back(document.id.value);
  return ids;
}

}  // namespace onrecord
