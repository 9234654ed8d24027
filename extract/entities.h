#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/analysis.h"
#include "extract/gazetteer.h"
#include "model/extraction.h"

namespace onrecord {

/// A name as it stands in the text, before resolution. The learned encoder of a later version
/// produces the same thing.
struct NameMention {
  Span span;  ///< the name alone: no title, no "the", no possessive ending
  EntityType type = EntityType::Person;
  std::optional<PlaceIndex> place;  ///< gazetteer row, where one decides
  std::optional<BodyIndex> body;    ///< gazetteer row, where one decides
  double confidence = 0.0;
};

/// Names by gazetteer, by regular form ("Maple County Sheriff's Office") and, where neither
/// decides, by capitals and titles; in text order, never overlapping.
std::vector<NameMention> find_names(const Analysis& analysis, const Gazetteer& gazetteer);

/// The actors, places and bodies of one document.
class DocumentEntities {
 public:
  /// A mention's entity; several mentions, one entity.
  struct Link {
    Span span;
    std::size_t entity;  ///< index into entities()
  };

  const std::vector<EntityRecord>& entities() const { return entities_; }
  const std::vector<Link>& links() const { return links_; }  ///< in text order, never overlapping

  const Entity& entity(std::size_t index) const { return entities_[index].entity; }
  /// The entity whose mention covers or equals `span`'s head; nothing when no mention overlaps it.
  std::optional<std::size_t> at(Span span) const;
  /// Mentions within `span`, in text order.
  std::vector<Link> within(Span span) const;
  std::optional<std::size_t> find(EntityId id) const;

  /// Adds the entity, or the mention to the entity of that id, and keeps the order. Returns index.
  std::size_t add(Entity entity, std::optional<Span> mention);

  std::vector<EntityRecord> entities_;
  std::vector<Link> links_;
};

/// Groups name mentions into entities: shorter forms of a full name, acronyms defined in the text
/// ("Enforcement and Removal Operations (ERO)"), gazetteer rows; adds the parents of bodies and
/// places (without mentions).
DocumentEntities resolve_entities(const Analysis& analysis, const std::vector<NameMention>& names,
                                  const Gazetteer& gazetteer);

}  // namespace onrecord
