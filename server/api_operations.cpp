#include "graph/operations.h"
#include "server/json_operations.h"
#include "server/operation_card.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostLookedAt = 500;  // operations that one request reads

template <typename WriteItems>
Reply page_of(const std::string& next, WriteItems write_items) {
  Reply reply;
  reply.lasting = true;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    writer.Key("items");
    writer.StartArray();
    write_items(writer);
    writer.EndArray();
    write_member(writer, "next", next);
    writer.EndObject();
  });
  return reply;
}

Result<std::vector<OperationCard>> make_cards(Lookup& lookup,
                                              const std::vector<UnitedOperation>& operations) {
  std::vector<OperationCard> cards;
  for (const UnitedOperation& operation : operations) {
    auto card = make_operation_card(lookup, operation);
    if (!card) return card.error();
    cards.push_back(std::move(*card));
  }
  return cards;
}

Result<Page<UnitedOperation>> find_page(Call& call, const OperationFilter& filter) {
  const std::size_t limit = call.params.count("limit", 50, 1, 500);
  if (!call.params.ok()) return call.params.error();
  return list_operations(call.store, filter, call.params.text("cursor"), limit, kMostLookedAt);
}

}  // namespace

Result<Reply> list_operations(Call& call) {
  OperationFilter filter;
  const auto place = param_entity(call, "place");
  if (!place) return place.error();
  const auto agency = param_entity(call, "agency");
  if (!agency) return agency.error();
  filter.place = *place;
  filter.agency = *agency;
  filter.since = call.params.date("since");
  filter.until = call.params.date("until");
  filter.min_confidence = call.params.fraction("min_confidence", 0.0);
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  filter.chosen = chosen_documents(*outlets);
  const auto page = find_page(call, filter);
  if (!page) return page.error();
  const auto cards = make_cards(call.lookup, page->items);
  if (!cards) return cards.error();
  return page_of(page->next, [&](JsonWriter& writer) {
    for (const OperationCard& card : *cards) write_operation_card(writer, card);
  });
}

Result<Reply> list_conflicts(Call& call) {
  const auto operation = param_entity(call, "operation");
  if (!operation) return operation.error();
  OperationFilter filter;
  filter.min_confidence = call.params.fraction("min_confidence", 0.0);
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  filter.chosen = chosen_documents(*outlets);
  Page<UnitedOperation> page;
  if (*operation) {
    if (!call.params.ok()) return call.params.error();
    auto one = read_operation(call.store, **operation, filter.min_confidence, filter.chosen);
    if (!one) return one.error();
    page.items.push_back(std::move(*one));
  } else {
    auto found = find_page(call, filter);
    if (!found) return found.error();
    page = std::move(*found);
  }
  std::erase_if(page.items, [](const UnitedOperation& one) {
    return one.figure_conflicts.empty() && one.date_conflicts.empty();
  });
  const auto cards = make_cards(call.lookup, page.items);
  if (!cards) return cards.error();
  return page_of(page.next, [&](JsonWriter& writer) {
    for (const OperationCard& card : *cards) write_conflicts_of(writer, card);
  });
}

}  // namespace onrecord
