#pragma once

#include <string_view>
#include <vector>

#include "extract/analysis.h"
#include "extract/language_model.h"

namespace onrecord {

/// The tokens of a document as the words that the language model was trained on, those of the Penn
/// Treebank: two apostrophes in a row are one mark (''), "don't" is "do" and "n't", "we're" "we"
/// and "'re". Rows of tables are no running text, and left out of the sentences.
class ModelWords {
 public:
  /// analysis: must outlive this.
  explicit ModelWords(const Analysis& analysis);

  ReadingText text() const { return {words_, sentences_, paragraphs_}; }
  const std::vector<std::string_view>& words() const { return words_; }

  /// What was read of these words, in tokens of the document.
  ModelReading to_tokens(ModelReading reading) const;

 private:
  void add(std::string_view word, std::size_t first_token, std::size_t end_token);
  std::size_t add_token(const Analysis& analysis, std::size_t token, std::size_t end);
  TokenRange to_tokens(TokenRange words) const;

  std::vector<std::string_view> words_;
  std::vector<TokenRange> tokens_;  // by word
  std::vector<TokenRange> sentences_;
  std::vector<std::size_t> paragraphs_;
};

}  // namespace onrecord
