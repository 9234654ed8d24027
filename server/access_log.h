#pragma once

#include <chrono>
#include <string>

#include "server/connection.h"

namespace onrecord {

/// One request as a line of JSON without its end: {"time","method","route","params","status",
/// "bytes","ms","whole"}. route is the pattern, params are names, so no id, name, text or token
/// that somebody asked with is in it.
std::string to_log_line(const AnsweredRequest& answered, std::chrono::system_clock::time_point at);

}  // namespace onrecord
