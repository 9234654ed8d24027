#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// Who published some of the documents: a newspaper, an agency.
struct Outlet {
  std::string name;
  std::uint64_t documents = 0;
};

/// When each document of a store was published, and by whom, in memory: 16 bytes a document.
/// Immutable.
class DocumentList {
 public:
  /// Reads all documents, with several threads.
  static Result<DocumentList> load(const Store& store);
  /// What `old` becomes by the store's changes since.
  static Result<DocumentList> refresh(const DocumentList& old, const Store& store);

  std::uint64_t version() const { return version_; }
  std::size_t size() const { return entries_.size(); }
  std::size_t memory() const;
  /// The date of the `index`th document, in no order that means anything.
  PartialDate date(std::size_t index) const;

  /// By number of documents, the most first, then by name; documents without one belong to none.
  std::vector<Outlet> outlets() const;
  /// Of outlets by name; a name that none has as it stands means all that are so called but for
  /// case, accents and periods. InvalidInput, naming it, for one that no document has.
  Result<std::vector<std::uint32_t>> numbers(std::span<const std::string> names) const;
  /// Of the `index`th document.
  std::uint32_t outlet(std::size_t index) const { return entries_[index].outlet; }
  /// Of a document by its id; 0 when it has none, or is not known.
  std::uint32_t outlet_of(std::string_view document) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;    // of the id
    std::uint32_t date = 0;    // code (graph/packed_edge.h)
    std::uint32_t outlet = 0;  // into names_; 0 is ""
  };
  class Names;

  std::vector<Entry> entries_;      // by hash
  std::vector<std::string> names_;  // each once, in the order of their coming
  std::uint64_t version_ = 0;
};

}  // namespace onrecord
