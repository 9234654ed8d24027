#include <algorithm>
#include <tuple>

#include "storage/content_words.h"
#include "storage/store.h"
#include "tests/catch.h"
#include "tests/storage/sample.h"

namespace onrecord {

using sample::must;

namespace {

/// 40 documents, and the same answers found by looking at every quote.
struct Library {
  Library() { must(store.put_all(all)); }

  std::vector<StoredQuote> by_looking(const QuoteFilter& filter) const {
    std::vector<StoredQuote> found;
    for (const Contribution& made : all) {
      for (const Quote& quote : made.extraction.quotes) {
        if (fits(filter, made.document, quote)) found.push_back({made.document.id, quote});
      }
    }
    const auto order = [](const StoredQuote& stored) {
      return std::tuple(stored.quote.date, stored.document, stored.quote.content.front().begin);
    };
    std::sort(found.begin(), found.end(),
              [&](const StoredQuote& a, const StoredQuote& b) { return order(a) < order(b); });
    return found;
  }

  std::vector<StoredQuote> by_pages(const QuoteFilter& filter, std::size_t limit) const {
    std::vector<StoredQuote> found;
    std::string cursor;
    do {
      const Page<StoredQuote> page = must(store.quotes(filter, cursor, limit));
      CHECK(page.items.size() <= limit);
      CHECK((page.next.empty() || page.items.size() == limit));
      found.insert(found.end(), page.items.begin(), page.items.end());
      cursor = page.next;
    } while (!cursor.empty());
    return found;
  }

  static bool fits(const QuoteFilter& filter, const Document& document, const Quote& quote) {
    const auto among = [](const auto& list, EntityId id) {
      return std::find(list.begin(), list.end(), id) != list.end();
    };
    std::string content;
    for (const Span span : quote.content) content += std::string(slice(document.text, span));
    return (!filter.speaker || quote.speaker == filter.speaker ||
            among(quote.also, *filter.speaker)) &&
           (!filter.about || among(quote.about, *filter.about)) &&
           (!filter.place || quote.places.front().place == *filter.place) &&
           (!filter.kind || quote.kind == *filter.kind) &&
           (!filter.document || document.id == *filter.document) &&
           ((filter.since.empty() && filter.until.empty()) ||
            may_lie_within(quote.date, filter.since, filter.until)) &&
           content.find(filter.text) != std::string::npos;
  }

  std::vector<Contribution> all = sample::contributions(40);
  sample::Folder folder;
  Store store = must(Store::open(folder / "s", StoreOptions{true, false}));
};

const EntityId kAda = sample::id_of(EntityType::Person, "Ada B. Stone");
const EntityId kPolice = sample::id_of(EntityType::Agency, "Harbor Police Department");
const EntityId kPort = sample::id_of(EntityType::Place, "Port Selby");

std::vector<QuoteFilter> filters() {
  std::vector<QuoteFilter> all(1);
  const std::vector<PartialDate> dates = {{}, {2020, 0, 0}, {2020, 6, 15}, {2021, 12, 0}};
  for (const PartialDate& since : dates) {
    for (const PartialDate& until : dates) {
      for (unsigned bits = 0; bits < 32; ++bits) {
        QuoteFilter filter;
        if (bits & 1u) filter.speaker = kAda;
        if (bits & 2u) filter.about = kPolice;
        if (bits & 4u) filter.place = kPort;
        if (bits & 8u) filter.kind = QuoteKind::Mixed;
        if (bits & 16u) filter.text = "quiet";
        filter.since = since;
        filter.until = until;
        all.push_back(filter);
      }
    }
  }
  return all;
}

}  // namespace

TEST_CASE("quotes fit every combination of filters, in pages of any size", "[storage]") {
  const Library library;
  std::size_t answered = 0;
  for (const QuoteFilter& filter : filters()) {
    const std::vector<StoredQuote> expected = library.by_looking(filter);
    answered += expected.empty() ? 0 : 1;
    CHECK(library.by_pages(filter, 10'000) == expected);
    CHECK(library.by_pages(filter, 3) == expected);
  }
  CHECK(answered > 100);
}

TEST_CASE("quotes of one document come in the same order", "[storage]") {
  const Library library;
  QuoteFilter filter;
  filter.document = DocumentId{"doc-3"};
  CHECK(library.by_pages(filter, 1) == library.by_looking(filter));
  filter.kind = QuoteKind::Direct;
  CHECK(library.by_pages(filter, 2) == library.by_looking(filter));
}

TEST_CASE("a page goes on where it ended although its last quote is gone", "[storage]") {
  Library library;
  const std::vector<StoredQuote> before = library.by_looking({});
  const Page<StoredQuote> page = must(library.store.quotes({}, "", 20));
  const DocumentId gone = page.items.back().document;
  must(library.store.remove(gone));
  std::vector<StoredQuote> expected(before.begin() + 20, before.end());
  std::erase_if(expected, [&](const StoredQuote& quote) { return quote.document == gone; });
  CHECK(must(library.store.quotes({}, page.next, 10'000)).items == expected);
}

TEST_CASE("words are looked for folded and whole", "[storage]") {
  const auto words = [](std::string_view text) {
    std::string joined;
    for (const std::string& word : content_words(text)) joined += word + " ";
    return joined;
  };
  CHECK(words("José said: \"U.S. agents—twelve—left.\"") == "agents jose left said twelve us ");
  CHECK(words("e-mail, e-mail") == "e mail ");
  CHECK(words("") == "");
  CHECK(words(" .,;") == "");
  CHECK(words("東京 2020") == "2020 東京 ");

  const Library library;
  QuoteFilter filter;
  filter.text = "HARBOUR, closed";
  CHECK_FALSE(library.by_pages(filter, 100).empty());
  filter.text = "harb";
  CHECK(library.by_pages(filter, 100).empty());
}

TEST_CASE("filters by what is not there find nothing", "[storage]") {
  const Library library;
  QuoteFilter filter;
  filter.speaker = EntityId{1};
  CHECK(library.by_pages(filter, 5).empty());
  filter = {};
  filter.document = DocumentId{"no such"};
  CHECK(library.by_pages(filter, 5).empty());
  filter = {};
  filter.since = {9999, 12, 31};
  filter.until = {1, 1, 1};
  for (const StoredQuote& quote : library.by_pages(filter, 5)) CHECK(quote.quote.date.empty());
}

}  // namespace onrecord
