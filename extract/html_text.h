#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace onrecord {

/// Text of one block as it comes in pieces: blanks (no-break ones too) collapse to one, soft
/// hyphens and zero-width blanks vanish, U+0080-U+009F become the windows-1252 characters that
/// pages mean by them ("&#146;").
class HtmlText {
 public:
  /// Adds a piece, which begins and ends at character bounds. preserve: line ends stay (<pre>).
  void add(std::string_view piece, bool in_link, bool preserve);
  void add_break();  ///< a line end; blanks around it vanish
  void add_blank();

  bool empty() const { return text_.empty(); }
  bool ends_in_break() const { return !text_.empty() && text_.back() == '\n'; }
  std::uint32_t link_bytes() const { return link_bytes_; }
  /// What was gathered, without blanks and line ends at its edges; leaves this empty.
  std::string take();

 private:
  void add_character(char32_t c, std::string_view bytes, bool preserve);

  std::string text_;
  std::uint32_t link_bytes_ = 0;
  bool blank_ = false;  // one is due before the next character
};

}  // namespace onrecord
