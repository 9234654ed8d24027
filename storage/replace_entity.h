#pragma once

#include <string>

#include "model/extraction.h"

namespace onrecord {

// What decisions about entities do to one document. All keep the order that Extraction promises and
// what check_contribution asks for.

/// How an entity gets another id.
struct Replacement {
  EntityId from, to;
  EntityType type = EntityType::Person;  ///< of `to`
  std::string name;                      ///< of `to`; empty: it is called as before
  bool keeps_attributes = true;          ///< else it joins somebody else, who has attributes
};

/// Writes one id for another wherever the document has it; names that go become aliases. When the
/// document lists the new entity already, the two records become one, under the name and with the
/// attributes that the new one has there. Statements get the ids of their new parts; those that
/// become equal unite with all their evidence, and one whose ends become the same entity goes.
/// Nothing happens when the document does not list `from`.
void replace_entity(Extraction& extraction, const Replacement& replacement);

/// Calls an entity so; the name it had becomes an alias.
void name_entity(Extraction& extraction, EntityId id, const std::string& name);

/// Takes out what an entity of its type cannot be: ends of statements that the ontology does not
/// allow, the place of a quote, an operation's frame, or a part in one.
void drop_impossible(Extraction& extraction, EntityId id);

}  // namespace onrecord
