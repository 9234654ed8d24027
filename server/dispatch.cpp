#include "server/dispatch.h"

#include <array>
#include <chrono>
#include <exception>
#include <optional>

#include "server/http_error.h"
#include "server/json_values.h"
#include "server/pages.h"
#include "server/plain_reply.h"
#include "server/route_match.h"
#include "server/target.h"

namespace onrecord {
namespace {

/// Whether programs ask, who want errors as JSON.
bool is_api(std::string_view target) {
  for (const std::string_view begin :
       std::array<std::string_view, 4>{"/api/", "/reconcile", "/openapi.", "/metrics"}) {
    if (target.substr(0, begin.size()) == begin) return true;
  }
  return target == "/api";
}

Reply error_json(const HttpError& error, const std::optional<NameResolution>& unresolved) {
  Reply reply;
  reply.status = error.status;
  if (!unresolved) {
    reply.body = to_json(error);
    return reply;
  }
  const auto& candidates =
      unresolved->fitting.empty() ? unresolved->did_you_mean : unresolved->fitting;
  reply.body = to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "code", error.code);
    write_member(writer, "message", error.message);
    write_candidates(writer, "candidates", candidates);
    writer.EndObject();
  });
  return reply;
}

/// Pages made here have forms and no script; a page of files (RouteAccess::Shell) is the other way
/// round. A page with a policy of its own keeps it.
void set_form_policy(Reply& reply) {
  if (reply.content_type.substr(0, 9) != "text/html") return;
  for (const auto& [name, value] : reply.headers) {
    if (name == "Content-Security-Policy") return;
  }
  reply.headers.emplace_back("Content-Security-Policy", kFormPagePolicy);
}

Reply error_reply(std::string_view target, const HttpError& error,
                  const std::optional<NameResolution>& unresolved) {
  Reply reply = is_api(target) ? error_json(error, unresolved) : error_page(error, unresolved);
  set_form_policy(reply);
  if (error.status == 503) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

std::string base_of(const Sources& sources) {
  const bool digits_with_colons = sources.host.find(':') != std::string::npos;
  return "http://" + (digits_with_colons ? "[" + sources.host + "]" : sources.host) + ":" +
         std::to_string(sources.port);
}

std::string known_params(const std::map<std::string, std::string>& query) {
  std::string names;
  for (const auto& [name, value] : query) names += names.empty() ? name : " " + name;
  return names;
}

/// Whether a search was told to ask again because the store has moved on from its graph. One that
/// ran out of time says the same; asked again, it would once more.
bool is_outrun(const Call& call, const Error& error, std::chrono::steady_clock::time_point begin) {
  constexpr std::chrono::seconds kShort{1};
  return error.code == ErrorCode::Busy && call.graph != nullptr &&
         call.graph->version() != call.store.version() &&
         std::chrono::steady_clock::now() - begin < kShort;
}

Status write_to(std::ostream& out, const std::function<Status(std::ostream&)>& write) {
  try {
    return write(out);
  } catch (const std::exception& error) {
    return Error{ErrorCode::Internal, error.what()};
  }
}

/// Troubles of our own are told, those of a client that has gone are not.
void report_trouble_of(Reply& reply, const Sources& sources, std::string_view route) {
  if (!reply.stream || !sources.report) return;
  reply.stream = [write = std::move(reply.stream), report = sources.report,
                  route](std::ostream& out) {
    const Status written = write_to(out, write);
    const bool ours = !written && out && to_http_error(written.error()).status == 500;
    if (ours) report(route, written.error());
    return written;
  };
}

/// The rows that a reader sees while another process writes may be of two moments, and then do not
/// fit together; once it has caught up they are of one. So it is with rows and a graph of before.
Result<Reply> read_until_it_fits(const Sources& sources, const Route& route, Call& call) {
  constexpr int kReadings = 4;
  const auto begin = std::chrono::steady_clock::now();
  for (int reading = 1;; ++reading) {
    Result<Reply> made = route.handle(call);
    if (made || reading == kReadings || route.access == RouteAccess::Write) return made;
    if (made.error().code == ErrorCode::Corrupt && sources.catch_up) {
      if (const Status caught_up = sources.catch_up(); !caught_up) return made;
    } else if (is_outrun(call, made.error(), begin) && sources.renew_graph) {
      sources.renew_graph();
      call.graph = sources.graph();
    } else {
      return made;
    }
    call.unresolved.reset();
  }
}

Reply answer_route(Sources& sources, const Request& request, const RouteMatch& match,
                   const Target& target) {
  const Route& route = *match.route;
  Call call(sources.store, sources.graph(), sources.gates, sources.importance, target.query,
            request, sources.access, sources.vitals);
  call.ids = match.ids;
  if (sources.names) call.names = sources.names();
  if (sources.documents) call.documents = sources.documents();
  call.outlet_graphs = sources.outlet_graphs;
  call.writes = sources.writes;
  call.base = base_of(sources);
  const Status known = call.params.check_known(route.params);
  Result<Reply> made =
      known ? read_until_it_fits(sources, route, call) : Result<Reply>(known.error());
  Reply reply;
  if (made) {
    reply = std::move(*made);
    report_trouble_of(reply, sources, route.pattern);
  } else {
    const HttpError error = to_http_error(made.error());
    if (error.status == 500 && sources.report) sources.report(route.pattern, made.error());
    reply = error_reply(request.target, error, call.unresolved);
  }
  if (route.access != RouteAccess::Shell) set_form_policy(reply);
  reply.route = route.pattern;
  if (known) reply.params = known_params(target.query);
  return reply;
}

Reply make_answer(Sources& sources, const Request& request) {
  const auto target = parse_target(request.target);
  if (!target) return error_reply(request.target, to_http_error(target.error()), std::nullopt);
  const RouteMatch match = match_route(sources.table, request.method, target->segments);
  if (match.route != nullptr) return answer_route(sources, request, match, *target);
  return error_reply(request.target, {404, "not_found", "there is nothing at this path", ""},
                     std::nullopt);
}

Reply answer(Sources& sources, const Request& request) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads || !sources.replies) return make_answer(sources, request);
  const Moment moment = sources.moment();
  if (const auto kept = sources.replies->find(moment, request.target)) return *kept;
  Reply reply = make_answer(sources, request);
  if (moment == sources.moment()) sources.replies->keep(moment, request.target, reply);
  return reply;
}

}  // namespace

Reply dispatch(Sources& sources, const Request& request) {
  try {
    return answer(sources, request);
  } catch (const std::exception& error) {
    const Error internal{ErrorCode::Internal, error.what()};
    if (sources.report) sources.report("exception", internal);
    return error_reply(request.target, to_http_error(internal), std::nullopt);
  }
}

}  // namespace onrecord
