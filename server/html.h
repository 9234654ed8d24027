#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace onrecord {

/// `text` as HTML text or as a quoted attribute value: & < > " ' become references, carriage
/// returns blanks; control characters other than tab and line feed, bytes that are not UTF-8, and
/// U+FFFE and U+FFFF, which XML forbids, become U+FFFD.
std::string escape_html(std::string_view text);

/// Builds HTML so that a value cannot become markup: markup comes from literals of this program
/// only, everything else goes through escape_html.
class Html {
 public:
  template <std::size_t N>
  Html& raw(const char (&markup)[N]) {
    bytes_.append(markup, N - 1);
    return *this;
  }
  Html& text(std::string_view value) {
    bytes_ += escape_html(value);
    return *this;
  }
  Html& number(std::uint64_t value) {
    bytes_ += std::to_string(value);
    return *this;
  }
  /// Markup that this program made elsewhere: a picture of Graphviz, a style. Never of the store.
  Html& drawn(std::string_view markup) {
    bytes_ += markup;
    return *this;
  }
  /// Markup that another Html built.
  Html& add(const Html& other) {
    bytes_ += other.bytes_;
    return *this;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace onrecord
