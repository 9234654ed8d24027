#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/engine.h"
#include "storage/store_files.h"

namespace onrecord {

/// What can still be read of the rows that nothing else gives: documents, contributions,
/// resolutions, decisions, candidates.
///
/// Two ways in: the files as they stand, opened without RocksDB's strictness; and, when that is not
/// all, a copy of which RocksDB made what it could (RepairDB: every table that is whole, every
/// record of every log). The second is asked first when the list of files or a log is damaged, for
/// then the first shows an older state. Never writes to the store.
class Salvage {
 public:
  /// copy: a folder for the copy, removed with this object.
  /// Unsupported for a store of a newer version, Corrupt when nothing can be read either way.
  static Result<Salvage> open(const std::filesystem::path& store,
                              const std::filesystem::path& copy);

  /// Ids of all documents of which some row can be read.
  const std::set<std::string>& documents() const { return documents_; }
  /// What it says of a document, or why nothing.
  struct Found {
    std::optional<Contribution> contribution;
    std::vector<Resolved> resolved;
    std::string why;
    bool resolution_lost = false;
  };
  Found document(const std::string& id) const;
  /// Ascending; the sequences of those that are lost stand in `lost`.
  std::vector<Decision> decisions(std::vector<std::uint64_t>& lost) const;
  /// How many are lost.
  std::vector<Candidate> candidates(std::uint64_t& lost) const;
  /// How many documents the store counted; nothing when that cannot be read.
  std::optional<std::uint64_t> counted() const;

 private:
  using Source = std::shared_ptr<Database>;
  /// Adds ids; false when not all keys could be read.
  bool add_documents(const Database& source);
  template <typename T, typename Decode>
  std::vector<T> numbered(Column column, std::uint64_t first, Decode decode,
                          std::vector<std::uint64_t>& lost) const;
  std::optional<Error> unsupported() const;

  std::shared_ptr<PathGuard> copy_;  // before what reads it
  std::vector<Source> sources_;      // the one to ask first, first
  std::set<std::string> documents_;
};

}  // namespace onrecord
