#include <algorithm>

#include "storage/content_words.h"
#include "storage/keys.h"
#include "storage/rows.h"
#include "storage/view.h"

// All quote indexes end in the same position key (date, document, place in the text, id), so rows
// of several entities are joined without reading what only one of them has: the cursors take turns
// to jump to the position that the furthest of them stands on, until all agree. The cost follows
// the rarest of the filter's entities, whichever that is, and every list comes in the same order,
// so a page's cursor is just the position of its last quote.

namespace onrecord {

namespace {

/// Positions in every given index, in order.
class JoinedPositions {
 public:
  explicit JoinedPositions(std::vector<Cursor> cursors) : cursors_(std::move(cursors)) {}

  void seek(std::string_view position) {
    for (Cursor& cursor : cursors_) cursor.seek(position);
    agree();
  }
  void next() {
    cursors_.front().next();
    agree();
  }
  bool valid() const {
    return std::all_of(cursors_.begin(), cursors_.end(),
                       [](const Cursor& cursor) { return cursor.valid(); });
  }
  std::string_view position() const { return cursors_.front().rest(); }
  std::string_view key() const { return cursors_.front().key(); }
  Status status() const {
    for (const Cursor& cursor : cursors_) {
      if (Status status = cursor.status(); !status) return status;
    }
    return {};
  }

 private:
  void agree() {
    for (bool moved = true; moved && valid();) {
      moved = false;
      std::string furthest(cursors_.front().rest());
      for (const Cursor& cursor : cursors_)
        furthest = std::max(furthest, std::string(cursor.rest()));
      for (Cursor& cursor : cursors_) {
        if (cursor.valid() && cursor.rest() < furthest) {
          cursor.seek(furthest);
          moved = true;
        }
      }
    }
  }

  std::vector<Cursor> cursors_;
};

/// One call of Store::quotes.
class QuoteSearch {
 public:
  QuoteSearch(const View& view, const QuoteFilter& filter, std::size_t limit)
      : view_(view),
        filter_(filter),
        words_(content_words(filter.text)),
        limit_(page_size(limit)) {}

  Result<Page<StoredQuote>> run(const std::optional<std::string>& after) {
    const Status status =
        filter_.document ? in_document(after.value_or("")) : in_indexes(after.value_or(""));
    if (!status) return status.error();
    return std::move(page_);
  }

 private:
  Status in_document(const std::string& after) {
    if (filter_.chosen && !filter_.chosen(filter_.document->value)) return {};
    const Result<std::optional<Extraction>> extraction = read_extraction(view_, *filter_.document);
    if (!extraction) return extraction.error();
    if (!*extraction) return {};
    std::vector<StoredQuote> found;
    for (const Quote& quote : (*extraction)->quotes) found.push_back({*filter_.document, quote});
    std::sort(found.begin(), found.end(), [](const StoredQuote& a, const StoredQuote& b) {
      return position_of(a.document, a.quote) < position_of(b.document, b.quote);
    });
    for (const StoredQuote& quote : found) {
      const std::string position = position_key(position_of(quote.document, quote.quote));
      if (position <= after) continue;
      const Result<bool> more = consider(quote, position);
      if (!more) return more.error();
      if (!*more) break;
    }
    return {};
  }

  Status in_indexes(const std::string& after) {
    std::vector<Cursor> cursors;
    const auto join = [&](Column column, const std::optional<EntityId>& id) {
      if (id) cursors.push_back(view_.cursor(column, id_key(*id)));
    };
    join(Column::QuotesBySpeaker, filter_.speaker);
    join(Column::QuotesByAbout, filter_.about);
    join(Column::QuotesByPlace, filter_.place);
    if (cursors.empty()) cursors.push_back(view_.cursor(Column::QuotesByDate));
    JoinedPositions rows(std::move(cursors));
    for (rows.seek(after); rows.valid();) {
      if (rows.position() == after) {
        rows.next();
        continue;
      }
      const std::optional<QuotePosition> position = parse_position_key(rows.position());
      if (!position) {
        return view_.damaged(Column::QuotesByDate, rows.key(), "has an unreadable key");
      }
      if (beyond(position->date)) break;
      if (before(position->date)) {
        rows.seek(date_key({filter_.since.year, 0, 0}));
        continue;
      }
      const Result<bool> more = consider_row(*position, std::string(rows.position()));
      if (!more) return more.error();
      if (!*more) break;
      rows.next();
    }
    return rows.status();
  }

