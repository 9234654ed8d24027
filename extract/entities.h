#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/analysis.h"
#include "extract/gazetteer.h"
#include "extract/lexicon.h"
#include "extract/words.h"
#include "model/extraction.h"

namespace onrecord {

struct ModelReading;

/// A name as it stands in the text, before resolution.
struct NameMention {
  Span span;  ///< the name alone: no title, no "the", no possessive ending
  EntityType type = EntityType::Person;
  std::optional<PlaceIndex> place;  ///< gazetteer row, where one decides
  std::optional<BodyIndex> body;    ///< gazetteer row, where one decides; with `place` its office
  /// The name alone, where the text has a shorter or longer form: "Wagoner County" of "Muskogee and
  /// Wagoner counties". Empty: as written.
  std::string known_as;
  double confidence = 0.0;
};

/// Names by gazetteer, by regular form ("Maple County Sheriff's Office") and, where neither
/// decides, by what the language model reads (null: nothing was read), then by capitals and titles;
/// in text order, never overlapping.
std::vector<NameMention> find_names(const Words& words, const Gazetteer& gazetteer,
                                    const Lexicon& lexicon, const ModelReading* reading = nullptr);

/// Adds an alias that is not empty, not the name and not there yet.
void add_alias(Entity& entity, const std::string& alias);

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
  /// The entity of the first mention that overlaps `span`; nothing when none does.
  std::optional<std::size_t> at(Span span) const;
  /// Mentions that lie within `span`, in text order.
  std::vector<Link> within(Span span) const;
  std::optional<std::size_t> find(EntityId id) const;

  /// What refers to an entity without its name: "she", "the agency". In text order; they may
  /// overlap each other ("her", "her agency"), never a mention.
  const std::vector<Link>& references() const { return references_; }
  void add_reference(Span span, std::size_t entity);
  /// The entity that exactly `span` refers to.
  std::optional<std::size_t> referred(Span span) const;
  /// Makes mentions of the references; those that overlap a mention of the same entity are left
  /// out.
  void keep_references();

  /// Adds the entity, or to the entity of that id the new name (as an alias) and attributes, and
  /// the mention unless it overlaps one that is there. Returns the entity's index; indices stay.
  std::size_t add(Entity entity, std::optional<Span> mention);

  /// What is known to be part of what: an agency of an agency (part_of), a place or an agency in a
  /// place (located_in). From the gazetteers and from names of field offices; each pair once.
  struct Parent {
    std::size_t child, parent;  ///< indices into entities()
    bool operator==(const Parent&) const = default;
  };
  const std::vector<Parent>& parents() const { return parents_; }
  void add_parent(std::size_t child, std::size_t parent);

 private:
  std::vector<EntityRecord> entities_;
  std::vector<Link> links_;
  std::vector<Link> references_;
  std::vector<Parent> parents_;
  std::unordered_map<EntityId, std::size_t> by_id_;
};

/// Groups name mentions into entities: shorter forms of a full name, acronyms defined in the text
/// ("Enforcement and Removal Operations (ERO)"), gazetteer rows; adds the parents of bodies and
/// places (without mentions).
DocumentEntities resolve_entities(const Words& words, const std::vector<NameMention>& names,
                                  const Gazetteer& gazetteer);

}  // namespace onrecord
