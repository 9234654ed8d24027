#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace onrecord {

/// At most `chars` code points of valid UTF-8, an ellipsis in place of the rest. Anything else is
/// returned whole: the escapers deal with it.
std::string shorten(std::string_view text, std::size_t chars);

}  // namespace onrecord
