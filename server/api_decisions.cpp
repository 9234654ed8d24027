#include "server/candidates.h"
#include "server/decision_text.h"
#include "server/page_reply.h"
#include "server/routes.h"

namespace onrecord {

Result<Reply> list_candidates(Call& call) {
  CandidateFilter filter;
  filter.verdict = *parse_verdict(call.params.one_of("verdict", {"doubtful", "joined", "parted"}));
  filter.type = call.params.type("type");
  filter.min_probability = call.params.fraction("min_probability", 0.0);
  if (!call.params.ok()) return call.params.error();
  const auto found = find_candidates(call.store, filter);
  if (!found) return found.error();
  return page_reply(call, *found, write_candidate);
}

Result<Reply> list_decisions(Call& call) {
  const auto log = call.store.decisions();
  if (!log) return log.error();
  return page_reply(call, *log, write_decision);
}

}  // namespace onrecord