  // Quotes without a year come first and may lie in any range; the rest is in order of years.
  bool before(const PartialDate& date) const {
    return date.year != 0 && date.year < filter_.since.year;
  }
  bool beyond(const PartialDate& date) const {
    return filter_.until.year != 0 && date.year > filter_.until.year;
  }
  bool in_range(const PartialDate& date) const {
    if (filter_.since.empty() && filter_.until.empty()) return true;
    return may_lie_within(date, filter_.since, filter_.until);
  }

  Result<bool> consider_row(const QuotePosition& position, const std::string& key) {
    if (!in_range(position.date)) return true;
    if (filter_.chosen && !filter_.chosen(position.document.value)) return true;
    const std::string quote_key = id_document_key(position.quote, position.document);
    const Result<std::optional<std::string>> value = view_.get(Column::Quotes, quote_key);
    if (!value) return value.error();
    if (!*value) return view_.damaged(Column::Quotes, quote_key, "is missing, an index names it");
    Result<Quote> quote = view_.opened(decode_quote(**value), Column::Quotes, quote_key);
    if (!quote) return quote.error();
    return consider({position.document, std::move(*quote)}, key);
  }

  /// Adds the quote if it fits. False when the page is full: then it fits the next one.
  Result<bool> consider(StoredQuote quote, const std::string& position) {
    const Result<bool> fit = fits(quote);
    if (!fit) return fit.error();
    if (!*fit) return true;
    if (page_.items.size() == limit_) {
      page_.next = make_page_cursor('q', last_position_);
      return false;
    }
    last_position_ = position;
    page_.items.push_back(std::move(quote));
    return true;
  }

  Result<bool> fits(const StoredQuote& stored) {
    const Quote& quote = stored.quote;
    if (filter_.kind && quote.kind != *filter_.kind) return false;
    if (!in_range(quote.date)) return false;
    if (quote.confidence < filter_.min_confidence) return false;
    if (filter_.speaker && quote.speaker != filter_.speaker &&
        std::find(quote.also.begin(), quote.also.end(), *filter_.speaker) == quote.also.end()) {
      return false;
    }
    if (filter_.about &&
        std::find(quote.about.begin(), quote.about.end(), *filter_.about) == quote.about.end()) {
      return false;
    }
    if (filter_.place &&
        std::none_of(quote.places.begin(), quote.places.end(),
                     [&](const QuotePlace& place) { return place.place == *filter_.place; })) {
      return false;
    }
    return words_.empty() ? Result<bool>(true) : has_words(stored);
  }

  Result<bool> has_words(const StoredQuote& stored) {
    if (document_.id != stored.document) {
      Result<std::optional<Document>> document = read_document(view_, stored.document);
      if (!document) return document.error();
      if (!*document) {
        return view_.damaged(Column::Documents, stored.document.value,
                             "is missing, quotes are there");
      }
      document_ = std::move(**document);
    }
    std::string content;
    for (const Span span : stored.quote.content) {
      if (span.begin > span.end || span.end > document_.text.size()) {
        return view_.damaged(Column::Documents, stored.document.value,
                             "is shorter than its quotes' spans");
      }
      content += slice(document_.text, span);
      content += ' ';
    }
    const std::set<std::string> words = content_words(content);
    return std::includes(words.begin(), words.end(), words_.begin(), words_.end());
  }

  const View& view_;
  const QuoteFilter& filter_;
  const std::set<std::string> words_;
  const std::size_t limit_;
  Page<StoredQuote> page_;
  std::string last_position_;
  Document document_;  // the last one that was read for its text
};

}  // namespace

Result<Page<StoredQuote>> Store::quotes(const QuoteFilter& filter, std::string_view cursor,
                                        std::size_t limit) const {
  const View view(*state_);
  const Result<std::optional<std::string>> after = parse_page_cursor('q', cursor);
  if (!after) return after.error();
  return QuoteSearch(view, filter, limit).run(*after);
}

Result<std::optional<StoredQuote>> Store::quote(QuoteId id) const {
  const View view(*state_);
  Cursor row = view.cursor(Column::Quotes, id_key(id));
  if (!row.valid()) {
    if (const Status status = row.status(); !status) return status.error();
    return std::optional<StoredQuote>();
  }
  Result<Quote> quote = view.opened(decode_quote(row.value()), Column::Quotes, row.key());
  if (!quote) return quote.error();
  return std::optional(StoredQuote{DocumentId{std::string(row.rest())}, std::move(*quote)});
}

}  // namespace onrecord
