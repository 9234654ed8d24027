#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http_error.h"

namespace onrecord {

/// What a request's head may look like. The library behind us accepts far more (design notes in
/// connection.cpp), so it only ever sees a head that passed here and was written anew.
struct HeadRules {
  std::uint16_t port = 0;  ///< that Host must name
  std::size_t max_path_bytes = 1024;
  std::size_t max_query_bytes = 4096;
  std::size_t max_headers = 64;
  /// Names that Host may have, in lower case and without the port.
  std::vector<std::string> hosts = {"localhost", "127.0.0.1", "[::1]"};
};

struct RequestHead {
  std::string method;  ///< any word: "GET", "BREW"
  std::string target;  ///< path and query as sent: visible ASCII, begins with '/'
  std::string host;
  bool keep_alive = true;
  std::string authorization;                  ///< "" when none was sent
  std::string content_type;                   ///< in lower case, without parameters; "" for none
  std::optional<std::size_t> content_length;  ///< of any method: what may have a body is for routes
};

/// Reads a whole HTTP/1.1 request head (RFC 9112), the empty line included.
///
/// Refused with the status in brackets: anything malformed, a missing or second Host (400), pages
/// of other sites that fetch from here (403), chunks and a Content-Length that is given twice or is
/// not digits (400), long paths and queries (414), Content-Encoding and multipart (415), Range
/// (416), Expect (417), a Host that is none of ours with our port (421), too many headers (431),
/// other versions (505).
/// Total: any bytes are accepted as input. Safe to call from several threads.
std::variant<RequestHead, HttpError> parse_request_head(std::string_view head,
                                                        const HeadRules& rules);

/// The head to hand on: method, target, Host and Connection, nothing of the sender's making else.
std::string to_bytes(const RequestHead& head);

}  // namespace onrecord
