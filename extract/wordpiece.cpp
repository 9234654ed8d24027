// Greedy longest match from the left: "unaffable" is "un", "##aff", "##able". A token is at most
// 100 characters and a piece at most `longest_` bytes, which bounds the look-ups of a character.

#include "extract/wordpiece.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "extract/basic_tokens.h"
#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostCharacters = 100;
constexpr std::string_view kInside = "##";

}  // namespace

Result<WordPiece> WordPiece::load(const ModelFile& model) {
  const Result<std::string_view> vocabulary = model.text("vocab");
  if (!vocabulary) return vocabulary.error();
  const auto corrupt = [&](const std::string& what) {
    return to_item_error(ErrorCode::Corrupt, model.path(), "its vocabulary " + what);
  };
  WordPiece pieces;
  pieces.text_ = std::make_unique<char[]>(vocabulary->size());
  std::memcpy(pieces.text_.get(), vocabulary->data(), vocabulary->size());
  std::string_view rest(pieces.text_.get(), vocabulary->size());
  const auto lines = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n')) + 1;
  pieces.first_.reserve(lines);
  std::int32_t id = 0;
  for (bool more = true; more; ++id) {
    const std::size_t end = rest.find('\n');
    std::string_view piece = rest.substr(0, end);
    more = end != std::string_view::npos;
    rest.remove_prefix(more ? end + 1 : rest.size());
    const bool inside = piece.size() > kInside.size() && piece.substr(0, 2) == kInside;
    if (inside) piece.remove_prefix(kInside.size());
    if (piece.empty()) return corrupt("has an empty line");
    if (!(inside ? pieces.inside_ : pieces.first_).emplace(piece, id).second) {
      return corrupt("has '" + to_shown_name(piece) + "' twice");
    }
    pieces.longest_ = std::max(pieces.longest_, piece.size());
  }
  pieces.size_ = static_cast<std::size_t>(id);
  pieces.cls_ = pieces.find(false, "[CLS]");
  pieces.sep_ = pieces.find(false, "[SEP]");
  pieces.unknown_ = pieces.find(false, "[UNK]");
  if (pieces.cls_ < 0 || pieces.sep_ < 0 || pieces.unknown_ < 0) {
    return corrupt("lacks [CLS], [SEP] or [UNK]");
  }
  return pieces;
}

std::int32_t WordPiece::find(bool inside_word, std::string_view text) const {
  const Ids& ids = inside_word ? inside_ : first_;
  const auto found = ids.find(text);
  return found == ids.end() ? -1 : found->second;
}

/// Spells basic tokens with the vocabulary.
class WordCutter {
 public:
  WordCutter(const WordPiece& vocabulary, std::vector<Piece>& pieces)
      : vocabulary_(vocabulary), pieces_(pieces) {}

  void cut(const BasicToken& token, std::uint32_t word) {
    const std::size_t before = pieces_.size();
    bool spelled = token.characters.size() <= kMostCharacters;
    for (std::size_t at = 0; spelled && at < token.characters.size();) {
      const std::size_t next = add_longest(token, at, word);
      spelled = next > at;
      at = next;
    }
    if (spelled) return;
    pieces_.resize(before);
    pieces_.push_back(
        {vocabulary_.unknown_,
         token.case_class,
         word,
         {token.characters.front().source.begin, token.characters.back().source.end}});
  }

 private:
  /// Adds the longest piece that begins at character `at`; returns the character behind it, or `at`
  /// when there is none.
  std::size_t add_longest(const BasicToken& token, std::size_t at, std::uint32_t word) {
    const std::uint32_t begin = at == 0 ? 0 : token.characters[at - 1].end;
    std::size_t end = token.characters.size();
    while (end > at && token.characters[end - 1].end - begin > vocabulary_.longest_) --end;
    for (; end > at; --end) {
      const auto text =
          std::string_view(token.text).substr(begin, token.characters[end - 1].end - begin);
      const std::int32_t id = vocabulary_.find(at > 0, text);
      if (id < 0) continue;
      pieces_.push_back(
          {id,
           token.case_class,
           word,
           {token.characters[at].source.begin, token.characters[end - 1].source.end}});
      return end;
    }
    return at;
  }

  const WordPiece& vocabulary_;
  std::vector<Piece>& pieces_;
};

std::vector<Piece> WordPiece::encode(std::span<const std::string_view> words) const {
  std::vector<Piece> pieces;
  pieces.reserve(words.size() + words.size() / 4);
  WordCutter cutter(*this, pieces);
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const BasicToken& token : find_basic_tokens(words[i])) {
      cutter.cut(token, static_cast<std::uint32_t>(i));
    }
  }
  return pieces;
}

std::vector<Piece> WordPiece::to_window(std::span<const Piece> pieces) const {
  std::vector<Piece> window;
  window.reserve(pieces.size() + 2);
  window.push_back({cls_, CaseClass::None, kNoWord, {}});
  window.insert(window.end(), pieces.begin(), pieces.end());
  window.push_back({sep_, CaseClass::None, kNoWord, {}});
  return window;
}

}  // namespace onrecord
