#include "server/dispatch.h"

#include <algorithm>
#include <exception>
#include <optional>

#include "server/http_error.h"
#include "server/json_values.h"
#include "server/pages.h"
#include "server/routes.h"
#include "server/target.h"

namespace onrecord {
namespace {

/// The values at the pattern's ':' places when the segments fit it.
std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              const std::vector<std::string>& segments) {
  std::vector<std::string> values;
  pattern.remove_prefix(1);
  for (const std::string& segment : segments) {
    if (pattern.empty()) return std::nullopt;
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    const std::string_view wanted = pattern.substr(0, end);
    if (wanted.front() == ':') {
      values.push_back(segment);
    } else if (wanted != segment) {
      return std::nullopt;
    }
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  if (!pattern.empty()) return std::nullopt;
  return values;
}

bool is_api(std::string_view target) { return target.substr(0, 5) == "/api/" || target == "/api"; }

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

Reply error_reply(std::string_view target, const HttpError& error,
                  const std::optional<NameResolution>& unresolved) {
  Reply reply = is_api(target) ? error_json(error, unresolved) : error_page(error, unresolved);
  if (error.status == 503) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

Reply answer(Sources& sources, const std::string& target) {
  const auto parsed = parse_target(target);
  if (!parsed) return error_reply(target, to_http_error(parsed.error()), std::nullopt);
  for (const Route& route : routes()) {
    auto ids = match(route.pattern, parsed->segments);
    if (!ids) continue;
    Call call(sources.store, sources.graph(), sources.gates, sources.importance, parsed->query);
    call.ids = std::move(*ids);
    const Status known = call.params.check_known(route.params);
    Result<Reply> reply = known ? route.handle(call) : Result<Reply>(known.error());
    if (reply) return std::move(*reply);
    const HttpError error = to_http_error(reply.error());
    if (error.status == 500 && sources.report) sources.report(route.pattern, reply.error());
    return error_reply(target, error, call.unresolved);
  }
  return error_reply(target, {404, "not_found", "there is nothing at this path"}, std::nullopt);
}

}  // namespace

Reply dispatch(Sources& sources, const std::string& target) {
  try {
    return answer(sources, target);
  } catch (const std::exception& error) {
    const Error internal{ErrorCode::Internal, error.what()};
    if (sources.report) sources.report("exception", internal);
    return error_reply(target, to_http_error(internal), std::nullopt);
  }
}

}  // namespace onrecord
