#include "server/report/report.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "graph/ego.h"

namespace onrecord {
namespace {

constexpr std::size_t kOperationPage = 200;

Status add_quotes(Lookup& lookup, const ReportOptions& options, QuoteList list, EntityId id,
                  Report& report) {
  QuoteFilter filter;
  if (list == QuoteList::By) filter.speaker = id;
  if (list == QuoteList::About) filter.about = id;
  if (list == QuoteList::Concerning) filter.place = id;
  filter.since = options.since;
  filter.until = options.until;
  filter.min_confidence = options.min_confidence;
  filter.chosen = chosen_documents(options.outlets);
  TimelineOptions asked;
  asked.limit = options.max_quotes;
  asked.most_quotes = options.most_quotes_compared;
  auto timeline = make_timeline(lookup, filter, asked);
  if (!timeline) return timeline.error();
  if (!timeline->entries.empty()) report.quotes.push_back({list, std::move(*timeline)});
  return {};
}

/// Statements alone say more than names in one sentence; those are drawn where there is nothing
/// else, and not for those who ask for what is sure.
Status add_network(const Store& store, const Snapshot& snapshot, EntityId id,
                   const ReportOptions& options, Report& report) {
  EgoOptions ego;
  ego.filter.since = options.since;
  ego.filter.until = options.until;
  ego.filter.min_confidence = options.min_confidence;
  ego.max_nodes = options.max_nodes;
  ego.limits = options.limits;
  for (const bool co_mentioned : {false, true}) {
    ego.filter.co_mentioned = co_mentioned;
    auto network = ego_network(snapshot, store, id, ego);
    if (!network) return network.error();
    report.network = std::move(*network);
    if (!report.network.edges.empty() || options.min_confidence > 0.0) break;
  }
  return {};
}

Status add_operations(Lookup& lookup, const ReportOptions& options, Report& report) {
  const Entity& entity = report.card.entity.entity;
  OperationFilter filter;
  if (entity.type == EntityType::Place) {
    filter.place = entity.id;
  } else {
    filter.agency = entity.id;
  }
  filter.since = options.since;
  filter.until = options.until;
  filter.min_confidence = options.min_confidence;
  filter.chosen = chosen_documents(options.outlets);
  std::string cursor;
  std::size_t looked_at = 0;
  do {
    const auto page =
        list_operations(lookup.store(), filter, cursor, kOperationPage, kOperationPage);
    if (!page) return page.error();
    for (const UnitedOperation& operation : page->items) {
      auto card = make_operation_card(lookup, operation);
      if (!card) return card.error();
      report.operations.push_back(std::move(*card));
    }
    cursor = page->next;
    looked_at += kOperationPage;
  } while (!cursor.empty() && looked_at < options.max_operations_read);
  report.more_operations = !cursor.empty();
  std::sort(report.operations.begin(), report.operations.end(),
            [](const OperationCard& a, const OperationCard& b) {
              const auto key = [](const OperationCard& card) {
                const PartialDate& start =
                    card.when.start.empty() ? card.when.end : card.when.start;
                return std::tie(start, card.name, card.id);
              };
              return key(a) < key(b);
            });
  return {};
}

/// The documents behind what a report shows, each with its quotes.
class Sources {
 public:
  void add(const DocumentRef& document) { known_.try_emplace(document.id, document); }
  void add(const SentenceEvidence& evidence) {
    add(DocumentRef{evidence.sentence.document, evidence.title, evidence.url, evidence.publisher,
                    evidence.published});
  }
  void add(const OperationCard& card) {
    for (const DocumentRef& document : card.documents) add(document);
    for (const CardFigure& figure : card.figures) add(figure.sentence);
    for (const CardDates& dates : card.dates) add(dates.sentence);
  }
  void add(const std::vector<OfficeView>& offices) {
    for (const OfficeView& office : offices) {
      for (const PeriodView& period : office.periods) {
        for (const SentenceEvidence& evidence : period.evidence) add(evidence);
      }
    }
  }
  void add(const Timeline& timeline) {
    for (const TimelineEntry& entry : timeline.entries) {
      for (const TimelineTelling& telling : entry.tellings) {
        add(telling.view.document);
        quotes_[telling.view.document.id].insert(telling.view.quote.id);
      }
    }
  }

