#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/subgraph.h"
#include "model/code_points.h"
#include "model/result.h"
#include "storage/store.h"

namespace onrecord {

/// An entity where only its name is shown.
struct EntityRef {
  EntityId id;
  EntityType type = EntityType::Person;
  std::string name;
  auto operator<=>(const EntityRef&) const = default;
};

/// A document where only its title is shown.
struct DocumentRef {
  DocumentId id;
  std::string title, url, publisher;
  PartialDate published;
};

DocumentRef to_ref(const Document& document);

/// Names, titles and sentences for what one request shows, each read from the store once. Not safe
/// for several threads; the store must outlive it.
class Lookup {
 public:
  explicit Lookup(const Store& store) : store_(store) {}

  const Store& store() const { return store_; }

  /// Nothing when the store does not know it (any more).
  Result<std::optional<EntityRef>> entity(EntityId id);
  /// Those the store knows, in the order given.
  Result<std::vector<EntityRef>> entities(const std::vector<EntityId>& ids);

  struct Text {
    explicit Text(Document&& from) : document(std::move(from)), code_points(document.text) {}
    Text(const Text&) = delete;
    Text& operator=(const Text&) = delete;
    Document document;
    CodePoints code_points;  ///< of document.text
  };
  /// NotFound when it is gone. The pointer stays good as long as the lookup.
  Result<const Text*> document(const DocumentId& id);

  /// The sentence around `spans` with where it stands.
  Result<SentenceEvidence> sentence(const DocumentId& id, const Spans& spans,
                                    const PartialDate& date, double confidence);
  Result<SentenceEvidence> sentence(const Evidence& evidence);

 private:
  const Store& store_;
  std::map<EntityId, std::optional<EntityRef>> entities_;
  std::map<DocumentId, Text> documents_;
};

}  // namespace onrecord
