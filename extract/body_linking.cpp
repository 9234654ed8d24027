// Public bodies and places as entities with their parents. "Springfield Police Department" is the
// one of the Springfield that the document means; where it does not tell, the bare name is all
// there is. Not handled: two local bodies of one place that share a name.

#include "extract/body_linking.h"

#include <algorithm>

#include "extract/utf8.h"

namespace onrecord {
namespace {

std::string degrees(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

std::size_t add_row(const Gazetteer& gazetteer, BodyIndex row, std::optional<Span> mention,
                    DocumentEntities& entities) {
  const PublicBody& body = gazetteer.body(row);
  Entity entity;
  entity.type = EntityType::Agency;
  entity.name = std::string(body.name);
  entity.id = make_entity_id(EntityType::Agency, body.name);
  for (const std::string_view acronym : split_names(body.acronyms)) {
    add_alias(entity, std::string(acronym));
  }
  const std::size_t index = entities.add(std::move(entity), mention);
  if (body.parent) {
    entities.add_parent(index, add_row(gazetteer, *body.parent, std::nullopt, entities));
  }
  return index;
}

/// A field office: "ERO Boston" under whatever words the text has for it.
std::size_t add_office(const Gazetteer& gazetteer, const LinkedPlace& place,
                       const NameMention& office, const std::string& written, Span mention,
                       DocumentEntities& entities) {
  const PublicBody& row = gazetteer.body(*office.body);
  Entity entity;
  entity.type = EntityType::Agency;
  if (office.known_as.empty()) {
    const std::vector<std::string_view> acronyms = split_names(row.acronyms);
    const auto plain = std::find_if(acronyms.begin(), acronyms.end(), [](std::string_view a) {
      return a.find('.') == std::string_view::npos;
    });
    entity.name = std::string(plain == acronyms.end() ? row.name : *plain) + " " + place.name;
    entity.id = make_entity_id(EntityType::Agency,
                               std::string(row.name) + " " + place_key(gazetteer, place));
    add_alias(entity, std::string(row.name) + " " + place.name);
  } else {
    entity.name = office.known_as;
    entity.id = make_entity_id(EntityType::Agency, office.known_as);
  }
  add_alias(entity, written);
  const std::size_t index = entities.add(std::move(entity), mention);
  const std::optional<BodyIndex> parent = office.known_as.empty() ? office.body : row.parent;
  if (parent) entities.add_parent(index, add_row(gazetteer, *parent, std::nullopt, entities));
  if (place.row || place.within) {
    entities.add_parent(index, add_place(gazetteer, place, std::nullopt, entities));
  }
  return index;
}

std::size_t add_local(const Gazetteer& gazetteer, const std::optional<LinkedPlace>& place,
                      const std::string& name, const std::string& written, Span mention,
                      DocumentEntities& entities) {
  Entity entity;
  entity.type = EntityType::Agency;
  entity.name = name;
  // A state's name needs no scope; a country in a name says little of where the body is.
  const bool known = place && (place->row || place->within);
  const PlaceKind kind = known && place->row ? gazetteer.place(*place->row).kind : PlaceKind::City;
  const bool local = known && (kind == PlaceKind::City || kind == PlaceKind::County);
  entity.id = make_entity_id(EntityType::Agency,
                             local ? name + " @ " + place_key(gazetteer, *place) : name);
  add_alias(entity, written);
  const std::size_t index = entities.add(std::move(entity), mention);
  if (local || (known && kind == PlaceKind::State)) {
    entities.add_parent(index, add_place(gazetteer, *place, std::nullopt, entities));
  }
  return index;
}

}  // namespace

std::size_t add_place(const Gazetteer& gazetteer, const LinkedPlace& place,
                      std::optional<Span> mention, DocumentEntities& entities) {
  Entity entity;
  entity.type = EntityType::Place;
  entity.name = place.name;
  entity.id = make_entity_id(EntityType::Place, place_key(gazetteer, place));
  std::optional<PlaceIndex> parent = place.within;
  if (place.row) {
    const Place& row = gazetteer.place(*place.row);
    entity.attributes["kind"] = std::string(to_string(row.kind));
    entity.attributes["geonames"] = std::to_string(row.id);
    entity.attributes["lat"] = degrees(row.lat);
    entity.attributes["lon"] = degrees(row.lon);
    parent = row.parent;
  }
  const std::size_t index = entities.add(std::move(entity), mention);
  if (parent) {
    const LinkedPlace above{std::string(gazetteer.place(*parent).name), parent, {}};
    entities.add_parent(index, add_place(gazetteer, above, std::nullopt, entities));
  }
  return index;
}

std::size_t add_public_body(const Words& words, const Gazetteer& gazetteer,
                            const PlaceLinker& places, const NameMention& body, Span mention,
                            DocumentEntities& entities) {
  const std::string written = to_one_line(slice(words.analysis().text, mention));
  if (body.body && !body.place) {
    const std::size_t index = add_row(gazetteer, *body.body, mention, entities);
    Entity same = entities.entity(index);
    add_alias(same, written);
    entities.add(std::move(same), std::nullopt);
    return index;
  }
  const std::optional<TokenRange> inside = place_inside(words, gazetteer, body);
  std::optional<LinkedPlace> place;
  if (inside) place = places.link(*inside);
  if (body.body) {
    if (!place) place = LinkedPlace{std::string(gazetteer.place(*body.place).name), body.place, {}};
    return add_office(gazetteer, *place, body, written, mention, entities);
  }
  const std::string name =
      body.known_as.empty() ? to_one_line(slice(words.analysis().text, body.span)) : body.known_as;
  return add_local(gazetteer, place, name, written, mention, entities);
}

}  // namespace onrecord
