#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/analysis.h"

namespace onrecord {

/// A closed list of lower-case words; only ever asked, never walked.
using WordSet = std::unordered_set<std::string_view>;

/// The words of a document in lower case, for rules that look at neighbours. Any index may be
/// asked: before the first and past the last token stands "".
class Words {
 public:
  /// analysis: must outlive this.
  explicit Words(const Analysis& analysis);

  const Analysis& analysis() const { return *analysis_; }
  std::size_t size() const { return low_.size(); }
  std::string_view at(std::size_t token) const {
    return token < low_.size() ? std::string_view(low_[token]) : std::string_view();
  }
  bool is(std::size_t token, std::initializer_list<std::string_view> words) const;
  bool is(std::size_t token, const WordSet& words) const { return words.contains(at(token)); }
  /// Whether `phrase` (lower-case words split by single blanks) begins at `token`.
  bool phrase_at(std::size_t token, std::string_view phrase) const;
  /// The number of tokens of the first of `phrases` that begins at `token`; 0 when none does.
  std::size_t any_phrase_at(std::size_t token,
                            std::initializer_list<std::string_view> phrases) const;

  bool word(std::size_t token) const { return token < size() && tokens()[token].word; }
  bool capital(std::size_t token) const { return token < size() && tokens()[token].capital; }
  bool possessive(std::size_t token) const;  ///< "'s", or "'" after a plural
  bool quote_mark(std::size_t token) const;
  bool dash(std::size_t token) const;
  /// Bytes from the first to the last of tokens [first, end), cut at the last token there is.
  Span span(std::size_t first, std::size_t end) const;
  std::string_view text(std::size_t first, std::size_t end) const;
  /// First token of the sentence of `token`, and one past its last.
  std::size_t sentence_begin(std::size_t token) const;
  std::size_t sentence_end(std::size_t token) const;
  /// The tokens under `span`: [first, end).
  std::pair<std::size_t, std::size_t> tokens_of(Span span) const;

 private:
  const std::vector<Token>& tokens() const { return analysis_->tokens; }
  const Analysis* analysis_;
  std::vector<std::string> low_;
};

}  // namespace onrecord
