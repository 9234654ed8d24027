#include "graph/pair_evidence.h"

#include <algorithm>

#include "graph/sentence_pairs.h"
#include "graph/snapshot.h"

namespace onrecord {

namespace {

constexpr std::size_t kDocumentsLookedInto = 64;

const EntityRecord* find_record(const Extraction& extraction, EntityId id) {
  for (const EntityRecord& record : extraction.entities) {
    if (record.entity.id == id) return &record;
  }
  return nullptr;
}

/// All mentions of all entities, because how many a sentence names decides whether it counts.
Status add_places(const Store& store, const DocumentId& id, EntityId a, EntityId b,
                  std::vector<Evidence>& evidence) {
  const Result<std::optional<Extraction>> extraction = store.extraction(id);
  if (!extraction) return extraction.error();
  if (!*extraction || !find_record(**extraction, a) || !find_record(**extraction, b)) return {};
  const Result<std::optional<Document>> document = store.document(id);
  if (!document) return document.error();
  if (!*document) return {};
  SentencePairs<EntityId> pairs;
  for (const EntityRecord& record : (*extraction)->entities) {
    for (const Span& span : record.mentions) pairs.add(span, record.entity.id);
  }
  pairs.visit((*extraction)->sentences, SnapshotOptions().max_entities_in_sentence,
              [&](const auto& one, const auto& other) {
                if (std::minmax(one.name, other.name) != std::minmax(a, b)) return;
                Evidence place;
                place.document = id;
                place.spans = {std::min(one.span, other.span), std::max(one.span, other.span)};
                place.confidence = 1.0;
                place.date = (*document)->published;
                evidence.push_back(std::move(place));
              });
  return {};
}

}  // namespace

Result<std::vector<Evidence>> pair_evidence(const Store& store, EntityId a, EntityId b,
                                            const DocumentId& first, std::size_t sentences,
                                            const DocumentChoice& chosen) {
  std::vector<Evidence> evidence;
  if (!chosen || chosen(first.value)) {
    if (Status added = add_places(store, first, a, b, evidence); !added) return added.error();
  }
  // To look for the others is dear where both are named in most documents.
  Result<std::vector<DocumentId>> documents = std::vector<DocumentId>();
  if (evidence.size() < sentences) {
    documents = store.mentioning_both(a, b, first, kDocumentsLookedInto);
  }
  if (!documents) return documents.error();
  for (const DocumentId& document : *documents) {
    if (evidence.size() >= sentences) break;
    if (document == first || (chosen && !chosen(document.value))) continue;
    if (Status added = add_places(store, document, a, b, evidence); !added) return added.error();
  }
  if (evidence.size() > sentences) evidence.resize(sentences);
  return evidence;
}

}  // namespace onrecord
