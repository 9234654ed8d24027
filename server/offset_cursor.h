#pragma once

#include <cstddef>
#include <string>

#include "model/result.h"

namespace onrecord {

/// Cursors of lists that are made anew for each page: the number of items that were shown.
///
/// InvalidInput for what no such list gave; "" is the beginning.
Result<std::size_t> parse_offset_cursor(const std::string& cursor);

/// The cursor of the page that begins at `offset`; "" when there are only `total` items.
std::string offset_cursor(std::size_t offset, std::size_t total);

}  // namespace onrecord
