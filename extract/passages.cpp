// Passages in quotation marks, paragraph by paragraph, after the typography of English news:
// curly, straight, single and angle marks; single within double and the other way round; a long
// quotation opens again in each paragraph and closes in its last; a mark that never closes ends
// with its paragraph. '“A ‘b’ c,” he said' has the passages A ‘b’ c, and, one deeper, b.
// A straight or single mark opens after a blank, bracket or dash and before no blank; an
// apostrophe ("don't", "officers’", "’90s") is none. Not handled: a straight mark with blanks on
// both sides, single marks around words that themselves end in an apostrophe.

#include <algorithm>
#include <string_view>

#include "extract/analysis_parts.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

/// How far the closing mark of a single quotation is looked for, so that time stays linear.
constexpr std::uint32_t kLongestSingle = 4000;

enum class Mark { Double, Single, Angle };

struct Open {
  Mark mark;
  std::size_t passage;  // index into the result
};

bool single_mark(char32_t c) { return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x201A; }
bool double_mark(char32_t c) {
  return c == U'"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::vector<QuotedPassage>& found) : text_(text), found_(found) {}

  void paragraph(Span span) {
    span_ = span;
    reopens_ = open_at_end_;
    for (std::uint32_t at = span.begin; at < span.end;) {
      const Character c = character_at(text_, at);
      at = c.end;
      if (double_mark(c.value)) {
        on_double(c);
      } else if (single_mark(c.value)) {
        on_single(c);
      } else if (c.value == 0xAB || c.value == 0xBB) {
        on_angle(c);
      }
    }
    finish();
  }

 private:
  char32_t before(Character c) const {
    return c.begin > span_.begin ? character_before(text_, c.begin).value : U' ';
  }
  char32_t after(Character c) const {
    return c.end < span_.end ? character_at(text_, c.end).value : U' ';
  }
  static bool boundary(char32_t c) {
    return is_blank(c) || c == U'(' || c == U'[' || c == U'-' || c == 0x2013 || c == 0x2014 ||
           c == U'/' || c == U':' || c == U',' || c == U'|';
  }
  static bool ends_word(char32_t left, char32_t right) {
    return !is_letter(right) && !is_digit(right) && !is_blank(left);
  }
  bool may_open(Character c) const {
    const char32_t left = before(c), right = after(c);
    return (boundary(left) || single_mark(left) || double_mark(left)) && !is_blank(right);
  }
  bool inside(Mark mark) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.mark == mark; });
  }

  void on_double(Character c) {
    if (c.value == 0x201C || c.value == 0x201E) {
      if (inside(Mark::Double)) return;  // a mark opened twice: keep the outer
      return open(c, Mark::Double);
    }
    if (inside(Mark::Double)) {
      const bool opens_again = c.value == U'"' && may_open(c) && is_blank(before(c));
      // `"a" "b"` closes first; a straight mark that can only open while one is open is a stray.
      if (!opens_again) close(c, Mark::Double);
      return;
    }
    const bool inch = is_digit(before(c)) && c.value == U'"';
    if (c.value != 0x201D && !inch && may_open(c)) open(c, Mark::Double);
  }

  void on_angle(Character c) {
    if (c.value == 0xAB && !inside(Mark::Angle)) return open(c, Mark::Angle);
    if (c.value == 0xBB && inside(Mark::Angle)) close(c, Mark::Angle);
  }

  void on_single(Character c) {
    const char32_t left = before(c), right = after(c);
    if (inside(Mark::Single)) {
      if (ends_word(left, right) && !closes_better_later(c)) close(c, Mark::Single);
      return;
    }
    if (c.value == 0x2019 || !may_open(c) || is_digit(right)) return;
    if (closing_single(c.end)) open(c, Mark::Single);
  }

  /// Whether some single mark from `at` on in this paragraph ends a word.
  bool closing_single(std::uint32_t at) const { return find_closing(at, false); }

  /// "the officers’ work,’ he said": an apostrophe after s gives way to a mark after a stop.
  bool closes_better_later(Character c) const {
    const char32_t left = before(c);
    if (left != U's' && left != U'S') return false;
    return find_closing(c.end, true);
  }

  bool find_closing(std::uint32_t at, bool after_stop) const {
    const std::uint32_t end = std::min(span_.end, at + kLongestSingle);
    while (at < end) {
      const Character c = character_at(text_, at);
      at = c.end;
      if (double_mark(c.value) && inside(Mark::Double)) return false;
      if (c.value != U'\'' && c.value != 0x2019) {
        if (c.value == 0x2018) return false;
        continue;
      }
      const char32_t left = before(c), right = after(c);
      if (!ends_word(left, right)) continue;
      const bool stop = left == U'.' || left == U',' || left == U'!' || left == U'?';
      if (!after_stop || stop) return true;
    }
    return false;
  }

  void open(Character c, Mark mark) {
    QuotedPassage passage;
    passage.outer = {c.begin, span_.end};
    passage.inner = {c.end, span_.end};
    passage.depth = static_cast<int>(open_.size());
    const bool first = c.begin == span_.begin;
    passage.continues = first && reopens_ && passage.depth == 0;
    open_.push_back({mark, found_.size()});
    found_.push_back(passage);
  }

  void close(Character c, Mark mark) {
    while (!open_.empty()) {
      QuotedPassage& passage = found_[open_.back().passage];
      const bool this_one = open_.back().mark == mark;
      passage.inner.end = c.begin;
      passage.outer.end = this_one ? c.end : c.begin;
      passage.closed = this_one;
      open_.pop_back();
      if (this_one) return;
    }
  }

  void finish() {
    open_at_end_ = !open_.empty();
    for (const Open& o : open_) found_[o.passage].closed = false;
    open_.clear();
  }

  std::string_view text_;
  std::vector<QuotedPassage>& found_;
  Span span_;
  std::vector<Open> open_;
  bool open_at_end_ = false;  // the paragraph before left a mark open
  bool reopens_ = false;
};

}  // namespace

std::vector<QuotedPassage> find_passages(std::string_view text,
                                         const std::vector<Paragraph>& paragraphs) {
  std::vector<QuotedPassage> found;
  Scanner scanner(text, found);
  for (const Paragraph& paragraph : paragraphs) scanner.paragraph(paragraph.span);
  std::erase_if(found, [](const QuotedPassage& p) { return p.inner.empty(); });
  return found;
}

}  // namespace onrecord
