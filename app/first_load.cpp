#include "app/first_load.h"

#include <filesystem>

#include "app/answer.h"
#include "app/interrupt.h"
#include "graph/parallel.h"
#include "storage/bulk_load.h"

namespace onrecord {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kUnpacks = 4;  // as text does

std::uint64_t bytes_in(const fs::path& file) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) return 0;
  const std::uintmax_t bytes = fs::file_size(file, failed);
  if (failed) return 0;
  const fs::path extension = file.extension();
  return extension == ".gz" || extension == ".zst" ? kUnpacks * bytes : bytes;
}

}  // namespace

bool is_large(const std::vector<std::string>& inputs) {
  std::uint64_t bytes = 0;
  for (const std::string& input : inputs) {
    bytes += bytes_in(input);
    std::error_code failed;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator file(input, options, failed), end;
         !failed && file != end && bytes < kLargeInput; file.increment(failed)) {
      bytes += bytes_in(file->path());
    }
    if (bytes >= kLargeInput) return true;
  }
  return false;
}

Status index_waiting(Store& store, std::size_t memory_bytes, unsigned threads) {
  BulkOptions options;
  options.memory_bytes = memory_bytes;
  options.threads = thread_count(threads);
  options.cancelled = [] { return interrupted(); };
  const Result<BulkReport> indexed = index_documents(store, options);
  return indexed ? Status() : indexed.error();
}

std::string about_indexing(const std::string& store, std::uint64_t documents, bool at_end) {
  return "store '" + store + "': " + (at_end ? "" : "first ") + "indexing " +
         counted(documents, "document") + " that an ingest left" +
         (at_end ? ", at the end, with what is read now" : "");
}

std::string about_waiting(const std::string& store, std::uint64_t documents) {
  return "store '" + store + "': " + counted(documents, "document") +
         (documents == 1 ? " waits" : " wait") +
         " to be indexed, and answers leave them out; the same ingest goes on and indexes them at "
         "its end, `onrecord resolve` does it now";
}

}  // namespace onrecord
