#include "app/answer.h"
#include "app/commands.h"
#include "app/table.h"
#include "app/visible_text.h"
#include "server/json_quotes.h"
#include "server/resolve_name.h"

namespace onrecord {
namespace {

constexpr std::size_t kTableLimit = 50;
constexpr std::size_t kPageSize = 200;
constexpr std::size_t kShortContent = 280;  // columns
constexpr std::size_t kShortSentence = 320;

Status set_entity(const Store& store, const std::string& name, std::optional<EntityType> type,
                  std::optional<EntityId>& field) {
  if (name.empty()) return {};
  ResolveOptions resolve;
  resolve.type = type;
  const auto found = find_entity(store, name, resolve);
  if (!found) return found.error();
  field = *found;
  return {};
}

Result<QuoteFilter> to_quote_filter(const Store& store, const QuotesArguments& options) {
  QuoteFilter filter;
  Status status = set_entity(store, options.speaker, std::nullopt, filter.speaker);
  if (status) status = set_entity(store, options.about, std::nullopt, filter.about);
  if (status) status = set_entity(store, options.place, EntityType::Place, filter.place);
  if (!status) return status.error();
  const auto since = parse_date_option("--since", options.since);
  if (!since) return since.error();
  const auto until = parse_date_option("--until", options.until);
  if (!until) return until.error();
  filter.since = *since;
  filter.until = *until;
  if (!until->empty() && !may_lie_within(*until, *since, {})) {
    return Error{ErrorCode::InvalidInput,
                 "--since " + options.since + " is after --until " + options.until};
  }
  if (!options.kind.empty()) {
    filter.kind = parse_quote_kind(options.kind);
    if (!filter.kind) {
      return Error{ErrorCode::InvalidInput,
                   "--kind '" + options.kind + "': direct, indirect and mixed are known"};
    }
  }
  if (!options.document.empty()) {
    filter.document = DocumentId{options.document};
    const auto known = store.document(*filter.document);
    if (!known) return known.error();
    if (!*known) {
      return Error{ErrorCode::NotFound, "no document has the id '" + options.document + "'"};
    }
  }
  filter.text = options.text;
  return filter;
}

std::string who_of(const QuoteView& view) {
  std::vector<std::string> names = {view.quote.speaker_name};
  if (view.speaker) names[0] = view.speaker->name;
  if (names[0].empty()) names[0] = "(nobody named)";
  for (const EntityRef& ref : view.also) names.push_back(ref.name);
  return join(names, " and ");
}

std::string where_and_when(const QuoteView& view) {
  std::vector<std::string> parts;
  for (const QuotePlaceView& place : view.places) parts.push_back(place.place.name);
  const std::string date = to_string(view.quote.date);
  if (!date.empty()) parts.push_back(date);
  return join(parts, "; ");
}

TableRow to_row(const QuoteView& view, bool full) {
  std::string content = to_visible(view.content.text);
  std::string sentence = to_visible(view.sentence.sentence.text);
  if (!full) {
    content = shorten(content, kShortContent);
    sentence = shorten(sentence, kShortSentence);
  }
  const std::string cue = view.cue.text.empty() ? "" : view.cue.text + " ";
  return {{who_of(view), cue + "(" + std::string(to_string(view.quote.kind)) + ")", content,
           where_and_when(view)},
          {view.document.id.value + ": " + sentence, ""}};
}

}  // namespace

ExitCode list_quotes(const QuotesArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto filter = to_quote_filter(*store, options);
  if (!filter) return fail(console, filter.error());

  const std::size_t limit = options.limit.value_or(options.json ? 0 : kTableLimit);
  std::vector<TableRow> rows;
  std::size_t shown = 0;
  std::string cursor;
  bool more = true;
  while (more && console.out && (limit == 0 || shown < limit)) {
    const std::size_t wanted = limit == 0 ? kPageSize : std::min(kPageSize, limit - shown);
    const auto page = store->quotes(*filter, cursor, wanted);
    if (!page) return fail(console, page.error());
    Lookup lookup(*store);
    const auto views = view_quotes(lookup, page->items);
    if (!views) return fail(console, views.error());
    for (const QuoteView& view : *views) {
      if (options.json) {
        console.out << to_json(view) << '\n';
      } else {
        rows.push_back(to_row(view, options.full));
      }
    }
    shown += views->size();
    cursor = page->next;
    more = !cursor.empty();
  }
  if (options.json) return ExitCode::Ok;
  if (rows.empty()) {
    console.out << "No quotes fit.\n";
    return ExitCode::Ok;
  }
  print_table(console, {{"WHO", 4, Style::Name}, {"SAID", 2}, {"WHAT", 9}, {"WHERE, WHEN", 4}},
              rows);
  console.out << counted(shown, "quote");
  if (more) console.out << "; there are more: --limit 0 shows all";
  console.out << '\n';
  return ExitCode::Ok;
}

}  // namespace onrecord
