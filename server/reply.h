#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"

namespace onrecord {

/// Of a stream whose client has gone or had no more time.
inline Error not_sent() { return {ErrorCode::Busy, "the reply could not be sent to its end"}; }

/// What a route answers.
struct Reply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  /// When set, writes the body piece by piece instead; an error when it could not be finished,
  /// which cuts the connection, so that the client sees that something is missing. flush() on the
  /// stream sends what was written so far (server-sent events); the stream goes bad when the client
  /// has gone or the request's time is up.
  std::function<Status(std::ostream&)> stream;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string_view route = "-";  ///< the pattern that answered, of static storage: for the log
  bool lasting = false;          ///< the same will be said until the store changes
  std::string params;            ///< names of the query's known parameters, for the log
};

}  // namespace onrecord
