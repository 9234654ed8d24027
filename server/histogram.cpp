#include "server/histogram.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "graph/view.h"
#include "storage/reading.h"

namespace onrecord {
namespace {

PartialDate monday_of(const PartialDate& date) {
  using namespace std::chrono;
  const sys_days day = year(date.year) / month(static_cast<unsigned>(date.month)) /
                       std::chrono::day(static_cast<unsigned>(date.day));
  const year_month_day monday(day - (weekday(day) - Monday));
  return {static_cast<std::int16_t>(static_cast<int>(monday.year())),
          static_cast<std::int8_t>(static_cast<unsigned>(monday.month())),
          static_cast<std::int8_t>(static_cast<unsigned>(monday.day()))};
}

class Counting {
 public:
  Counting(const Snapshot& snapshot, const Store& store, const DocumentList& documents,
           const HistogramQuestion& question)
      : snapshot_(snapshot),
        store_(store),
        documents_(documents),
        question_(question),
        outlets_(question.outlets.get()),
        counter_(question.limits) {}

  Result<Histogram> run() {
    Status counted = question_.entities.empty() ? count_all() : count_concerned();
    if (!counted) return counted.error();
    return std::move(histogram_);
  }

 private:
  void add(const PartialDate& date, std::uint64_t HistogramBar::*what) {
    const bool window = !question_.filter.since.empty() || !question_.filter.until.empty();
    if (window &&
        (date.year == 0 || !may_lie_within(date, question_.filter.since, question_.filter.until))) {
      return;
    }
    // Dates come in runs: of documents, quotes, and of one entity's links.
    if (date != last_date_ || last_bar_ == nullptr) {
      const auto start = bucket_start(date, question_.bucket);
      last_bar_ = start ? &histogram_.bars[*start] : &histogram_.undated;
      last_date_ = date;
    }
    ++(last_bar_->*what);
  }

  Status count_all() {
    for (std::size_t i = 0; i < documents_.size(); ++i) {
      if (!counter_.step()) return counter_.error();
      if (outlets_ != nullptr && !outlets_->contains(documents_.outlet(i))) continue;
      add(documents_.date(i), &HistogramBar::documents);
    }
    const StoreReading reading(store_);
    bool in_time = true;
    const Status read =
        reading.quote_dates([&](const PartialDate& date, const DocumentId& document) {
          if (is_chosen(document)) add(date, &HistogramBar::quotes);
          in_time = counter_.step();
          return in_time;
        });
    if (!read) return read;
    if (!in_time) return counter_.error();
    const GraphView view(snapshot_, question_.filter);
    for (EdgeIndex edge = 0; edge < snapshot_.edge_count(); ++edge) {
      if (!counter_.step()) return counter_.error();
      if (view.allows_edge(edge)) add(snapshot_.dates(edge).first, &HistogramBar::statements);
    }
    return {};
  }

  Status count_concerned() {
    std::vector<NodeIndex> nodes;
    for (const EntityId id : question_.entities) {
      const auto node = snapshot_.find(id);
      if (!node) {
        return Error{ErrorCode::NotFound, "entity " + to_string(id) + ": not in the graph"};
      }
      nodes.push_back(*node);
    }
    std::set<DocumentId> documents;
    std::set<QuoteId> quotes;
    for (const EntityId id : question_.entities) {
      const Status read = count_told(id, documents, quotes);
      if (!read) return read;
    }
    const GraphView view(snapshot_, question_.filter, nodes);
    std::set<EdgeIndex> edges;
    for (const NodeIndex node : nodes) {
      const bool done = view.for_each_link(node, [&](EdgeIndex edge, NodeIndex) {
        if (edges.insert(edge).second) {
          add(snapshot_.dates(edge).first, &HistogramBar::statements);
        }
        return counter_.step();
      });
      if (!done) return counter_.error();
    }
    return {};
  }

  /// Where an entity is mentioned, and what it said or was said about it: statements that no link
  /// of the graph stands for.
  Status count_told(EntityId id, std::set<DocumentId>& documents, std::set<QuoteId>& quotes) {
    const auto of = store_.statements_of(id);
    if (!of) return of.error();
    for (const StoredStatement& stored : *of) {
      if (!counter_.step()) return counter_.error();
      const Statement& statement = stored.statement;
      if (const auto* document = std::get_if<DocumentId>(&statement.object)) {
        if (is_chosen(*document) && documents.insert(*document).second) {
          add(stored.first, &HistogramBar::documents);
        }
      } else if (const auto* quote = std::get_if<QuoteId>(&statement.object)) {
        const Status added = add_quote(stored, *quote, quotes);
        if (!added) return added;
      }
    }
    const auto to = store_.statements_to(id);
    if (!to) return to.error();
    for (const StoredStatement& stored : *to) {
      if (!counter_.step()) return counter_.error();
      const auto* quote = std::get_if<QuoteId>(&stored.statement.subject);
      if (quote == nullptr) continue;
      const Status added = add_quote(stored, *quote, quotes);
      if (!added) return added;
    }
    return {};
  }

  bool is_chosen(const DocumentId& document) const {
    return outlets_ == nullptr || outlets_->contains(document.value);
  }

  /// Once, when one of the chosen documents has it.
  Status add_quote(const StoredStatement& stored, const QuoteId& quote, std::set<QuoteId>& quotes) {
    if (quotes.contains(quote)) return {};
    if (outlets_ != nullptr) {
      const auto evidence = store_.evidence(stored.statement.id);
      if (!evidence) return evidence.error();
      const bool told = std::any_of(evidence->begin(), evidence->end(),
                                    [this](const Evidence& e) { return is_chosen(e.document); });
      if (!told) return {};
    }
    quotes.insert(quote);
    add(stored.first, &HistogramBar::quotes);
    return {};
  }

  const Snapshot& snapshot_;
  const Store& store_;
  const DocumentList& documents_;
  const HistogramQuestion& question_;
  const OutletChoice* outlets_;
  StepCounter counter_;
  Histogram histogram_;
  PartialDate last_date_;
  HistogramBar* last_bar_ = nullptr;
};

}  // namespace

std::optional<Bucket> parse_bucket(std::string_view word) {
  if (word == "day") return Bucket::Day;
  if (word == "week") return Bucket::Week;
  if (word == "month") return Bucket::Month;
  if (word == "year") return Bucket::Year;
  return std::nullopt;
}

std::optional<PartialDate> bucket_start(const PartialDate& date, Bucket bucket) {
  if (date.year == 0) return std::nullopt;
  if (bucket == Bucket::Year) return PartialDate{date.year, 0, 0};
  if (date.month == 0) return std::nullopt;
  if (bucket == Bucket::Month) return PartialDate{date.year, date.month, 0};
  if (date.day == 0) return std::nullopt;
  return bucket == Bucket::Day ? date : monday_of(date);
}

Result<Histogram> make_histogram(const Snapshot& snapshot, const Store& store,
                                 const DocumentList& documents, const HistogramQuestion& question) {
  if (const Status checked = check_filter(question.filter); !checked) return checked.error();
  return Counting(snapshot, store, documents, question).run();
}

}  // namespace onrecord
