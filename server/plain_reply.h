#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http_error.h"

namespace onrecord {

/// Of pages that need no script and have forms that lead back here.
inline constexpr std::string_view kFormPagePolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

/// The headers that every reply carries: nothing is cached, framed, sniffed or sent elsewhere, and
/// a page may load nothing but what this server has, and pictures that it made itself.
const std::vector<std::pair<std::string, std::string>>& security_headers();

/// The bytes of a reply that we write ourselves, to a request that never reaches the library. The
/// connection ends with it.
std::string refusal(const HttpError& error);

}  // namespace onrecord
