#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/result.h"

namespace onrecord {

/// A name that came from outside (a path, a field) made safe for a message: control characters
/// and bytes that are not UTF-8 become "\x1b"; past 200 bytes it is cut and ends in "...".
std::string to_shown_name(std::string_view name);

/// The Error of one item that could not be read: "read 'news/a.txt': the file is empty".
Error to_item_error(ErrorCode code, std::string_view item, std::string_view what);

/// "32 MiB", "8 GiB", "1000 bytes": the largest unit that divides it.
std::string to_shown_size(std::uint64_t bytes);

}  // namespace onrecord
