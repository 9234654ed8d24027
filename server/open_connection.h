#pragma once

#include <unistd.h>

#include <chrono>
#include <cstddef>

#include "server/request_reader.h"

namespace onrecord {

/// A client's connection, with what it has sent of its next request. Closes the socket at its end.
struct OpenConnection {
  OpenConnection(int accepted, const ConnectionLimits& limits, const HeadRules& rules,
                 const Admission& admission)
      : socket(accepted), reader(limits, rules, admission) {}
  ~OpenConnection() { ::close(socket); }
  OpenConnection(const OpenConnection&) = delete;
  OpenConnection& operator=(const OpenConnection&) = delete;

  const int socket;
  RequestReader reader;
  std::size_t answered = 0;  ///< requests so far
  /// Set once the connection is refused: until then it is read, so that a reset does not take the
  /// answer away from the client.
  std::chrono::steady_clock::time_point lingers_until{};
};

}  // namespace onrecord
