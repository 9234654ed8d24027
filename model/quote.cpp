#include "model/quote.h"

#include <utility>

#include "model/hash_input.h"

namespace onrecord {
namespace {

constexpr std::pair<QuoteKind, std::string_view> kKinds[] = {
    {QuoteKind::Direct, "direct"},
    {QuoteKind::Indirect, "indirect"},
    {QuoteKind::Mixed, "mixed"},
};

constexpr std::pair<PlaceBasis, std::string_view> kBases[] = {
    {PlaceBasis::Content, "content"},
    {PlaceBasis::Sentence, "sentence"},
    {PlaceBasis::Jurisdiction, "jurisdiction"},
};

template <typename Enum, std::size_t N>
std::string_view word_of(const std::pair<Enum, std::string_view> (&words)[N], Enum value) {
  for (const auto& [known, word] : words) {
    if (known == value) return word;
  }
  return "";
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_of(const std::pair<Enum, std::string_view> (&words)[N],
                             std::string_view word) {
  for (const auto& [value, known] : words) {
    if (known == word) return value;
  }
  return std::nullopt;
}

void add_spans(HashInput& input, const Spans& spans) {
  input.number(spans.size());
  for (const Span span : spans) input.number(span.begin).number(span.end);
}

}  // namespace

std::string_view to_string(QuoteKind kind) { return word_of(kKinds, kind); }

std::string_view to_string(PlaceBasis basis) { return word_of(kBases, basis); }

std::optional<QuoteKind> parse_quote_kind(std::string_view word) { return value_of(kKinds, word); }

std::optional<PlaceBasis> parse_place_basis(std::string_view word) {
  return value_of(kBases, word);
}

QuoteId make_quote_id(const DocumentId& document, const Spans& content, const Spans& source) {
  HashInput input;
  input.text(document.value);
  add_spans(input, content);
  add_spans(input, source);
  return QuoteId{input.hash()};
}

}  // namespace onrecord
