#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "graph/importance.h"

namespace onrecord {

/// Answers about whole graphs, a file each in one folder, found by a key that must say everything
/// the answer depends on: the store, its version, the question. A file that is missing, of another
/// key, cut short or altered is no answer. Several processes may use one folder. The oldest files
/// make room when there are more than 64.
///
/// A file, numbers in the order of this machine's bytes: "onrecord importance 1\n"; the key's
/// length (8 bytes) and the key; modularity (double), sampled (8), the number of rows (8); rows of
/// entity (8), other (8), value (double), group (8); XXH64 of all before it.
class ImportanceCache {
 public:
  explicit ImportanceCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

  std::optional<ImportanceTable> find(const std::string& key) const;
  /// Io when it cannot be written; the answer is good all the same.
  Status keep(const std::string& key, const ImportanceTable& table) const;
  std::filesystem::path file_of(const std::string& key) const;

 private:
  void make_room() const;
  std::filesystem::path folder_;
};

/// What stands for the contents of a store at one version. A copy of a store's folder has the same
/// until either is written.
Result<std::string> contents_key(const std::filesystem::path& store, std::uint64_t version);

}  // namespace onrecord
