#pragma once

#include <atomic>
#include <string>

#include "server/connection.h"
#include "server/dispatch.h"
#include "tests/catch.h"
#include "tests/server/http_client.h"
#include "tests/server/sample_store.h"

namespace onrecord {

inline const std::string kTestToken = "mu5t-n0t-be-l0gged-a3CdEfGhIjKlMnOpQrStUvWx";

/// What the routes below saw.
struct Seen {
  std::atomic<int> handled{0};     ///< requests that came through to a route
  std::atomic<bool> ended{false};  ///< the stream of "/watch" noticed that its client had gone
};
Seen& seen();

/// A table with a route of each kind: "/read", "/write" (POST, the length of the body),
/// "/write/:id" (DELETE), "/shell", "/form" (POST that only reads), "/watch" (POST, events until
/// nobody listens), "/work" (a search without end), "/big" (64 MiB).
std::span<const Route> guarded_routes();

/// Those routes behind the whole guard, on a free port.
class GuardedServer {
 public:
  explicit GuardedServer(AccessRules rules, ConnectionLimits limits = {}, AccessLog log = {});
  std::uint16_t port = 0;

 private:
  TemporaryFolder folder_;
  Store store_;
  Sources sources_;
  HttpListener listener_;
};

/// With kTestToken, for writes only.
AccessRules with_token();

/// A POST of JSON with the token and a good Host; `headers` come on top.
std::string post_bytes(std::uint16_t port, const std::string& target, const std::string& body,
                       const std::string& headers = "");

}  // namespace onrecord
