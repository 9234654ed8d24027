#include "server/lookup.h"

#include <utility>

namespace onrecord {

DocumentRef to_ref(const Document& document) {
  return {document.id, document.title, document.url, document.publisher, document.published};
}

Result<std::optional<EntityRef>> Lookup::entity(EntityId id) {
  const auto known = entities_.find(id);
  if (known != entities_.end()) return known->second;
  const auto stored = store_.entity(id);
  if (!stored) return stored.error();
  std::optional<EntityRef> ref;
  if (*stored) ref = EntityRef{id, (*stored)->entity.type, (*stored)->entity.name};
  entities_.emplace(id, ref);
  return ref;
}

Result<std::vector<EntityRef>> Lookup::entities(const std::vector<EntityId>& ids) {
  std::vector<EntityRef> out;
  for (const EntityId id : ids) {
    const auto ref = entity(id);
    if (!ref) return ref.error();
    if (*ref) out.push_back(**ref);
  }
  return out;
}

Result<const Lookup::Text*> Lookup::document(const DocumentId& id) {
  const auto known = documents_.find(id);
  if (known != documents_.end()) return &known->second;
  auto stored = store_.document(id);
  if (!stored) return stored.error();
  if (!*stored) {
    return Error{ErrorCode::NotFound, "there is no document '" + id.value + "'"};
  }
  return &documents_.try_emplace(id, std::move(**stored)).first->second;
}

Result<SentenceEvidence> Lookup::sentence(const DocumentId& id, const Spans& spans,
                                          const PartialDate& date, double confidence) {
  const auto text = document(id);
  if (!text) return text.error();
  auto sentence = store_.sentence(id, spans);
  if (!sentence) return sentence.error();
  const Document& from = (*text)->document;
  const auto [begin, end] = (*text)->code_points.from_span(sentence->span);
  return SentenceEvidence{from.title, from.url,  from.publisher, date, from.published,
                          confidence, *sentence, begin,          end};
}

Result<SentenceEvidence> Lookup::sentence(const Evidence& evidence) {
  return sentence(evidence.document, evidence.spans, evidence.date, evidence.confidence);
}

}  // namespace onrecord
