#pragma once

#include <string_view>

namespace onrecord {

/// One file of the explorer page, as it was bundled when the program was built.
struct PageAsset {
  std::string_view content_type;
  std::string_view bytes;  ///< live as long as the program
};

/// path: "/" for the page itself, else "/assets/<hashed name>".
/// returns: an asset whose bytes are empty when there is none at this path, as for every path of a
/// program that was built without the page (-DONRECORD_PAGE=OFF).
///
/// Safe to call from several threads.
PageAsset find_page_asset(std::string_view path);

}  // namespace onrecord
