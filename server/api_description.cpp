#include "server/openapi.h"
#include "server/routes.h"
#include "server/yaml_to_json.h"

extern "C" {
extern const char onrecord_openapi_begin[];
extern const char onrecord_openapi_end[];
}

namespace onrecord {

std::string_view openapi_yaml() {
  return {onrecord_openapi_begin,
          static_cast<std::size_t>(onrecord_openapi_end - onrecord_openapi_begin)};
}

Result<Reply> get_openapi_yaml(Call&) {
  Reply reply;
  reply.content_type = "application/yaml";
  reply.body = openapi_yaml();
  return reply;
}

Result<Reply> get_openapi_json(Call&) {
  auto json = yaml_to_json(openapi_yaml());
  if (!json) return Error{ErrorCode::Internal, json.error().message};
  Reply reply;
  reply.body = std::move(*json);
  return reply;
}

}  // namespace onrecord
