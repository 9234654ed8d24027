#pragma once

#include <chrono>
#include <cstddef>

namespace onrecord {

struct ConnectionLimits {
  std::size_t threads = 64;            ///< requests answered at once
  std::size_t waiting = 256;           ///< whole requests that may wait for a thread
  std::size_t connections = 512;       ///< that send a request, or are between two
  std::size_t max_head_bytes = 16384;  ///< request line and headers
  std::size_t max_path_bytes = 1024;
  std::size_t max_query_bytes = 4096;
  std::size_t max_requests = 1000;                  ///< on one connection
  std::chrono::milliseconds head_deadline{3000};    ///< for a whole head, from its first byte
  std::chrono::milliseconds body_deadline{30'000};  ///< for a whole body
  std::chrono::milliseconds idle_timeout{5000};     ///< between two requests of a connection
  std::chrono::milliseconds write_stall{5000};      ///< for each 16 KiB of a reply to be taken
  std::size_t slow_writes = 32;  ///< threads that may wait for clients to take their replies
  std::chrono::milliseconds request_deadline{600'000};  ///< for a whole answer, its making included
};

}  // namespace onrecord
