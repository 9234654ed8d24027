#include "server/routes.h"
#include "viz/web/page_assets.h"

namespace onrecord {
namespace {

// Without 'unsafe-inline' anywhere: whatever a document makes the page show, it runs nothing.
constexpr const char* kExplorerPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

Reply asset_reply(const PageAsset& asset) {
  Reply reply;
  reply.content_type = asset.content_type;
  reply.body = asset.bytes;
  return reply;
}

}  // namespace

Result<Reply> show_explorer(Call&) {
  const PageAsset page = find_page_asset("/");
  if (page.bytes.empty()) {  // built without it
    Reply elsewhere;
    elsewhere.status = 302;
    elsewhere.headers.emplace_back("Location", "/plain");
    return elsewhere;
  }
  Reply reply = asset_reply(page);
  reply.headers.emplace_back("Content-Security-Policy", kExplorerPolicy);
  return reply;
}

Result<Reply> show_asset(Call& call) {
  const PageAsset asset = find_page_asset("/assets/" + call.ids.front());
  if (asset.bytes.empty()) return Error{ErrorCode::NotFound, "there is nothing at this path"};
  Reply reply = asset_reply(asset);
  reply.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return reply;
}

}  // namespace onrecord
