#include "server/zip_reply.h"

#include "viz/zip_files.h"

namespace onrecord {

Result<Reply> make_zip(Call& call, const std::function<Status(FileSet&)>& fill,
                       std::shared_ptr<GatePass> pass) {
  const std::string word = call.params.one_of("compress", {"none", "gz", "zst"});
  if (!call.params.ok()) return call.params.error();
  if (word != "none") {
    return Error{ErrorCode::InvalidInput,
                 "parameter 'compress' does not go with neo4j and csv: a zip file is compressed"};
  }
  const auto wanted = [life = call.request.life] { return !life->over(); };
  const auto files = std::make_shared<ZipFiles>(spool_folder(), wanted);
  const std::uint64_t version = call.store.version();
  const bool asks_head = call.request.method == "HEAD";  // no bytes are sent then
  const Status filled = asks_head ? Status() : files->fill(fill);
  if (!filled) return filled.error();
  if (call.store.version() != version) {
    return Error{ErrorCode::Busy, "export: the store changed meanwhile; ask again"};
  }
  Reply reply;
  reply.content_type = "application/zip";
  reply.stream = [files, pass = std::move(pass)](std::ostream& out) { return files->write(out); };
  return reply;
}

}  // namespace onrecord
