#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <map>
#include <string>

namespace onrecord {

/// A reply as it came over the wire.
struct RawReply {
  int status = 0;                              ///< 0: the server closed without one
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// A TCP connection of a test, which says exactly what it is told to. The test fails when a reply
/// is not as server/openapi.yaml describes it (tests/server/described.h).
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port, const char* host = "127.0.0.1");
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  /// False when the server no longer listens to it.
  bool send(const std::string& bytes);
  /// The next reply; chunks are put together. Waits at most ten seconds.
  RawReply receive(bool head_only = false);
  /// Whether the server has closed, within ten seconds.
  bool closed();
  /// Says that nothing more will be sent; replies can still come.
  void end_sending();
  /// Goes without a goodbye: the server's next packet meets a reset.
  void break_off();

 private:
  bool read_more();
  RawReply receive_any(bool head_only);
  int socket_;
  std::string received_;
  std::string asked_;  ///< the beginning of what was sent since the last reply
};

/// "GET target" with a good Host and Connection: close, plus `headers` (each ending in CRLF).
std::string request_bytes(std::uint16_t port, const std::string& target,
                          const std::string& headers = "", const std::string& method = "GET");
RawReply get(std::uint16_t port, const std::string& target, const std::string& headers = "",
             const std::string& method = "GET");
/// Sends bytes as they are and takes the first reply.
RawReply send_raw(std::uint16_t port, const std::string& bytes);

/// The body as JSON; the test fails when it is none or the status is another.
rapidjson::Document get_json(std::uint16_t port, const std::string& target, int status = 200);

}  // namespace onrecord
