#include "server/cards.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace onrecord {
namespace {

std::string qualifier(const Statement& statement, const char* name) {
  const auto it = statement.qualifiers.find(name);
  return it == statement.qualifiers.end() ? std::string() : it->second;
}

int rank_of(const std::string& status) {
  if (status == "current" || status.empty()) return 0;
  if (status == "acting") return 1;
  if (status == "nominee" || status == "candidate") return 2;
  return 3;
}

Result<CardPosition> make_position(Lookup& lookup, const StoredStatement& stored,
                                   std::optional<EntityId> at, const CardOptions& options) {
  CardPosition out;
  out.title = qualifier(stored.statement, "title");
  out.status = qualifier(stored.statement, "status");
  out.statement = stored;
  if (at) {
    auto ref = lookup.entity(*at);
    if (!ref) return ref.error();
    out.at = *ref;
  }
  const auto evidence = lookup.store().evidence(stored.statement.id);
  if (!evidence) return evidence.error();
  for (const Evidence& item : *evidence) {
    if (out.evidence.size() == options.evidence_per_position) break;
    if (out.status.empty()) {
      const auto status = item.qualifiers.find("status");
      if (status != item.qualifiers.end()) out.status = status->second;
    }
    auto sentence = lookup.sentence(item);
    if (!sentence) return sentence.error();
    out.evidence.push_back(std::move(*sentence));
  }
  return out;
}

void sort_positions(std::vector<CardPosition>& positions) {
  std::stable_sort(
      positions.begin(), positions.end(), [](const CardPosition& a, const CardPosition& b) {
        const auto key = [](const CardPosition& p) {
          return std::tuple(rank_of(p.status), ~p.statement.support,
                            p.at ? p.at->name : std::string(), p.title, p.statement.statement.id);
        };
        return key(a) < key(b);
      });
}

using NeighbourSets = std::map<std::pair<Predicate, bool>, std::set<EntityId>>;

std::vector<CardNeighbours> count_neighbours(const NeighbourSets& sets) {
  std::vector<CardNeighbours> out;
  for (const auto& [key, entities] : sets) {
    out.push_back({key.first, !key.second, entities.size()});
  }
  return out;
}

bool is_probable_position(const StoredStatement& stored, const CardOptions& options) {
  return stored.statement.predicate == Predicate::HoldsPosition &&
         stored.confidence >= options.min_confidence;
}

Status read_outgoing(Lookup& lookup, EntityCard& card, const CardOptions& options,
                     NeighbourSets& neighbours) {
  const auto statements = lookup.store().statements_of(Subject(card.entity.entity.id));
  if (!statements) return statements.error();
  for (const StoredStatement& stored : *statements) {
    const Statement& statement = stored.statement;
    const auto* to = std::get_if<EntityId>(&statement.object);
    if (statement.predicate == Predicate::Said) ++card.quotes_by;
    if (to != nullptr && row_of(statement.predicate).links_entities) {
      neighbours[{statement.predicate, false}].insert(*to);
    }
    if (!is_probable_position(stored, options)) continue;
    auto position =
        make_position(lookup, stored, to == nullptr ? std::nullopt : std::optional(*to), options);
    if (!position) return position.error();
    card.positions.push_back(std::move(*position));
  }
  auto offices = view_offices(lookup, *statements, true, options.evidence_per_position,
                              options.min_confidence);
  if (!offices) return offices.error();
  card.offices = std::move(*offices);
  return {};
}

Status read_incoming(Lookup& lookup, EntityCard& card, const CardOptions& options,
                     NeighbourSets& neighbours) {
  const auto statements = lookup.store().statements_to(Object(card.entity.entity.id));
  if (!statements) return statements.error();
  for (const StoredStatement& stored : *statements) {
    const Statement& statement = stored.statement;
    const auto* from = std::get_if<EntityId>(&statement.subject);
    if (statement.predicate == Predicate::About) ++card.quotes_about;
    if (from == nullptr) continue;
    if (row_of(statement.predicate).links_entities) {
      neighbours[{statement.predicate, true}].insert(*from);
    }
    if (!is_probable_position(stored, options)) continue;
    auto position = make_position(lookup, stored, *from, options);
    if (!position) return position.error();
    card.people.push_back(std::move(*position));
  }
  auto holders = view_offices(lookup, *statements, false, options.evidence_per_position,
                              options.min_confidence);
  if (!holders) return holders.error();
  card.holders = std::move(*holders);
  return {};
}

Status read_documents(Lookup& lookup, EntityCard& card, const CardOptions& options) {
  const auto page = lookup.store().mentioned_in(card.entity.entity.id, "", options.max_documents);
  if (!page) return page.error();
  card.more_documents = !page->next.empty();
  for (const DocumentId& id : page->items) {
    const auto text = lookup.document(id);
    if (!text) return text.error();
    card.documents.push_back(to_ref((*text)->document));
  }
  return {};
}

}  // namespace

Result<EntityCard> make_card(Lookup& lookup, EntityId id, const CardOptions& options) {
  auto stored = lookup.store().entity(id);
  if (!stored) return stored.error();
  if (!*stored) return Error{ErrorCode::NotFound, "there is no entity '" + to_string(id) + "'"};
  EntityCard card;
  card.entity = std::move(**stored);
  NeighbourSets neighbours;
  if (const Status read = read_outgoing(lookup, card, options, neighbours); !read) {
    return read.error();
  }
  if (const Status read = read_incoming(lookup, card, options, neighbours); !read) {
    return read.error();
  }
  if (const Status read = read_documents(lookup, card, options); !read) return read.error();
  sort_positions(card.positions);
  sort_positions(card.people);
  card.neighbours = count_neighbours(neighbours);
  if (card.entity.entity.type == EntityType::Operation) {
    auto operation = make_operation_card(lookup, id, options.min_confidence);
    if (!operation) return operation.error();
    card.operation = std::move(*operation);
  }
  return card;
}

}  // namespace onrecord
