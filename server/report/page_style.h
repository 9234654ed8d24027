#pragma once

#include <string>
#include <string_view>

namespace onrecord {

/// The style of a report's page: for screens light and dark, telephones and paper.
std::string_view report_style();

/// What the page may do, for its Content-Security-Policy: nothing but to be styled by just that.
std::string report_policy();

}  // namespace onrecord
