#pragma once

#include <memory>
#include <string>

#include "server/server.h"
#include "tests/catch.h"
#include "tests/server/http_client.h"
#include "tests/server/sample_store.h"

namespace onrecord {

/// A server of the sample on a free port; ends with the test.
class RunningServer {
 public:
  explicit RunningServer(ServerOptions options = {})
      : store(sample_store(folder_.path())), server(store, options) {
    const auto started = server.start();
    if (!started) FAIL(started.error().message);
    port = *started;
  }

 private:
  TemporaryFolder folder_;

 public:
  Store store;
  Server server;
  std::uint16_t port = 0;
};

}  // namespace onrecord
