#include "server/operation_card.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace onrecord {
namespace {

/// Those that mention it and those whose statements are about it.
Result<std::set<DocumentId>> documents_of(const Store& store, EntityId id) {
  std::set<DocumentId> out;
  std::string cursor;
  do {
    auto page = store.mentioned_in(id, cursor, 500);
    if (!page) return page.error();
    out.insert(page->items.begin(), page->items.end());
    cursor = page->next;
  } while (!cursor.empty());
  auto statements = store.statements_of(Subject(id));
  if (!statements) return statements.error();
  auto incoming = store.statements_to(Object(id));
  if (!incoming) return incoming.error();
  statements->insert(statements->end(), incoming->begin(), incoming->end());
  for (const StoredStatement& stored : *statements) {
    const auto evidence = store.evidence(stored.statement.id);
    if (!evidence) return evidence.error();
    for (const Evidence& item : *evidence) out.insert(item.document);
  }
  return out;
}

struct Gathered {
  std::set<EntityId> places, conducted_by, partners, targets;
  std::set<std::string> names, partner_groups;
};

void gather(const Operation& operation, Gathered& out) {
  if (!operation.name.empty()) out.names.insert(operation.name);
  out.places.insert(operation.places.begin(), operation.places.end());
  out.conducted_by.insert(operation.conducted_by.begin(), operation.conducted_by.end());
  out.partners.insert(operation.partners.begin(), operation.partners.end());
  out.targets.insert(operation.targets.begin(), operation.targets.end());
  out.partner_groups.insert(operation.partner_groups.begin(), operation.partner_groups.end());
}

Status add_refs(Lookup& lookup, const std::set<EntityId>& ids, std::vector<EntityRef>& out) {
  auto refs = lookup.entities({ids.begin(), ids.end()});
  if (!refs) return refs.error();
  std::sort(refs->begin(), refs->end(), [](const EntityRef& a, const EntityRef& b) {
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
  });
  out = std::move(*refs);
  return {};
}

Result<std::optional<EntityRef>> find_place(Lookup& lookup, std::optional<EntityId> place) {
  if (!place) return std::optional<EntityRef>();
  return lookup.entity(*place);
}

Status add_figures(Lookup& lookup, const Document& document, const Operation& operation,
                   OperationCard& card) {
  for (const Outcome& outcome : operation.outcomes) {
    auto place = find_place(lookup, outcome.place);
    if (!place) return place.error();
    const Spans& spans = outcome.evidence.empty() ? operation.evidence : outcome.evidence;
    auto sentence = lookup.sentence(document.id, spans, document.published, outcome.confidence);
    if (!sentence) return sentence.error();
    card.figures.push_back({outcome, *place, std::move(*sentence)});
  }
  return {};
}

Status add_conflicts(Lookup& lookup, OperationCard& card) {
  std::vector<Outcome> outcomes;
  for (const CardFigure& figure : card.figures) outcomes.push_back(figure.outcome);
  for (const Conflict& conflict : find_conflicts(outcomes)) {
    auto place = find_place(lookup, conflict.place);
    if (!place) return place.error();
    card.conflicts.push_back({conflict.what, conflict.category, *place, conflict.outcomes});
  }
  return {};
}

}  // namespace

Result<OperationCard> make_operation_card(Lookup& lookup, EntityId id) {
  OperationCard card;
  Gathered gathered;
  const auto documents = documents_of(lookup.store(), id);
  if (!documents) return documents.error();
  for (const DocumentId& document_id : *documents) {
    const auto extraction = lookup.store().extraction(document_id);
    if (!extraction) return extraction.error();
    if (!*extraction) continue;
    for (const Operation& operation : (*extraction)->operations) {
      if (operation.id != id) continue;
      const auto text = lookup.document(document_id);
      if (!text) return text.error();
      const Document& document = (*text)->document;
      gather(operation, gathered);
      if (!operation.dates.empty()) card.dates.push_back({operation.dates, to_ref(document)});
      const Status added = add_figures(lookup, document, operation, card);
      if (!added) return added.error();
    }
  }
  card.names.assign(gathered.names.begin(), gathered.names.end());
  card.partner_groups.assign(gathered.partner_groups.begin(), gathered.partner_groups.end());
  for (const auto& [ids, out] : {std::pair(&gathered.places, &card.places),
                                 std::pair(&gathered.conducted_by, &card.conducted_by),
                                 std::pair(&gathered.partners, &card.partners),
                                 std::pair(&gathered.targets, &card.targets)}) {
    const Status added = add_refs(lookup, *ids, *out);
    if (!added) return added.error();
  }
  const Status conflicts = add_conflicts(lookup, card);
  if (!conflicts) return conflicts.error();
  return card;
}

}  // namespace onrecord
