#include "app/answer.h"
#include "app/commands.h"
#include "app/name_option.h"
#include "app/outlet_option.h"
#include "app/quote_text.h"
#include "app/table.h"
#include "app/timeline.h"
#include "server/json_quotes.h"
#include "server/json_timeline.h"

namespace onrecord {
namespace {

constexpr std::size_t kTableLimit = 50;
constexpr std::size_t kPageSize = 200;

Result<QuoteFilter> to_quote_filter(const Store& store, const QuotesArguments& options) {
  QuoteFilter filter;
  const Status named = read_named(store, {options.speaker, options.about, options.place}, filter);
  if (!named) return named.error();
  const auto dates = parse_date_options(options.since, options.until);
  if (!dates) return dates.error();
  filter.since = dates->since;
  filter.until = dates->until;
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
  const auto outlets = find_outlets(store, options.outlets);
  if (!outlets) return outlets.error();
  filter.chosen = chosen_documents(*outlets);
  filter.text = options.text;
  filter.min_confidence = options.min_confidence;
  return filter;
}

TableRow to_row(const QuoteView& view, bool full) {
  std::vector<std::string> where_and_when = {quote_places(view)};
  where_and_when.push_back(to_string(view.quote.date));
  return {
      {quote_speaker(view), quote_cue(view), quote_content(view, full), join(where_and_when, "; ")},
      {quote_source(view, full), ""}};
}

ExitCode list_timeline(const Store& store, const QuoteFilter& filter,
                       const QuotesArguments& options, Console& console) {
  Lookup lookup(store);
  TimelineOptions timeline_options;
  timeline_options.limit = options.limit.value_or(options.json ? 0 : kTableLimit);
  const auto timeline = make_timeline(lookup, filter, timeline_options);
  if (!timeline) return fail(console, timeline.error());
  if (options.json) {
    for (const TimelineEntry& entry : timeline->entries) console.out << to_json(entry) << '\n';
    return ExitCode::Ok;
  }
  if (timeline->entries.empty()) {
    console.out << "No quotes fit.\n";
    return ExitCode::Ok;
  }
  print_timeline(console, *timeline, options.full);
  std::size_t tellings = 0;
  for (const TimelineEntry& entry : timeline->entries) tellings += entry.tellings.size();
  console.out << '\n'
              << counted(timeline->entries.size(), "quote") << ", " << counted(tellings, "telling");
  if (timeline->total > timeline->entries.size()) {
    console.out << "; there are more: --limit 0 shows all";
  }
  console.out << '\n';
  return ExitCode::Ok;
}

}  // namespace

ExitCode list_quotes(const QuotesArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto filter = to_quote_filter(*store, options);
  if (!filter) return fail(console, filter.error());
  if (options.timeline) return list_timeline(*store, *filter, options, console);

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
