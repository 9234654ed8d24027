// Of every id that the document has at the moment, the next decision about it waits in a queue
// ordered by sequence. It begins with the ids that were extracted; a decision that gives an entity
// or a statement a new id adds the next one about that. So "A into B" (3), "B is called C" (7)
// reaches a document that names only A: 3 waits because of A, and adds 7. "B into A" (2) does not:
// when it was made there was no B in this document.

#include "storage/projection.h"

#include <algorithm>
#include <set>
#include <span>

#include "storage/replace_entity.h"
#include "storage/value_parts.h"
#include "storage/withdraw.h"

namespace onrecord {
namespace {

class Projector {
 public:
  Projector(const Contribution& contribution, const Journal& journal)
      : document_(contribution.document), journal_(journal), extraction_(contribution.extraction) {}

  Projection run(std::vector<Resolved> resolved) {
    resolve(std::move(resolved));
    for (const EntityRecord& record : current().entities) await(record.entity.id);
    await_statements();
    while (!waiting_.empty()) {
      now_ = *waiting_.begin();
      waiting_.erase(waiting_.begin());
      const Decision& decision = journal_.at(now_);
      take(decision);
      for (const DecidedEntity& entity : decision.entities) {
        if (lists(entity.id)) await(entity.id);
      }
      if (decision.result) await(decision.result->id);
      await_statements();
    }
    return std::move(made_);
  }

  /// Only the last decision, over what those before it made.
  Projection run_last(const Projection& before) {
    made_ = before;
    now_ = journal_.next() - 1;
    take(journal_.at(now_));
    return std::move(made_);
  }

 private:
  const Extraction& current() const { return made_.extraction ? *made_.extraction : extraction_; }

  void resolve(std::vector<Resolved> resolved) {
    made_.resolved = std::move(resolved);
    for (const Resolved& one : made_.resolved) {
      const std::vector<EntityRecord>& records = current().entities;
      const auto record =
          std::find_if(records.begin(), records.end(),
                       [&](const EntityRecord& some) { return some.entity.id == one.from; });
      if (record == records.end()) continue;  // the document has changed since it was resolved
      const bool other_type = record->entity.type != one.type;
      if (!made_.extraction) made_.extraction = extraction_;
      replace_entity(*made_.extraction, {one.from, one.to, one.type, "", true});
      if (other_type) drop_impossible(*made_.extraction, one.to);
    }
  }

  /// The next decision about an id.
  template <typename Id>
  void await(Id id) {
    const std::span<const std::uint64_t> about = journal_.about(id);
    const auto next = std::upper_bound(about.begin(), about.end(), now_);
    if (next != about.end()) waiting_.insert(*next);
  }

  void await_statements() {
    for (const SupportedStatement& item : current().statements) await(item.statement.id);
  }

  void take(const Decision& decision) {
    if (!finds(decision)) return;
    made_.touching.push_back(now_);
    if (journal_.in_force(now_)) apply(decision);
  }

  bool lists(EntityId id) const {
    const std::vector<EntityRecord>& records = current().entities;
    return std::any_of(records.begin(), records.end(),
                       [id](const EntityRecord& record) { return record.entity.id == id; });
  }

  bool finds(const Decision& decision) const {
    if (decision.statement) {
      const std::vector<SupportedStatement>& items = current().statements;
      return std::any_of(items.begin(), items.end(), [&](const SupportedStatement& item) {
        return item.statement.id == decision.statement->id;
      });
    }
    if (decision.kind == DecisionKind::Split &&
        !std::binary_search(decision.documents.begin(), decision.documents.end(), document_.id)) {
      return false;
    }
    return std::any_of(decision.entities.begin(), decision.entities.end(),
                       [this](const DecidedEntity& entity) { return lists(entity.id); });
  }

  void apply(const Decision& decision) {
    if (!made_.extraction) made_.extraction = extraction_;
    Extraction& extraction = *made_.extraction;
    switch (decision.kind) {
      case DecisionKind::Merge:
        for (const DecidedEntity& loser : decision.entities) {
          replace(loser.id, decision, decision.result->name, false);
          if (loser.type != decision.result->type) {
            drop_impossible(extraction, decision.result->id);
          }
        }
        break;
      case DecisionKind::Split:
        replace(decision.entities.front().id, decision, decision.result->name, true);
        break;
      case DecisionKind::Rename:
        name_entity(extraction, decision.result->id, decision.result->name);
        break;
      case DecisionKind::Retype:
        replace(decision.entities.front().id, decision, "", true);
        drop_impossible(extraction, decision.result->id);
        break;
      case DecisionKind::Reject:
        withdraw(extraction, decision.statement->id, document_.text);
        break;
      case DecisionKind::Confirm:
        confirm(extraction, decision.statement->id, decision.sequence);
        break;
      case DecisionKind::Undo:
      case DecisionKind::KeepApart:
        break;  // never wait: they are about no id
    }
  }

  void replace(EntityId from, const Decision& decision, const std::string& name,
               bool keeps_attributes) {
    replace_entity(*made_.extraction,
                   {from, decision.result->id, decision.result->type, name, keeps_attributes});
  }

  const Document& document_;
  const Journal& journal_;
  const Extraction& extraction_;
  std::set<std::uint64_t> waiting_;
  std::uint64_t now_ = 0;
  Projection made_;
};

}  // namespace

Projection project(const Contribution& contribution, std::vector<Resolved> resolved,
                   const Journal& journal) {
  if (journal.empty() && resolved.empty()) return {};
  return Projector(contribution, journal).run(std::move(resolved));
}

Projection project_next(const Contribution& contribution, const Projection& before,
                        const Journal& journal) {
  return Projector(contribution, journal).run_last(before);
}

std::string encode_projection(const Projection& projection) {
  ValueWriter out;
  write_list(out, projection.touching,
             [](ByteWriter& writer, std::uint64_t sequence) { writer.varint(sequence); });
  out.string(projection.extraction ? encode_extraction(*projection.extraction) : std::string());
  return out.seal();
}

Decoded<Projection> decode_projection(std::string_view value, const DocumentId& id) {
  return open_value<Projection>(value, [&id](ByteReader& in) {
    Projection projection;
    projection.touching =
        read_list<std::uint64_t>(in, [](ByteReader& reader) { return reader.varint(); });
    const std::string extraction = in.string();
    if (extraction.empty()) return projection;
    projection.extraction = decode_extraction(extraction, id).value;
    if (!projection.extraction) in.fail();
    return projection;
  });
}

}  // namespace onrecord
