#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/model_file.h"
#include "extract/piece.h"
#include "model/result.h"

namespace onrecord {

/// Cuts words into the pieces that the encoder knows: BERT's uncased basic tokenizer and greedy
/// longest match (Devlin et al. 2019; Wu et al. 2016), with two differences: typographic quotation
/// marks become plain, as do the Penn Treebank's spellings when they are a whole word (``, '',
/// -LRB- ...), and the case class of each basic token is kept. train/wordpiece.py does the same.
///
/// Movable; const and safe to use from several threads after loading.
class WordPiece {
 public:
  /// Reads the tensor "vocab": pieces divided by line feeds, "##" before those that go on a word.
  /// Corrupt when it is empty, holds a piece twice or lacks [CLS], [SEP] or [UNK].
  static Result<WordPiece> load(const ModelFile& model);

  /// The pieces of all words in order, without [CLS] and [SEP].
  ///
  /// words:   any bytes; what is not UTF-8 is passed over. Blanks inside a word divide it.
  /// returns: pieces with the index of their word and their bytes inside it, in order. A word of
  ///          nothing but controls, blanks and combining marks has none; a word that the vocabulary
  ///          cannot spell, or over 100 characters without a break, is one [UNK].
  ///          Where one character decomposes into several pieces, each of them spans it.
  ///
  /// Total; time is linear in the bytes.
  std::vector<Piece> encode(std::span<const std::string_view> words) const;

  /// [CLS] pieces [SEP]: what the encoder takes.
  std::vector<Piece> to_window(std::span<const Piece> pieces) const;

  std::size_t size() const { return size_; }  ///< pieces in the vocabulary

 private:
  friend class WordCutter;
  using Ids = std::unordered_map<std::string_view, std::int32_t>;

  WordPiece() = default;
  std::int32_t find(bool inside_word, std::string_view text) const;  ///< -1 when there is none

  std::unique_ptr<char[]> text_;  // what the keys of the two maps view
  Ids first_, inside_;            // pieces that begin a word; those that go on, without "##"
  std::size_t longest_ = 0;       // bytes of the longest piece
  std::size_t size_ = 0;
  std::int32_t cls_ = -1, sep_ = -1, unknown_ = -1;
};

}  // namespace onrecord
