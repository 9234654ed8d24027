#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "server/http_error.h"
#include "server/request_head.h"
#include "server/routes.h"
#include "server/token.h"

namespace onrecord {

/// Who may do what on this server.
struct AccessRules {
  std::optional<TokenHash> token;  ///< without one nobody writes
  bool read_only = false;
  bool token_for_all = false;  ///< reads need the token, too: the server is not on loopback only
  std::size_t max_body_bytes = 8u << 20;
  std::size_t max_form_bytes = 64u << 10;   ///< of bodies that come without a token
  std::size_t max_view_bytes = 256u << 10;  ///< the same of JSON: a view of 4,000 entities
};

/// Whether writing is possible at all.
bool takes_writes(const AccessRules& rules);

/// Judges a request by its head alone, before its body is read. Nothing: it may go on.
///
/// Refused with the status in brackets: no or another token where one is needed (401), writes to a
/// server that only reads (403), a path without this method (404, 405 with `allow`), POST without
/// Content-Length (411), a body too large, or of a method that has none (413) or of another type
/// than the route takes (415). GET and HEAD of unknown paths pass: a page says that there is
/// nothing.
std::optional<HttpError> admit(const AccessRules& rules, std::span<const Route> table,
                               const RequestHead& head);

}  // namespace onrecord
