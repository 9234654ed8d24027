#include "server/admission.h"

#include "server/route_match.h"
#include "server/target.h"

namespace onrecord {
namespace {

bool reads(const RequestHead& head) { return head.method == "GET" || head.method == "HEAD"; }

std::optional<HttpError> check_token(const AccessRules& rules, const RequestHead& head) {
  const std::string_view sent = bearer_token(head.authorization);
  if (rules.token && !sent.empty() && rules.token->matches(sent)) return std::nullopt;
  return HttpError{401, "unauthorized",
                   sent.empty() ? "this needs the server's token, as 'Authorization: Bearer TOKEN'"
                                : "this is not the token that the server gave at its start"};
}

std::optional<HttpError> check_no_body(const RequestHead& head) {
  if (head.content_length.value_or(0) == 0) return std::nullopt;
  return HttpError{413, "too_large", "a " + head.method + " has no body here"};
}

std::optional<HttpError> check_body(const AccessRules& rules, const Route& route,
                                    const RequestHead& head) {
  if (route.method != Method::Post) return check_no_body(head);
  if (!head.content_length) {
    return HttpError{411, "invalid_input", "a POST needs a Content-Length"};
  }
  const std::size_t most = route.access == RouteAccess::Write ? rules.max_body_bytes
                           : route.body == BodyType::Json     ? rules.max_view_bytes
                                                              : rules.max_form_bytes;
  if (*head.content_length > most) {
    return HttpError{413, "too_large",
                     "the body is longer than " + std::to_string(most) + " bytes"};
  }
  const std::string_view wanted =
      route.body == BodyType::Json ? "application/json" : "application/x-www-form-urlencoded";
  if (head.content_type != wanted) {
    return HttpError{415, "unsupported", "the body must be " + std::string(wanted)};
  }
  return std::nullopt;
}

}  // namespace

bool takes_writes(const AccessRules& rules) { return rules.token && !rules.read_only; }

std::optional<HttpError> admit(const AccessRules& rules, std::span<const Route> table,
                               const RequestHead& head) {
  const auto parsed = parse_target(head.target);
  const RouteMatch match =
      parsed ? match_route(table, head.method, parsed->segments) : RouteMatch{};
  const bool writes = match.route != nullptr && match.route->access == RouteAccess::Write;
  if (writes && !takes_writes(rules)) {
    return HttpError{403, "forbidden",
                     rules.read_only ? "this server only reads (--read-only)"
                                     : "this server has no token, so nobody may write to it"};
  }
  const bool open = match.route != nullptr && match.route->access == RouteAccess::Shell;
  if (writes || (rules.token_for_all && !open)) {
    if (auto refused = check_token(rules, head)) return refused;
  }
  if (match.route != nullptr) return check_body(rules, *match.route, head);
  if (!match.allow.empty()) {
    return HttpError{405, "method_not_allowed", "this path answers " + match.allow, match.allow};
  }
  if (reads(head)) return check_no_body(head);
  return HttpError{404, "not_found", "there is nothing at this path"};
}

}  // namespace onrecord
