#include "server/reconcile.h"
#include "server/routes.h"
#include "server/target.h"

namespace onrecord {
namespace {

/// Where a person looks at an entity: the path of that page with OpenRefine's place for an id.
std::string entity_path() {
  for (const Route& route : routes()) {
    if (route.handle != show_entity) continue;
    std::string path(route.pattern);
    path.replace(path.find(":id"), 3, "{{id}}");
    return path;
  }
  return "/";
}

Result<Reply> answer(Call& call, const std::string& queries) {
  auto answers = reconcile(call.store, *call.names, queries);
  if (!answers) return answers.error();
  Reply reply;
  reply.body = std::move(*answers);
  return reply;
}

}  // namespace

Result<Reply> get_reconciliation(Call& call) {
  if (call.params.has("queries")) return answer(call, call.params.text("queries"));
  Reply reply;
  reply.body = reconciliation_manifest(call.base, entity_path());
  return reply;
}

Result<Reply> post_reconciliation(Call& call) {
  const auto form = parse_target("/reconcile?" + call.request.body);
  if (!form) return form.error();
  const auto queries = form->query.find("queries");
  if (queries == form->query.end()) {
    return Error{ErrorCode::InvalidInput, "the form has no 'queries'"};
  }
  return answer(call, queries->second);
}

Result<Reply> suggest_names(Call& call) {
  auto found = suggest_entities(call.store, *call.names, call.params.text("prefix"));
  if (!found) return found.error();
  Reply reply;
  reply.body = std::move(*found);
  return reply;
}

}  // namespace onrecord
