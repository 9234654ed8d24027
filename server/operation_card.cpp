#include "server/operation_card.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "server/figure_text.h"

namespace onrecord {
namespace {

Status add_refs(Lookup& lookup, const std::vector<OperationPart>& parts,
                std::vector<EntityRef>& out) {
  std::vector<EntityId> ids;
  ids.reserve(parts.size());
  for (const OperationPart& part : parts) ids.push_back(part.entity);
  auto refs = lookup.entities(ids);
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

Status add_told(Lookup& lookup, const UnitedOperation& operation, OperationCard& card) {
  for (const ToldDates& told : operation.dates) {
    auto sentence = lookup.sentence(told.document, told.evidence, told.published, told.confidence);
    if (!sentence) return sentence.error();
    card.dates.push_back({told.dates, std::move(*sentence)});
  }
  for (const ToldFigure& told : operation.figures) {
    auto place = find_place(lookup, told.outcome.place);
    if (!place) return place.error();
    auto sentence =
        lookup.sentence(told.document, told.evidence, told.published, told.outcome.confidence);
    if (!sentence) return sentence.error();
    card.figures.push_back({told.outcome, *place, std::move(*sentence)});
  }
  for (const DocumentId& id : operation.documents) {
    const auto text = lookup.document(id);
    if (!text) return text.error();
    card.documents.push_back(to_ref((*text)->document));
  }
  return {};
}

Status add_conflicts(Lookup& lookup, const UnitedOperation& operation, OperationCard& card) {
  for (const FigureConflict& conflict : operation.figure_conflicts) {
    auto place = find_place(lookup, conflict.place);
    if (!place) return place.error();
    card.conflicts.push_back({conflict.what, conflict.category, *place, conflict.figures});
  }
  card.date_conflicts = operation.date_conflicts;
  return {};
}

/// What one thing counted comes to, in several tellings.
struct Tally {
  std::set<DocumentId> documents;
  std::size_t first = 0;
  std::vector<std::string> counts;
  std::string rest;
};

std::vector<Tally> tally(const OperationCard& card, bool of_the_whole) {
  std::map<std::string, Tally> by_rest;
  for (std::size_t i = 0; i < card.figures.size(); ++i) {
    const CardFigure& figure = card.figures[i];
    const bool only_place = card.places.size() == 1 && figure.place == card.places.front();
    const bool whole = figure.outcome.category.empty() && (!figure.place || only_place);
    if (whole != of_the_whole) continue;
    const std::string rest =
        whole ? figure.outcome.what : counted_thing(figure.outcome, figure.place);
    Tally& found = by_rest[rest];
    if (found.counts.empty()) found.first = i;
    found.rest = rest;
    found.documents.insert(figure.sentence.sentence.document);
    const std::string count = figure_text(figure.outcome);
    if (std::find(found.counts.begin(), found.counts.end(), count) == found.counts.end()) {
      found.counts.push_back(count);
    }
  }
  std::vector<Tally> all;
  all.reserve(by_rest.size());
  for (auto& [rest, found] : by_rest) all.push_back(std::move(found));
  std::sort(all.begin(), all.end(), [](const Tally& a, const Tally& b) {
    return std::tuple(b.documents.size(), a.first) < std::tuple(a.documents.size(), b.first);
  });
  return all;
}

}  // namespace

Result<OperationCard> make_operation_card(Lookup& lookup, const UnitedOperation& operation) {
  OperationCard card;
  card.id = operation.id;
  const auto ref = lookup.entity(operation.id);
  if (!ref) return ref.error();
  if (*ref) card.name = (*ref)->name;
  card.names = operation.names;
  card.partner_groups = operation.partner_groups;
  card.when = operation.when;
  for (const auto& [parts, out] : {std::pair(&operation.places, &card.places),
                                   std::pair(&operation.conducted_by, &card.conducted_by),
                                   std::pair(&operation.partners, &card.partners),
                                   std::pair(&operation.targets, &card.targets)}) {
    const Status added = add_refs(lookup, *parts, *out);
    if (!added) return added.error();
  }
  if (const Status added = add_told(lookup, operation, card); !added) return added.error();
  if (const Status added = add_conflicts(lookup, operation, card); !added) return added.error();
  return card;
}

Result<OperationCard> make_operation_card(Lookup& lookup, EntityId id, double min_confidence) {
  const auto operation = read_operation(lookup.store(), id, min_confidence);
  if (!operation) return operation.error();
  return make_operation_card(lookup, *operation);
}

std::vector<std::string> key_figures(const OperationCard& card, std::size_t most) {
  std::vector<Tally> tallies = tally(card, true);
  if (tallies.empty()) tallies = tally(card, false);
  std::vector<std::string> texts;
  for (const Tally& found : tallies) {
    if (texts.size() == most) break;
    std::string text;
    for (const std::string& count : found.counts) text += (text.empty() ? "" : " or ") + count;
    texts.push_back(text + " " + found.rest);
  }
  return texts;
}

}  // namespace onrecord
