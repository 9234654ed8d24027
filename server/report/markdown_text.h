#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace onrecord {

/// `text` as it may stand anywhere within a line of Markdown, shown as it is and as nothing else:
/// whatever CommonMark, GitHub or Obsidian could take for markup has a backslash before it. White
/// space and line ends become single blanks, none at the ends; control characters and bytes that
/// are not UTF-8 become U+FFFD; invisible marks, among them those that turn the direction of text,
/// are left out. Total. (An address of mail becomes a link on GitHub whatever is done.)
std::string escape_markdown(std::string_view text);

/// An address as it may stand between < and > as the destination of a link; "" unless it begins
/// with http:// or https://.
std::string markdown_destination(std::string_view url);

/// Builds Markdown so that a value cannot become markup: markup comes from literals of this program
/// only, everything else goes through escape_markdown.
class Markdown {
 public:
  template <std::size_t N>
  Markdown& raw(const char (&markup)[N]) {
    bytes_.append(markup, N - 1);
    return *this;
  }
  Markdown& text(std::string_view value) {
    bytes_ += escape_markdown(value);
    return *this;
  }
  Markdown& number(std::uint64_t value) {
    bytes_ += std::to_string(value);
    return *this;
  }
  /// The lines of a Mermaid diagram, as viz/ writes them: without a backtick.
  Markdown& diagram(std::string_view lines) {
    bytes_ += lines;
    return *this;
  }
  /// In bold; "(no name)" for what shows nothing.
  Markdown& strong(std::string_view value);
  /// A link; only the words where the address is none that is safe to follow.
  Markdown& link(std::string_view words, std::string_view url);
  /// Markdown that another one built.
  Markdown& add(const Markdown& other) {
    bytes_ += other.bytes_;
    return *this;
  }
  bool empty() const { return bytes_.empty(); }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace onrecord
