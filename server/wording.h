#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord {

/// "Maine, Boston": what is not empty, joined by ", ".
std::string join(const std::vector<std::string>& words, std::string_view between = ", ");

/// "1 document", "2 documents".
std::string counted(std::uint64_t count, std::string_view noun);

/// What stands between blanks.
std::vector<std::string> words_of(std::string_view folded);

}  // namespace onrecord
