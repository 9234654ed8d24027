#include "server/server.h"

#include <mutex>
#include <utility>

#include "server/dispatch.h"
#include "server/graph_keeper.h"
#include "server/host_names.h"

namespace onrecord {
namespace {

constexpr std::chrono::seconds kShown{2};    // that a write waits until readers see it
constexpr std::chrono::seconds kRenewed{1};  // that a read waits for the graph of what it reads

std::vector<std::string> host_names(const ServerOptions& options) {
  std::vector<std::string> names = names_of_address(options.host);
  for (const std::string& name : options.names) names.push_back(to_host_name(name));
  return names;
}

}  // namespace

// Built in this order and torn down in the other: the listener's threads use all of the rest.
struct Server::State {
  /// path: where to write a store that is only read; nothing for one that may be written.
  State(std::unique_ptr<Store> owned_store, const std::filesystem::path* path, Store& shared,
        ServerOptions given)
      : owned(std::move(owned_store)),
        options(std::move(given)),
        writer(path != nullptr ? std::make_unique<StoreWriter>(*path, options.memory_bytes)
                               : std::make_unique<StoreWriter>(shared)),
        keeper(shared, options.refresh,
               [this](const Error& error) {
                 if (options.error_log) options.error_log("refresh of the graph", error);
               }),
        outlet_graphs(shared),
        sources{shared, [this] { return keeper.current(); }, options.error_log, {}, {}, {}},
        writes{*writer, [this](std::uint64_t version) { keeper.show(version, kShown); },
               options.intake},
        listener(
            {options.limits,
             [this](const RequestHead& head) { return admit(sources.access, sources.table, head); },
             [this](const Request& request) { return dispatch(sources, request); },
             [this](const AnsweredRequest& answered) {
               sources.vitals.requests.count(answered);
               if (options.access_log) options.access_log(answered);
             },
             host_names(options)}) {
    sources.vitals.graph_age = [this] { return keeper.age(); };
    sources.vitals.trouble = [this] { return keeper.trouble(); };
    sources.names = [this] { return keeper.names(); };
    sources.documents = [this] { return keeper.documents(); };
    sources.outlet_graphs = &outlet_graphs;
    sources.moment = [this, &store = shared] { return Moment{store.version(), keeper.turns()}; };
    if (options.reply_bytes > 0) {
      sources.replies = std::make_unique<ReplyMemory>(options.reply_bytes);
    }
    sources.writes = &writes;
    sources.catch_up = [&store = shared] { return store.catch_up(); };
    sources.renew_graph = [this, &store = shared] { keeper.show(store.version(), kRenewed); };
    sources.host = options.names.empty() ? options.host : options.names.front();
    sources.access.token = options.token;
    sources.access.read_only = options.read_only;
    sources.access.token_for_all = !is_loopback(options.host);
  }

  std::unique_ptr<Store> owned;
  const ServerOptions options;
  const std::unique_ptr<StoreWriter> writer;
  GraphKeeper keeper;
  OutletGraphs outlet_graphs;
  Sources sources;
  const WriteSide writes;
  HttpListener listener;
  std::mutex stopping;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Store& store, ServerOptions options)
    : state_(std::make_unique<State>(nullptr, nullptr, store, std::move(options))) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(const std::filesystem::path& store, ServerOptions options) {
  auto opened = Store::open_read_only(store, options.memory_bytes);
  if (!opened) return opened.error();
  auto owned = std::make_unique<Store>(std::move(*opened));
  Store& shared = *owned;
  return Server(std::make_unique<State>(std::move(owned), &store, shared, std::move(options)));
}

Result<std::uint16_t> Server::start() {
  if (state_->sources.access.token_for_all && !state_->options.token) {
    return Error{ErrorCode::InvalidInput, "listen on '" + state_->options.host +
                                              "': others than 127.0.0.1 and ::1 need a token"};
  }
  const Status ready = state_->keeper.start();
  if (!ready) return ready.error();
  auto port = state_->listener.start(state_->options.host, state_->options.port);
  if (!port) {
    state_->keeper.stop();
    return port;
  }
  state_->sources.port = *port;
  return port;
}

void Server::stop() {
  const std::lock_guard<std::mutex> lock(state_->stopping);
  state_->sources.importance.stop();
  state_->outlet_graphs.stop();
  state_->listener.stop();
  state_->keeper.stop();
}

}  // namespace onrecord
