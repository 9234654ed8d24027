#pragma once

#include <cstddef>
#include <string>

// What the options of several commands share.

namespace CLI {
class App;
}

namespace onrecord {

constexpr std::size_t kMostItems = 1'000'000'000;

/// An option that was given must say something: an unset variable of a script must not ask for all.
/// A complaint, or "" when all is well.
std::string refuse_empty(const std::string& value);

/// --min-confidence P, refused when it is no probability.
void add_min_confidence(CLI::App* command, double& least);

}  // namespace onrecord
