#include "server/quote_timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace onrecord {
namespace {

constexpr std::size_t kPageSize = 1000;

using QuoteKey = std::pair<DocumentId, QuoteId>;

/// Quotes of the store, each once, by document and id.
class QuoteGathering {
 public:
  QuoteGathering(const Store& store, std::size_t most) : store_(store), most_(most) {}

  Status add(const QuoteFilter& filter) {
    std::string cursor;
    do {
      auto page = store_.quotes(filter, cursor, kPageSize);
      if (!page) return page.error();
      for (StoredQuote& stored : page->items) {
        QuoteKey key{stored.document, stored.quote.id};
        quotes_.try_emplace(std::move(key), std::move(stored));
      }
      if (most_ != 0 && quotes_.size() > most_) {
        return Error{ErrorCode::TooLarge,
                     "over " + std::to_string(most_) +
                         " quotes would have to be compared: ask for a speaker, or for less time"};
      }
      cursor = page->next;
    } while (!cursor.empty());
    return {};
  }

  const std::map<QuoteKey, StoredQuote>& quotes() const { return quotes_; }

 private:
  const Store& store_;
  const std::size_t most_;
  std::map<QuoteKey, StoredQuote> quotes_;
};

/// Whole years around those of the quotes: enough for every telling that is near one of them.
void span_years(const std::map<QuoteKey, StoredQuote>& quotes, QuoteFilter& filter) {
  std::int16_t first = 0, last = 0;
  for (const auto& [key, stored] : quotes) {
    const std::int16_t year = stored.quote.date.year;
    if (year == 0) return;  // near every date
    first = first == 0 ? year : std::min(first, year);
    last = std::max(last, year);
  }
  if (first > 1) filter.since = {static_cast<std::int16_t>(first - 1), 0, 0};
  if (last > 0 && last < 9999) filter.until = {static_cast<std::int16_t>(last + 1), 0, 0};
}

bool restricts_more_than_speaker(const QuoteFilter& filter) {
  return filter.about || filter.place || filter.kind || filter.document || !filter.text.empty() ||
         !filter.since.empty() || !filter.until.empty();
}

/// What else the speakers of those quotes said at the time.
Status add_other_tellings(const QuoteFilter& filter, QuoteGathering& gathering) {
  if (!restricts_more_than_speaker(filter)) return {};
  std::set<EntityId> speakers;
  for (const auto& [key, stored] : gathering.quotes()) {
    if (stored.quote.speaker) speakers.insert(*stored.quote.speaker);
  }
  QuoteFilter others;
  others.min_confidence = filter.min_confidence;
  span_years(gathering.quotes(), others);
  for (const EntityId speaker : speakers) {
    others.speaker = speaker;
    if (const Status added = gathering.add(others); !added) return added;
  }
  return {};
}

std::string content_of(const Document& document, const Quote& quote) {
  std::string content;
  for (const Span span : quote.content) {
    if (!content.empty()) content += ' ';
    content += slice(document.text, span);
  }
  return content;
}

/// In the order of `quotes`; one text at a time is in memory. A quote whose document went
/// meanwhile has no content and so is alone.
Result<std::vector<QuoteTelling>> to_tellings(const Store& store,
                                              const std::map<QuoteKey, StoredQuote>& quotes) {
  std::vector<QuoteTelling> tellings;
  std::optional<Document> document;
  for (const auto& [key, stored] : quotes) {
    if (!document || document->id != stored.document) {
      auto read = store.document(stored.document);
      if (!read) return read.error();
      document = std::move(*read);
    }
    const Quote& quote = stored.quote;
    tellings.push_back({quote.id, stored.document, quote.speaker, quote.speaker_name, quote.date,
                        quote.content.front().begin,
                        document ? content_of(*document, quote) : std::string()});
  }
  return tellings;
}

struct ChosenCluster {
  QuoteCluster cluster;
  PartialDate date;
};

/// Those with a telling that fits, by date.
std::vector<ChosenCluster> choose(const std::vector<QuoteTelling>& tellings,
                                  const std::set<QuoteKey>& fitting,
                                  const QuoteClusterOptions& options) {
  std::vector<ChosenCluster> chosen;
  for (QuoteCluster& cluster : cluster_quotes(tellings, options)) {
    PartialDate date;
    bool fits = false;
    for (const std::size_t i : cluster.tellings) {
      fits |= fitting.contains({tellings[i].document, tellings[i].id});
      if (date.empty()) date = tellings[i].date;
    }
    if (fits) chosen.push_back({std::move(cluster), date});
  }
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const ChosenCluster& a, const ChosenCluster& b) { return a.date < b.date; });
  return chosen;
}

Result<TimelineEntry> make_entry(Lookup& lookup, const ChosenCluster& chosen,
                                 const std::vector<const StoredQuote*>& quotes) {
  std::vector<std::size_t> order = chosen.cluster.tellings;
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t i) { return i == chosen.cluster.fullest; });
  TimelineEntry entry{chosen.date, {}};
  for (const std::size_t i : order) {
    auto view = view_quote(lookup, *quotes[i]);
    if (!view && view.error().code == ErrorCode::NotFound) continue;  // its document went meanwhile
    if (!view) return view.error();
    TimelineTelling telling{std::move(*view), {}};
    if (!entry.tellings.empty()) {
      telling.differences =
          find_differences(entry.tellings.front().view.content.text, telling.view.content.text);
    }
    entry.tellings.push_back(std::move(telling));
  }
  return entry;
}

}  // namespace

Result<Timeline> make_timeline(Lookup& lookup, const QuoteFilter& filter,
                               const TimelineOptions& options) {
  QuoteGathering gathering(lookup.store(), options.most_quotes);
  if (const Status added = gathering.add(filter); !added) return added.error();
  std::set<QuoteKey> fitting;
  for (const auto& [key, stored] : gathering.quotes()) fitting.insert(key);
  if (const Status added = add_other_tellings(filter, gathering); !added) return added.error();

  const auto tellings = to_tellings(lookup.store(), gathering.quotes());
  if (!tellings) return tellings.error();
  std::vector<const StoredQuote*> quotes;
  for (const auto& [key, stored] : gathering.quotes()) quotes.push_back(&stored);

  const std::vector<ChosenCluster> chosen = choose(*tellings, fitting, options.clusters);
  Timeline timeline;
  timeline.total = chosen.size();
  const std::size_t first = std::min(options.offset, chosen.size());
  const std::size_t count = options.limit == 0 ? chosen.size() : options.limit;
  const std::size_t end = first + std::min(count, chosen.size() - first);
  for (std::size_t i = first; i < end; ++i) {
    auto entry = make_entry(lookup, chosen[i], quotes);
    if (!entry) return entry.error();
    if (!entry->tellings.empty()) timeline.entries.push_back(std::move(*entry));
  }
  return timeline;
}

}  // namespace onrecord
