#include <cstdlib>
#include <iomanip>
#include <sstream>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/graph_questions.h"
#include "app/table.h"
#include "graph/importance_cache.h"
#include "server/importance_items.h"

namespace onrecord {
namespace {

constexpr std::size_t kTableLimit = 20;

/// Where answers are kept: $XDG_CACHE_HOME/onrecord, else ~/.cache/onrecord; nothing where neither
/// is known.
std::optional<std::filesystem::path> cache_folder() {
  const auto variable = [](const char* name) -> std::filesystem::path {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  if (const auto folder = variable("XDG_CACHE_HOME"); folder.is_absolute()) {
    return folder / "onrecord";
  }
  if (const auto home = variable("HOME"); home.is_absolute()) return home / ".cache" / "onrecord";
  return std::nullopt;
}

Result<ImportanceTable> compute(const Store& store, const ImportanceQuestion& question) {
  const auto snapshot = Snapshot::load(store);
  if (!snapshot) return snapshot.error();
  SearchLimits limits;
  limits.max_steps = ~0ull;  // a person waits, and may press Ctrl-C
  return find_importance(*snapshot, question, limits);
}

/// From the cache where it is known, else computed and kept. Where it cannot be kept, that is said
/// and the answer is given all the same.
Result<ImportanceTable> find_or_compute(const RankArguments& arguments, const Store& store,
                                        const ImportanceQuestion& question, Console& console) {
  const auto folder = cache_folder();
  const auto contents = contents_key(arguments.store, store.version());
  if (!folder || !contents) return compute(store, question);
  const ImportanceCache cache(*folder);
  const std::string key = *contents + " " + question.key();
  if (!arguments.fresh) {
    if (auto known = cache.find(key)) return *std::move(known);
  }
  auto table = compute(store, question);
  if (!table) return table;
  if (const Status kept = cache.keep(key, *table); !kept) {
    print_error(console, kept.error().message + "; it will be computed again next time");
  }
  return table;
}

std::string value_text(Importance what, double value) {
  std::ostringstream out;
  if (what == Importance::PageRank || what == Importance::Betweenness) {
    out << std::fixed << std::setprecision(6);
  }
  out << value;
  return out.str();
}

std::string heading_of(Importance what) {
  switch (what) {
    case Importance::Degree:
    case Importance::Communities:
    case Importance::Components:
      return "NEIGHBOURS";
    case Importance::PageRank:
      return "PAGERANK";
    case Importance::Betweenness:
      return "BETWEENNESS";
    case Importance::Bridges:
      return "SMALLER SIDE";
    case Importance::CutPoints:
      return "PARTS";
  }
  return "";
}

void print_groups(Console& console, const std::vector<ImportanceItem>& items) {
  std::vector<TableRow> rows;
  for (const ImportanceItem& item : items) {
    std::vector<std::string> names;
    for (const ImportanceMember& member : item.members) names.push_back(member.entity.name);
    const std::string more = item.size > names.size() ? "; …" : "";
    rows.push_back(
        {{std::to_string(item.place), std::to_string(item.size), join(names, "; ") + more}, {}});
  }
  print_table(console, {{"GROUP"}, {"ENTITIES"}, {"MOST LINKED", 3, Style::Name}}, rows);
}

void print_items(Console& console, Importance what, const std::vector<ImportanceItem>& items) {
  std::vector<TableRow> rows;
  for (const ImportanceItem& item : items) {
    std::vector<std::string> cells = {std::to_string(item.place), item.entity->name};
    cells.push_back(item.other ? item.other->name : std::string(to_string(item.entity->type)));
    cells.push_back(value_text(what, item.value));
    rows.push_back({std::move(cells), {}});
  }
  const std::string third = what == Importance::Bridges ? "AND" : "TYPE";
  print_table(console, {{""}, {"NAME", 3, Style::Name}, {third}, {heading_of(what)}}, rows);
}

void print_answer(Console& console, Importance what, const ImportanceTable& table,
                  const std::vector<ImportanceItem>& items) {
  if (items.empty()) {
    console.out << "Nothing fits.\n";
    return;
  }
  if (!items.front().entity) {
    print_groups(console, items);
  } else {
    print_items(console, what, items);
  }
  const std::uint64_t total = count_items(table);
  if (total > items.size())
    console.out << items.size() << " of " << total << "; --limit 0 shows all\n";
  if (table.sampled > 0) console.out << "estimated from " << table.sampled << " sources\n";
  if (what == Importance::Communities) {
    console.out << "modularity " << std::fixed << std::setprecision(3) << table.modularity << '\n';
  }
}

}  // namespace

ExitCode show_rank(const RankArguments& arguments, Console& console) {
  const auto filter = to_filter(arguments.filter);
  if (!filter) return fail(console, filter.error());
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store =
      open_for_reading(arguments.store, console, code, bytes_of_mib(arguments.memory_mib));
  if (!store) return code;
  ImportanceQuestion question;
  question.what = *parse_importance(arguments.what);
  question.filter = *filter;
  question.filter.geography = false;
  question.samples = arguments.samples;
  const auto table = find_or_compute(arguments, *store, question, console);
  if (!table) return fail(console, table.error());
  Lookup lookup(*store);
  const std::size_t limit = arguments.limit.value_or(arguments.json ? 0 : kTableLimit);
  const auto items = describe(*table, lookup, limit, arguments.members);
  if (!items) return fail(console, items.error());
  if (!arguments.json) {
    print_answer(console, question.what, *table, *items);
    return ExitCode::Ok;
  }
  for (const ImportanceItem& item : *items) {
    console.out << to_json_text([&](JsonWriter& writer) { write_item(writer, item); }) << '\n';
  }
  return ExitCode::Ok;
}

}  // namespace onrecord
