#include "server/document_view.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace onrecord {
namespace {

std::vector<DocumentView::MentionView> collect_mentions(const Extraction& extraction) {
  std::vector<DocumentView::MentionView> out;
  for (const EntityRecord& record : extraction.entities) {
    const Entity& entity = record.entity;
    for (const Span span : record.mentions) {
      out.push_back({span, EntityRef{entity.id, entity.type, entity.name}});
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.span, a.entity.id) < std::tie(b.span, b.entity.id);
  });
  return out;
}

}  // namespace

Result<DocumentView> view_document(Lookup& lookup, const DocumentId& id) {
  const auto text = lookup.document(id);
  if (!text) return text.error();
  auto extraction = lookup.store().extraction(id);
  if (!extraction) return extraction.error();
  DocumentView out;
  out.document = (*text)->document;
  if (!*extraction) return out;
  out.extractor = (*extraction)->extractor;
  out.sentences = (*extraction)->sentences;
  out.mentions = collect_mentions(**extraction);
  for (const Quote& quote : (*extraction)->quotes) {
    auto view = view_quote(lookup, {id, quote});
    if (!view) return view.error();
    out.quotes.push_back(std::move(*view));
  }
  return out;
}

}  // namespace onrecord