  void give_to(Report& report) const {
    for (const auto& [id, document] : known_) {
      const auto quotes = quotes_.find(id);
      const std::size_t count = quotes == quotes_.end() ? 0 : quotes->second.size();
      report.sources.push_back({document, count});
      report.quotes_shown += count;
    }
    std::stable_sort(report.sources.begin(), report.sources.end(),
                     [](const ReportSource& a, const ReportSource& b) {
                       const auto key = [](const ReportSource& source) {
                         const PartialDate& date = source.document.published;
                         return std::tuple(date.empty(), date);
                       };
                       return key(a) < key(b);
                     });
  }

 private:
  std::map<DocumentId, DocumentRef> known_;
  std::map<DocumentId, std::set<QuoteId>> quotes_;
};

void add_sources(Report& report) {
  Sources sources;
  for (const DocumentRef& document : report.card.documents) sources.add(document);
  sources.add(report.card.offices);
  sources.add(report.card.holders);
  if (report.card.operation) sources.add(*report.card.operation);
  for (const OperationCard& operation : report.operations) sources.add(operation);
  for (const ReportQuotes& quotes : report.quotes) sources.add(quotes.timeline);
  for (const SubgraphEdge& edge : report.network.edges) {
    for (const SentenceEvidence& evidence : edge.evidence) sources.add(evidence);
  }
  sources.give_to(report);
}

void add_dates(Report& report) {
  for (const DocumentRef& document : report.card.documents) {
    const PartialDate& date = document.published;
    if (date.empty()) continue;
    if (report.first.empty() || date < report.first) report.first = date;
    if (report.last.empty() || report.last < date) report.last = date;
  }
}

Status hear_outlets(Lookup& lookup, const ReportOptions& options, Report& report) {
  if (!options.outlets || !report.card.operation) return {};
  const auto operation = read_operation(lookup.store(), report.card.operation->id,
                                        options.min_confidence, chosen_documents(options.outlets));
  if (!operation) return operation.error();
  auto card = make_operation_card(lookup, *operation);
  if (!card) return card.error();
  report.card.operation = std::move(*card);
  return {};
}

}  // namespace

Result<Report> make_report(Lookup& lookup, const Snapshot& snapshot, EntityId id,
                           const ReportOptions& options) {
  Report report;
  report.options = options;
  CardOptions card_options;
  card_options.max_documents = options.max_documents;
  card_options.min_confidence = options.min_confidence;
  auto card = make_card(lookup, id, card_options);
  if (!card) return card.error();
  report.card = std::move(*card);
  const EntityType type = report.card.entity.entity.type;

  Status done = hear_outlets(lookup, options, report);
  for (const QuoteList list : {QuoteList::By, QuoteList::About, QuoteList::Concerning}) {
    if (list == QuoteList::Concerning && type != EntityType::Place) continue;
    if (done) done = add_quotes(lookup, options, list, id, report);
  }
  if (done && type != EntityType::Person && type != EntityType::Operation) {
    done = add_operations(lookup, options, report);
  }
  if (done) done = add_network(lookup.store(), snapshot, id, options, report);
  if (!done) return done.error();
  add_dates(report);
  add_sources(report);
  return report;
}

std::vector<const OperationCard*> contradicted(const Report& report) {
  std::vector<const OperationCard*> cards;
  const auto add = [&](const OperationCard& card) {
    if (!card.conflicts.empty() || !card.date_conflicts.empty()) cards.push_back(&card);
  };
  if (report.card.operation) add(*report.card.operation);
  for (const OperationCard& card : report.operations) add(card);
  return cards;
}

}  // namespace onrecord
