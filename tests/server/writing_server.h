#pragma once

#include <string>

#include "server/server.h"
#include "tests/server/http_client.h"

namespace onrecord {

inline const std::string kWriteToken = "a-token-of-a-test";

/// For a server that may be written to with kWriteToken. It finds Ida Nord at the beginning of
/// every text, and fails for one that is "unreadable".
ServerOptions writable();

/// A request with a good Host; token: "" for none.
RawReply send(std::uint16_t port, const std::string& method, const std::string& target,
              const std::string& body, const std::string& type = "application/json",
              const std::string& token = kWriteToken);

}  // namespace onrecord
