#include "server/page_reply.h"
#include "server/routes.h"

namespace onrecord {

Result<Reply> list_outlets(Call& call) {
  if (call.documents == nullptr) return documents_not_read();
  auto reply =
      page_reply(call, call.documents->outlets(), [](JsonWriter& writer, const Outlet& one) {
        writer.StartObject();
        write_member(writer, "name", one.name);
        write_count(writer, "documents", one.documents);
        writer.EndObject();
      });
  if (reply) reply->lasting = true;
  return reply;
}

}  // namespace onrecord
