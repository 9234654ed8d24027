#include "extract/analysis.h"

#include <algorithm>

#include "extract/analysis_parts.h"

namespace onrecord {

std::size_t Analysis::token_at(std::uint32_t offset) const {
  const auto it =
      std::lower_bound(tokens.begin(), tokens.end(), offset,
                       [](const Token& t, std::uint32_t o) { return t.span.begin < o; });
  return static_cast<std::size_t>(it - tokens.begin());
}

std::size_t Analysis::sentence_at(std::uint32_t offset) const {
  const auto it =
      std::upper_bound(sentences.begin(), sentences.end(), offset,
                       [](std::uint32_t o, const Sentence& s) { return o < s.span.begin; });
  return it == sentences.begin() ? 0 : static_cast<std::size_t>(it - sentences.begin()) - 1;
}

Analysis analyse(const Document& document) {
  Analysis analysis;
  analysis.document = &document;
  analysis.text = document.text;
  analysis.paragraphs = find_paragraphs(analysis.text);
  for (std::size_t i = 0; i < analysis.paragraphs.size(); ++i) {
    Paragraph& paragraph = analysis.paragraphs[i];
    const std::size_t first = analysis.tokens.size();
    tokenise(analysis.text, paragraph.span, analysis.tokens);
    paragraph.first_sentence = static_cast<std::uint32_t>(analysis.sentences.size());
    split_sentences(analysis.text, static_cast<std::uint32_t>(i), first, analysis);
    paragraph.end_sentence = static_cast<std::uint32_t>(analysis.sentences.size());
  }
  analysis.passages = find_passages(analysis.text, analysis.paragraphs);
  return analysis;
}

}  // namespace onrecord
