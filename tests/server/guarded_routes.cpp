#include "tests/server/guarded_routes.h"

#include <thread>

namespace onrecord {
namespace {

Result<Reply> say(const std::string& text) {
  ++seen().handled;
  Reply reply;
  reply.body = text;
  return reply;
}

Result<Reply> read_something(Call&) { return say("{}"); }
Result<Reply> write_something(Call& call) { return say(std::to_string(call.request.body.size())); }
Result<Reply> remove_something(Call& call) { return say("\"" + call.ids.at(0) + "\""); }

Result<Reply> watch_something(Call& call) {
  Reply reply;
  reply.content_type = "text/event-stream";
  reply.stream = [life = call.request.life](std::ostream& out) {
    for (int i = 0; !life->over() && out; ++i) {
      out << "event: progress\ndata: " << i << "\n\n" << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    seen().ended = true;
    return not_sent();
  };
  return reply;
}

Result<Reply> work_long(Call& call) {
  StepCounter counter(search_limits(call));
  while (counter.slow_step()) std::this_thread::sleep_for(std::chrono::microseconds(100));
  seen().ended = true;
  return counter.error();
}

Result<Reply> read_much(Call&) {
  Reply reply;
  reply.stream = [](std::ostream& out) {
    const std::string piece(65536, 'x');
    for (int i = 0; i < 1024 && out; ++i) out << piece;
    return out ? Status() : not_sent();
  };
  return reply;
}

constexpr Route kRoutes[] = {
    {"/read", "q", read_something},
    {"/write", "", write_something, Method::Post, RouteAccess::Write},
    {"/write/:id", "", remove_something, Method::Delete, RouteAccess::Write},
    {"/shell", "", read_something, Method::Get, RouteAccess::Shell},
    {"/form", "", write_something, Method::Post, RouteAccess::Read, BodyType::Form},
    {"/watch", "", watch_something, Method::Post, RouteAccess::Write},
    {"/work", "", work_long},
    {"/big", "", read_much},
};

}  // namespace

Seen& seen() {
  static Seen all;
  return all;
}

std::span<const Route> guarded_routes() { return kRoutes; }

GuardedServer::GuardedServer(AccessRules rules, ConnectionLimits limits, AccessLog log)
    : store_(sample_store(folder_.path())),
      sources_{store_, [] { return nullptr; }, {}, {}, {}, std::move(rules), {}, kRoutes},
      listener_(
          {limits,
           [this](const RequestHead& head) { return admit(sources_.access, sources_.table, head); },
           [this](const Request& request) { return dispatch(sources_, request); },
           std::move(log),
           {}}) {
  const auto started = listener_.start("127.0.0.1", 0);
  if (!started) FAIL(started.error().message);
  port = *started;
}

AccessRules with_token() {
  AccessRules rules;
  rules.token = TokenHash(kTestToken);
  return rules;
}

std::string post_bytes(std::uint16_t port, const std::string& target, const std::string& body,
                       const std::string& headers) {
  return request_bytes(port, target,
                       "Authorization: Bearer " + kTestToken +
                           "\r\nContent-Type: application/json\r\nContent-Length: " +
                           std::to_string(body.size()) + "\r\n" + headers,
                       "POST") +
         body;
}

}  // namespace onrecord
