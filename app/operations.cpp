#include "app/operations.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

#include "app/answer.h"
#include "app/name_option.h"
#include "app/operation_text.h"
#include "app/table.h"
#include "graph/operations.h"
#include "server/json_operations.h"

namespace onrecord {
namespace {

constexpr std::size_t kTableLimit = 50;
constexpr std::size_t kPageSize = 200;
constexpr std::size_t kFiguresShown = 5;

Result<OperationFilter> to_operation_filter(const Store& store,
                                            const OperationsArguments& options) {
  OperationFilter filter;
  const auto place = find_named(store, "--place", options.place, EntityType::Place);
  if (!place) return place.error();
  const auto agency = find_named(store, "--agency", options.agency, EntityType::Agency);
  if (!agency) return agency.error();
  const auto dates = parse_date_options(options.since, options.until);
  if (!dates) return dates.error();
  filter.place = *place;
  filter.agency = *agency;
  filter.since = dates->since;
  filter.until = dates->until;
  filter.min_confidence = options.min_confidence;
  return filter;
}

/// An operation with what it is listed by.
struct Listed {
  UnitedOperation operation;
  std::string name;

  PartialDate date() const {
    return operation.when.start.empty() ? operation.when.end : operation.when.start;
  }
};

/// Those that fit, by date and name; those without dates last.
Result<std::vector<Listed>> find_operations(const Store& store, const OperationFilter& filter) {
  std::vector<Listed> found;
  std::string cursor;
  do {
    auto page = list_operations(store, filter, cursor, kPageSize, kPageSize);
    if (!page) return page.error();
    for (UnitedOperation& operation : page->items) {
      const auto stored = store.entity(operation.id);
      if (!stored) return stored.error();
      found.push_back({std::move(operation), *stored ? (*stored)->entity.name : ""});
    }
    cursor = page->next;
  } while (!cursor.empty());
  std::sort(found.begin(), found.end(), [](const Listed& a, const Listed& b) {
    const auto key = [](const Listed& one) {
      return std::tuple(one.date().empty(), one.date(), one.name, one.operation.id);
    };
    return key(a) < key(b);
  });
  return found;
}

TableRow to_row(const OperationCard& card) {
  std::vector<std::string> agencies = {names_of(card.conducted_by)};
  std::vector<EntityRef> helpers = card.partners;
  std::string with = join({names_of(helpers), join(card.partner_groups)});
  if (!with.empty()) agencies.push_back("with " + with);
  std::vector<std::string> documents;
  for (const DocumentRef& document : card.documents) documents.push_back(document.id.value);
  TableRow row{{card.name.empty() ? to_string(card.id) : card.name, dates_text(card.when),
                names_of(card.places), join(agencies)},
               {}};
  const std::string figures = join(key_figures(card, kFiguresShown), "; ");
  if (!figures.empty()) row.notes.push_back(figures);
  row.notes.push_back("[" + join(documents) + "]");
  row.notes.emplace_back();
  return row;
}

/// Calls `show` with each operation's card, one after the other, so that the texts of one operation
/// at a time are in memory.
Status for_each_card(const Store& store, const std::vector<Listed>& operations, std::size_t most,
                     const std::function<void(const OperationCard&)>& show) {
  for (std::size_t i = 0; i < std::min(most, operations.size()); ++i) {
    Lookup lookup(store);
    const auto card = make_operation_card(lookup, operations[i].operation);
    if (!card) return card.error();
    show(*card);
  }
  return {};
}

}  // namespace

ExitCode show_operations(const OperationsArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto filter = to_operation_filter(*store, options);
  if (!filter) return fail(console, filter.error());
  const auto operations = find_operations(*store, *filter);
  if (!operations) return fail(console, operations.error());
  const std::size_t limit = options.limit.value_or(options.json ? 0 : kTableLimit);
  const std::size_t shown = limit == 0 ? operations->size() : std::min(limit, operations->size());
  std::vector<TableRow> rows;
  const Status read = for_each_card(*store, *operations, shown, [&](const OperationCard& card) {
    if (options.json) {
      console.out << to_json(card) << '\n';
    } else {
      rows.push_back(to_row(card));
    }
  });
  if (!read) return fail(console, read.error());
  if (options.json) return ExitCode::Ok;
  if (rows.empty()) {
    console.out << "No operations fit.\n";
    return ExitCode::Ok;
  }
  print_table(console, {{"OPERATION", 3, Style::Name}, {"WHEN", 2}, {"WHERE", 3}, {"RUN BY", 4}},
              rows);
  console.out << counted(shown, "operation");
  if (shown < operations->size()) console.out << "; there are more: --limit 0 shows all";
  console.out << '\n';
  return ExitCode::Ok;
}

ExitCode show_conflicts(const ConflictsArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  std::vector<Listed> operations;
  if (!options.operation.empty()) {
    const auto id = find_named(*store, "--operation", options.operation, EntityType::Operation);
    if (!id) return fail(console, id.error());
    auto operation = read_operation(*store, **id, options.min_confidence);
    if (!operation) return fail(console, operation.error());
    operations.push_back({std::move(*operation), ""});
  } else {
    OperationFilter filter;
    filter.min_confidence = options.min_confidence;
    auto found = find_operations(*store, filter);
    if (!found) return fail(console, found.error());
    operations = std::move(*found);
  }
  std::erase_if(operations, [](const Listed& one) {
    return one.operation.figure_conflicts.empty() && one.operation.date_conflicts.empty();
  });
  std::size_t conflicts = 0;
  const Status read =
      for_each_card(*store, operations, operations.size(), [&](const OperationCard& card) {
        conflicts += card.conflicts.size() + card.date_conflicts.size();
        if (options.json) {
          for (const std::string& line : conflicts_to_json(card)) console.out << line << '\n';
        } else {
          print_conflicts(console, card, true);
          console.out << '\n';
        }
      });
  if (!read) return fail(console, read.error());
  if (options.json) return ExitCode::Ok;
  if (conflicts == 0) {
    console.out << "Nothing contradicts.\n";
  } else {
    console.out << counted(conflicts, "contradiction") << " in "
                << counted(operations.size(), "operation") << '\n';
  }
  return ExitCode::Ok;
}

}  // namespace onrecord
