#pragma once

#include <string_view>

namespace onrecord {

/// Whether an address from a document may become a link: http:// or https://, and nothing else.
constexpr bool is_web_link(std::string_view url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

}  // namespace onrecord
