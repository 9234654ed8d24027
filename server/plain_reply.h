#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/http_error.h"

namespace onrecord {

/// The headers that every reply carries: nothing is cached, framed, sniffed or sent elsewhere, and
/// a page may load nothing but our style sheet and pictures.
const std::vector<std::pair<std::string, std::string>>& security_headers();

/// The bytes of a reply that we write ourselves, to a request that never reaches the library. The
/// connection ends with it.
std::string refusal(const HttpError& error);

}  // namespace onrecord
