#include "server/server.h"

#include <mutex>
#include <utility>

#include "server/dispatch.h"
#include "server/graph_keeper.h"

namespace onrecord {

// Built in this order and torn down in the other: the listener's threads use all of the rest.
struct Server::State {
  State(std::unique_ptr<Store> owned_store, Store& shared, ServerOptions given)
      : owned(std::move(owned_store)),
        options(std::move(given)),
        keeper(shared, options.refresh,
               [this](const Error& error) {
                 if (options.error_log) options.error_log("refresh of the graph", error);
               }),
        sources{shared, [this] { return keeper.current(); }, options.error_log, {}, {}},
        listener(
            options.limits,
            [this](const std::string&, const std::string& target) {
              return dispatch(sources, target);
            },
            options.access_log) {}

  std::unique_ptr<Store> owned;
  const ServerOptions options;
  GraphKeeper keeper;
  Sources sources;
  HttpListener listener;
  std::mutex stopping;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Store& store, ServerOptions options)
    : state_(std::make_unique<State>(nullptr, store, std::move(options))) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(const std::filesystem::path& store, ServerOptions options) {
  auto opened = Store::open_read_only(store, options.memory_bytes);
  if (!opened) return opened.error();
  auto owned = std::make_unique<Store>(std::move(*opened));
  Store& shared = *owned;
  return Server(std::make_unique<State>(std::move(owned), shared, std::move(options)));
}

Result<std::uint16_t> Server::start() {
  const Status ready = state_->keeper.start();
  if (!ready) return ready.error();
  auto port = state_->listener.start(state_->options.host, state_->options.port);
  if (!port) state_->keeper.stop();
  return port;
}

void Server::stop() {
  const std::lock_guard<std::mutex> lock(state_->stopping);
  state_->listener.stop();
  state_->keeper.stop();
}

}  // namespace onrecord
