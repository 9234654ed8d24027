#include "graph/link_evidence.h"
#include "server/page_reply.h"
#include "server/routes.h"

namespace onrecord {
namespace {

void write_item(JsonWriter& writer, const LinkEvidence& item, const SentenceEvidence& sentence) {
  writer.StartObject();
  write_member(writer, "predicate", to_string(item.predicate));
  writer.Key("statement");
  if (item.statement) {
    write_string(writer, to_string(*item.statement));
  } else {
    writer.Null();
  }
  write_member(writer, "direction", to_string(item.direction));
  write_qualifiers(writer, item.qualifiers);
  write_sentence_members(writer, sentence);
  writer.EndObject();
}

/// Of a document that went after its evidence was read.
Error gone_is_busy(const Error& error) {
  if (error.code != ErrorCode::NotFound) return error;
  return {ErrorCode::Busy, "the store has changed meanwhile; ask again"};
}

Result<Reply> page_of(Call& call, const std::vector<LinkEvidence>& found) {
  Status read;
  auto reply = page_reply(call, found, [&](JsonWriter& writer, const LinkEvidence& item) {
    if (!read) return;
    const auto sentence = call.lookup.sentence(item.evidence);
    if (sentence) {
      write_item(writer, item, *sentence);
    } else {
      read = gone_is_busy(sentence.error());
    }
  });
  if (!read) return read.error();
  if (reply) reply->lasting = true;
  return reply;
}

}  // namespace

Result<Reply> list_evidence(Call& call) {
  const auto from = required_entity(call, "from");
  if (!from) return from.error();
  const auto to = required_entity(call, "to");
  if (!to) return to.error();
  const GraphFilter filter = call.params.graph_filter();
  if (!call.params.ok()) return call.params.error();
  if (const Status narrowed = narrow_to_outlets(call); !narrowed) return narrowed.error();
  const auto found =
      evidence_between(*call.graph, call.store, *from, *to, filter, search_limits(call));
  if (!found) return found.error();
  return page_of(call, *found);
}

Result<Reply> list_statement_evidence(Call& call) {
  const auto id = parse_id<StatementId>(call.ids.at(0));
  if (!id) {
    return Error{ErrorCode::InvalidInput,
                 "'" + call.ids.at(0) +
                     "' is not an id of 16 hex digits; links and paths have it "
                     "as 'statement'"};
  }
  const PartialDate since = call.params.date("since"), until = call.params.date("until");
  if (!call.params.ok()) return call.params.error();
  const auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  const auto found = evidence_of(call.store, *id, since, until, chosen_documents(*outlets));
  if (!found) return found.error();
  return page_of(call, *found);
}

}  // namespace onrecord
