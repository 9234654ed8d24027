#pragma once

#include <set>
#include <string>
#include <string_view>

namespace onrecord {

/// The words of a text for search: folded (fold_for_search), then cut where neither letter nor
/// digit stands. "The U.S. agents' raid, José said" -> agents, jose, raid, said, us. Total.
std::set<std::string> content_words(std::string_view text);

}  // namespace onrecord
