// Evidence is sorted by keys whose bytes have the order of the statements' ids, and of one
// statement the best first: the id, how little it is believed, whether it has no date, its date,
// the place of its document among all, its spans.

#include "graph/link_sentences.h"

#include <bit>

#include "graph/packed_edge.h"
#include "graph/sentence_evidence.h"

namespace onrecord {
namespace {

void append_be(std::string& key, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    key.push_back(static_cast<char>(value >> shift & 0xffu));
  }
}

std::string key_of(StatementId id, const Evidence& evidence, std::uint32_t document) {
  std::string key;
  append_be(key, id.value, 8);
  // The bits of doubles that are not negative have their order.
  append_be(key, ~std::bit_cast<std::uint64_t>(evidence.confidence), 8);
  append_be(key, evidence.date.empty() ? 1 : 0, 1);
  append_be(key, date_code(evidence.date), 4);
  append_be(key, document, 4);
  for (const Span& span : evidence.spans) {
    append_be(key, span.begin, 4);
    append_be(key, span.end, 4);
  }
  return key;
}

StatementId id_of(std::string_view key) {
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < sizeof id; ++i) id = id << 8 | static_cast<std::uint8_t>(key[i]);
  return StatementId{id};
}

}  // namespace

Status LinkSentences::add(const Document& document, const Extraction& extraction) {
  if (options_.chosen && !options_.chosen(document.id.value)) return {};
  const CodePoints points(document.text);
  const SentenceSource source = source_of(document);
  ++documents_;
  for (const SupportedStatement& item : extraction.statements) {
    const Predicate predicate = item.statement.predicate;
    if (!row_of(predicate).links_entities) continue;
    if (options_.wanted && !options_.wanted(predicate)) continue;
    for (const Evidence& one : item.evidence) {
      auto text = sentence_under(source.id, source.text, extraction.sentences, one.spans);
      if (!text) return text.error();
      const auto found = as_evidence(source, points, *std::move(text), one.date, one.confidence);
      const std::string key = key_of(item.statement.id, one, documents_);
      if (const Status added = sorted_.add(key, to_bytes(found)); !added) return added;
    }
  }
  return {};
}

Status LinkSentences::finish() {
  const Status sorted = sorted_.finish();
  return sorted ? advance() : sorted;
}

Status LinkSentences::advance() {
  auto next = sorted_.next();
  if (!next) return next.error();
  next_ = *next;
  return {};
}

Result<std::vector<SentenceEvidence>> LinkSentences::of(StatementId id) {
  std::vector<SentenceEvidence> best;
  for (; next_ && !(id < id_of(next_->key));) {
    if (id_of(next_->key) == id && best.size() < options_.sentences) {
      add_distinct(best, sentence_of_bytes(next_->value));
    }
    if (const Status advanced = advance(); !advanced) return advanced.error();
  }
  return best;
}

}  // namespace onrecord
