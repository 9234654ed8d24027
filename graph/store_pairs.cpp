// Each pair of each document is a record: its key is the ends and the place of the document among
// all, so that sorting brings together what is counted as one, in the order of the documents; its
// value is the date of the document, how many sentences have the pair, and the sentences to show.

#include "graph/store_pairs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/packed_edge.h"
#include "graph/sentence_evidence.h"
#include "graph/sentence_pairs.h"
#include "storage/codec.h"

namespace onrecord {
namespace {

using Ends = std::pair<EntityId, EntityId>;

/// Pairs that were met lately: those of which a sentence is kept already.
class MetLately {
 public:
  /// Whether it was; and notes that it is.
  bool operator()(const Ends& ends) {
    constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;
    Ends& held = held_[((ends.first.value * kOdd) ^ ends.second.value) % held_.size()];
    return std::exchange(held, ends) == ends;
  }

 private:
  std::vector<Ends> held_ = std::vector<Ends>(std::size_t{1} << 16);
};

/// Makes one of neighbours that have the same ends.
class PairUnion {
 public:
  PairUnion(std::size_t evidence, const std::function<bool(const StorePair&)>& visit)
      : evidence_(evidence), visit_(visit) {}

  /// False: no more is wanted.
  bool add(const SpillSort::Record& record) {
    ByteReader key(record.key);
    const EntityId a{key.fixed64()}, b{key.fixed64()};
    if (pair_.documents == 0 || pair_.a != a || pair_.b != b) {
      if (!give()) return false;
      pair_.a = a;
      pair_.b = b;
    }
    ByteReader value(record.value);
    const auto date = static_cast<std::uint32_t>(value.varint());
    // 0 is no date: it is not the earlier one.
    if (first_ == 0 || (date != 0 && date < first_)) first_ = date;
    last_ = std::max(last_, date);
    ++pair_.documents;
    pair_.sentences += value.varint();
    while (!value.rest().empty() && pair_.evidence.size() < evidence_) {
      pair_.evidence.push_back(sentence_of_bytes(value.view()));
    }
    return true;
  }

  /// The last of them too.
  bool give() {
    if (pair_.documents == 0) return true;
    pair_.sentences = std::min<std::uint64_t>(pair_.sentences, kMaxAmount);
    pair_.first = date_of_code(first_);
    pair_.last = date_of_code(last_);
    std::stable_sort(pair_.evidence.begin(), pair_.evidence.end(),
                     [](const SentenceEvidence& a, const SentenceEvidence& b) {
                       return std::pair(a.date.empty(), a.date) < std::pair(b.date.empty(), b.date);
                     });
    const bool more = visit_(pair_);
    pair_ = {};
    first_ = last_ = 0;
    return more;
  }

 private:
  const std::size_t evidence_;
  const std::function<bool(const StorePair&)>& visit_;
  StorePair pair_;                      // of no documents: none yet
  std::uint32_t first_ = 0, last_ = 0;  // date codes
};

}  // namespace

/// Hands the pairs of one document after the other to a sort.
class StorePairs::Walk {
 public:
  Walk(const StorePairsOptions& options, SpillSort& sorted) : options_(options), sorted_(sorted) {}

  Status add(const MentionLine& line) {
    found_.clear();
    for (const MentionLine::Entry& entry : line.entities) {
      for (const Span& span : entry.mentions) sentence_pairs_.add(span, entry.entity);
    }
    sentence_pairs_.visit(line.sentences, options_.max_entities_in_sentence,
                          [this](const auto& a, const auto& b) {
                            found_.push_back({{a.name, b.name}, a.span, b.span});
                          });
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.ends < b.ends; });
    ++documents_;
    points_.reset();
    for (auto begin = found_.begin(); begin != found_.end();) {
      const auto end = std::find_if(begin, found_.end(),
                                    [&](const Found& other) { return other.ends != begin->ends; });
      const Status added = add_record(line, &*begin, static_cast<std::size_t>(end - begin));
      if (!added) return added;
      begin = end;
    }
    return {};
  }

 private:
  struct Found {
    Ends ends;
    Span a, b;
  };

  /// found: of one pair, in text order.
  Status add_record(const MentionLine& line, const Found* found, std::size_t size) {
    key_.clear();
    key_.fixed64(found->ends.first.value);
    key_.fixed64(found->ends.second.value);
    key_.fixed64(documents_);
    value_.clear();
    value_.varint(date_code(line.published));
    value_.varint(size);
    // The first document of a pair comes first; who wants one sentence wants none of the others.
    const bool enough = options_.evidence == 1 && met_(found->ends);
    for (std::size_t i = 0; !enough && i < std::min(size, options_.evidence); ++i) {
      Result<std::string> sentence = sentence_of(line, found[i]);
      if (!sentence) return sentence.error();
      value_.string(*sentence);
    }
    return sorted_.add(key_.bytes(), value_.bytes());
  }

  Result<std::string> sentence_of(const MentionLine& line, const Found& found) {
    if (!points_) points_.emplace(line.text);
    const SentenceSource source{line.document,  line.url,  line.title,
                                line.publisher, line.text, line.published};
    const Spans place{std::min(found.a, found.b), std::max(found.a, found.b)};
    Result<SentenceText> text = sentence_under(line.document, line.text, line.sentences, place);
    if (!text) return text.error();
    return to_bytes(as_evidence(source, *points_, *std::move(text), line.published, 1.0));
  }

  const StorePairsOptions& options_;
  SpillSort& sorted_;
  SentencePairs<EntityId> sentence_pairs_;
  std::vector<Found> found_;
  std::uint64_t documents_ = 0;
  std::optional<CodePoints> points_;  // of the text of the document
  MetLately met_;
  ByteWriter key_, value_;
};

StorePairs::StorePairs(const StorePairsOptions& options)
    : options_(options), sorted_(options.sort), walk_(std::make_unique<Walk>(options_, sorted_)) {}

StorePairs::~StorePairs() = default;

Status StorePairs::add(const MentionLine& line) {
  return !options_.chosen || options_.chosen(line.document) ? walk_->add(line) : Status();
}

Status StorePairs::for_each(const std::function<bool(const StorePair&)>& visit) {
  walk_.reset();
  if (Status sorted = sorted_.finish(); !sorted) return sorted;
  PairUnion pairs(options_.evidence, visit);
  for (;;) {
    const auto record = sorted_.next();
    if (!record) return record.error();
    if (!*record) break;
    if (!pairs.add(**record)) return {};
  }
  pairs.give();
  return {};
}

Status for_each_pair(const StoreReading& reading, const StorePairsOptions& options,
                     const std::function<bool(const StorePair&)>& visit) {
  StorePairs pairs(options);
  Status added;
  const Status read = reading.mentions({}, [&](const MentionLine& line) {
    added = pairs.add(line);
    return static_cast<bool>(added);
  });
  if (!read) return read;
  return added ? pairs.for_each(visit) : added;
}

}  // namespace onrecord
