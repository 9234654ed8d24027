#include "graph/evidence_sentences.h"

#include <algorithm>
#include <tuple>

#include "graph/sentence_evidence.h"

namespace onrecord {

namespace {

constexpr std::size_t kBytesHeld = 16u << 20;

void best_first(std::vector<Evidence>& evidence) {
  using Order = std::tuple<double, bool, const PartialDate&, const DocumentId&, const Spans&>;
  const auto order = [](const Evidence& e) {
    return Order(-e.confidence, e.date.empty(), e.date, e.document, e.spans);
  };
  std::sort(evidence.begin(), evidence.end(),
            [&](const Evidence& a, const Evidence& b) { return order(a) < order(b); });
}

}  // namespace

Error store_changed() {
  return {ErrorCode::Busy, "the store has changed since this graph was loaded; ask again"};
}

Result<const Document*> EvidenceSentences::document(const DocumentId& id) {
  if (const auto held = documents_.find(id); held != documents_.end()) return &held->second;
  Result<std::optional<Document>> read = store_.document(id);
  if (!read) return read.error();
  if (!*read) return store_changed();
  if (bytes_held_ > kBytesHeld) {
    documents_.clear();
    bytes_held_ = 0;
  }
  bytes_held_ += (*read)->text.size();
  return &documents_.emplace(id, *std::move(*read)).first->second;
}

Result<SentenceEvidence> EvidenceSentences::sentence(const Evidence& evidence) {
  const Result<const Document*> source = document(evidence.document);
  if (!source) return source.error();
  Result<SentenceText> text = store_.sentence(**source, evidence.spans);
  if (!text) return text.error().code == ErrorCode::NotFound ? store_changed() : text.error();
  const CodePoints points((*source)->text);
  return as_evidence(source_of(**source), points, *std::move(text), evidence.date,
                     evidence.confidence);
}

Result<std::vector<SentenceEvidence>> EvidenceSentences::best(std::vector<Evidence> evidence,
                                                              std::size_t sentences) {
  best_first(evidence);
  std::vector<SentenceEvidence> chosen;
  for (const Evidence& one : evidence) {
    if (chosen.size() >= sentences) break;
    Result<SentenceEvidence> found = sentence(one);
    if (!found) return found.error();
    add_distinct(chosen, *std::move(found));
  }
  return chosen;
}

}  // namespace onrecord
