#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <memory>

#include "server/json_body.h"
#include "server/routes.h"
#include "server/take_in.h"

namespace onrecord {
namespace {

Result<std::vector<std::string>> read_rows_of(const rapidjson::Value& body) {
  const auto member = body.FindMember("documents");
  if (member == body.MemberEnd() || !member->value.IsArray() || member->value.Empty()) {
    return Error{ErrorCode::InvalidInput,
                 "member 'documents' of the body must be a list of objects with 'text' or 'html'"};
  }
  std::vector<std::string> rows;
  for (const rapidjson::Value& item : member->value.GetArray()) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    item.Accept(writer);
    rows.emplace_back(buffer.GetString(), buffer.GetSize());
  }
  return rows;
}

}  // namespace

Result<Reply> post_documents(Call& call) {
  if (!call.writes->intake.extract) {
    return Error{ErrorCode::Unsupported, "this server takes in no documents"};
  }
  const bool resolve = call.params.flag("resolve", true);
  if (!call.params.ok()) return call.params.error();
  const auto body = parse_body(call.request.body, "documents");
  if (!body) return body.error();
  auto rows = read_rows_of(*body);
  if (!rows) return rows.error();
  Reply reply;
  reply.content_type = "text/event-stream";
  reply.stream = [taking = std::make_shared<TakingIn>(*call.writes, std::move(*rows), resolve)](
                     std::ostream& out) { return taking->run(out) ? Status() : not_sent(); };
  return reply;
}

}  // namespace onrecord
