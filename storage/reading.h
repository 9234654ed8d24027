#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.h"

namespace onrecord {

class View;

/// One of several pieces of a walk, about equally large: piece `index` of `of`.
struct Part {
  std::size_t index = 0;
  std::size_t of = 1;
};

/// An entity as a graph wants it. The view is valid during the call only.
struct EntityLine {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string_view name;
  std::uint64_t documents = 0;  ///< that mention it
};

/// One of the names of an entity, as documents write it. The view is valid during the call only.
struct NameLine {
  EntityId entity;
  std::string_view name;
};

/// A statement of a predicate that joins two entities. The view is valid during the call only.
struct LinkLine {
  EntityId subject, object;
  Predicate predicate = Predicate::Said;
  /// As they are stored: equal bytes, equal qualifiers. parse_qualifiers reads them.
  std::string_view qualifiers;
  std::uint64_t support = 0;  ///< documents
  double confidence = 0.0;    ///< as StoredStatement::confidence
  PartialDate first, last;
};
Qualifiers parse_qualifiers(std::string_view stored);
std::string stored_form(const Qualifiers& qualifiers);

/// When a document was published, and by whom. The views are valid during the call only.
struct DocumentLine {
  std::string_view id;
  PartialDate published;
  std::string_view publisher;  ///< empty: not known
};

/// Which documents are looked at, by their ids.
using DocumentChoice = std::function<bool(std::string_view id)>;

/// Which entities a document mentions, and where. Valid during the call only.
struct MentionLine {
  struct Entry {
    EntityId entity;
    Spans mentions;
  };
  std::string_view document;
  PartialDate published;
  Spans sentences;
  std::vector<Entry> entities;  ///< those with a mention
  std::string_view url = {}, title = {}, publisher = {}, text = {};
};

/// One state of the store, for whoever reads much of it with several threads. Its walks decode what
/// a graph needs and no more. The store must outlive it; a reader's catch_up waits until it is
/// gone. All members may be called from several threads at once. Walks go in key order, and the
/// parts of one walk, in their order, are the whole of it. A visit that returns false ends its
/// walk.
class StoreReading {
 public:
  explicit StoreReading(const Store& store);
  ~StoreReading();
  StoreReading(const StoreReading&) = delete;
  StoreReading& operator=(const StoreReading&) = delete;

  /// Of the store as this reading sees it, or older.
  std::uint64_t version() const { return version_; }

  Status entities(Part part, const std::function<bool(const EntityLine&)>& visit) const;
  /// Of each entity in turn, in the order of their ids, all names.
  Status names(Part part, const std::function<bool(const NameLine&)>& visit) const;
  Status links(Part part, const std::function<bool(const LinkLine&)>& visit) const;
  /// The links of a store that had these documents alone: support, confidence and dates are theirs.
  /// chosen: called from the thread of the walk.
  Status links_of(Part part, const DocumentChoice& chosen,
                  const std::function<bool(const LinkLine&)>& visit) const;
  /// In the order of their ids.
  Status documents(Part part, const std::function<bool(const DocumentLine&)>& visit) const;
  /// When each quote was said, and in which document, in the order of their dates.
  Status quote_dates(const std::function<bool(const PartialDate&, const DocumentId&)>& visit) const;
  /// As the decisions leave the documents.
  Status mentions(Part part, const std::function<bool(const MentionLine&)>& visit) const;
  /// The same documents whole, as the decisions leave them, in the order of their ids.
  Status records(const std::function<bool(const Document&, const Extraction&)>& visit) const;
  /// What resolution says of each document of which it says something.
  Status resolutions(const std::function<bool(const DocumentResolution&)>& visit) const;
  /// All that were given, also those that Store::candidates leaves out.
  Status candidates(const std::function<bool(const Candidate&)>& visit) const;

 private:
  std::uint64_t version_ = 0;
  std::unique_ptr<View> view_;
};

}  // namespace onrecord
