#include "extract/model_words.h"

namespace onrecord {
namespace {

/// Bytes of the ending that is a word of its own ("n't", "'re"), straight or typographic; 0 when
/// there is none.
std::size_t ending_size(std::string_view word) {
  for (const std::string_view ending :
       {"n't", "n\u2019t", "N'T", "N\u2019T", "'m", "\u2019m", "'re", "\u2019re", "'ve", "\u2019ve",
        "'ll", "\u2019ll", "'d", "\u2019d"}) {
    if (word.size() > ending.size() && word.ends_with(ending)) return ending.size();
  }
  return 0;
}

}  // namespace

ModelWords::ModelWords(const Analysis& analysis) {
  words_.reserve(analysis.tokens.size());
  for (const Sentence& sentence : analysis.sentences) {
    if (analysis.paragraphs[sentence.paragraph].table_row) continue;
    const std::size_t first = words_.size();
    for (std::size_t token = sentence.first_token; token < sentence.end_token;) {
      token = add_token(analysis, token, sentence.end_token);
    }
    sentences_.push_back({first, words_.size()});
    paragraphs_.push_back(sentence.paragraph);
  }
}

void ModelWords::add(std::string_view word, std::size_t first_token, std::size_t end_token) {
  words_.push_back(word);
  tokens_.push_back({first_token, end_token});
}

/// Adds the words of a token, and of the next where both are one mark; returns the one after.
std::size_t ModelWords::add_token(const Analysis& analysis, std::size_t token, std::size_t end) {
  const std::string_view word = analysis.word(token);
  const Span span = analysis.tokens[token].span;
  const bool single = word == "'" || word == "`";
  if (single && token + 1 < end && analysis.word(token + 1) == word &&
      analysis.tokens[token + 1].span.begin == span.end) {
    add(analysis.text.substr(span.begin, 2), token, token + 2);
    return token + 2;
  }
  if (const std::size_t ending = ending_size(word); ending > 0) {
    add(word.substr(0, word.size() - ending), token, token + 1);
    add(word.substr(word.size() - ending), token, token + 1);
  } else {
    add(word, token, token + 1);
  }
  return token + 1;
}

TokenRange ModelWords::to_tokens(TokenRange words) const {
  return {tokens_[words.first].first, tokens_[words.end - 1].end};
}

ModelReading ModelWords::to_tokens(ModelReading reading) const {
  for (ReadName& name : reading.names) name.words = to_tokens(name.words);
  for (ReadAttribution& attribution : reading.attributions) {
    attribution.cue = to_tokens(attribution.cue);
    if (attribution.source) attribution.source = to_tokens(*attribution.source);
    for (TokenRange& content : attribution.content) content = to_tokens(content);
  }
  for (TaggedRun& part : reading.parts) {
    const TokenRange tokens = to_tokens(TokenRange{part.first, part.end});
    part.first = tokens.first, part.end = tokens.end;
  }
  for (ReadMention& mention : reading.mentions) mention.words = to_tokens(mention.words);
  return reading;
}

}  // namespace onrecord
