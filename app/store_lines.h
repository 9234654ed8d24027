#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "model/store_lines.h"
#include "storage/store.h"

namespace onrecord {

/// What `export --format ndjson` wrote beside the documents, gathered from the lines of a load and
/// put into the store once the documents are there. Several threads may take lines.
class StoreLines {
 public:
  /// Whether the line is none of a document's: take() has it then. Counts those that are.
  bool takes(std::string_view line);
  /// An error names the line.
  Status take(std::string_view line, std::string_view item);

  /// Whether any line is of an exported store, and not only of extraction records.
  bool any() const { return stores_ > 0 || ends_ > 0; }
  /// Whether an exported store is here from its first line to its last; a load without one is, too.
  Status check_whole() const;
  /// After check_whole(): the decisions. How many were new.
  Result<std::uint64_t> restore_journal(Store& store);
  /// After check_whole(): whether the store has the exported documents and no others, so that
  /// what resolution said of them holds; it is in the store then.
  Result<bool> restore_resolution(Store& store);

 private:
  std::mutex mutex_;
  std::uint64_t stores_ = 0, ends_ = 0, documents_ = 0, others_ = 0;
  bool unreadable_ = false;  // the first line is of another version
  StoreLineCounts wanted_;
  std::vector<DocumentResolution> resolutions_;
  std::map<std::uint64_t, Candidate> candidates_;
  std::map<std::uint64_t, Decision> decisions_;
};

}  // namespace onrecord
