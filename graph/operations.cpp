#include "graph/operations.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace onrecord {
namespace {

constexpr std::size_t kPageSize = 500;
constexpr std::size_t kMostAncestors =
    200;  // of one place, also in a circle of a damaged gazetteer

/// Where one document gives the dates of an operation.
struct DateSource {
  Spans spans;
  double confidence = 0.0;
};

/// What the statements about an operation add to its frames.
struct OperationStatements {
  std::map<std::pair<Predicate, EntityId>, double> parts;  ///< how probable each is
  std::map<std::pair<DocumentId, std::string>, DateSource> dates;
  std::set<DocumentId> documents;
};

Status read_dates(const StoredStatement& stored, const std::vector<Evidence>& evidence,
                  OperationStatements& out) {
  const auto* literal = std::get_if<Literal>(&stored.statement.object);
  if (stored.statement.predicate != Predicate::Occurred || literal == nullptr) return {};
  for (const Evidence& item : evidence) {
    DateSource& source = out.dates[{item.document, literal->text}];
    if (item.confidence <= source.confidence) continue;
    source = {item.spans, item.confidence};
  }
  return {};
}

Result<OperationStatements> read_statements(const Store& store, EntityId id) {
  OperationStatements out;
  auto statements = store.statements_of(Subject(id));
  if (!statements) return statements.error();
  const auto incoming = store.statements_to(Object(id));
  if (!incoming) return incoming.error();
  statements->insert(statements->end(), incoming->begin(), incoming->end());
  for (const StoredStatement& stored : *statements) {
    const Statement& statement = stored.statement;
    const auto* subject = std::get_if<EntityId>(&statement.subject);
    const auto* object = std::get_if<EntityId>(&statement.object);
    if (object != nullptr && *object != id) {
      out.parts[{statement.predicate, *object}] = stored.confidence;
    } else if (subject != nullptr && *subject != id) {
      out.parts[{statement.predicate, *subject}] = stored.confidence;
    }
    const auto evidence = store.evidence(statement.id);
    if (!evidence) return evidence.error();
    for (const Evidence& item : *evidence) out.documents.insert(item.document);
    if (const Status read = read_dates(stored, *evidence, out); !read) return read.error();
  }
  return out;
}

Status add_mentioning(const Store& store, EntityId id, std::set<DocumentId>& documents) {
  std::string cursor;
  do {
    auto page = store.mentioned_in(id, cursor, kPageSize);
    if (!page) return page.error();
    documents.insert(page->items.begin(), page->items.end());
    cursor = page->next;
  } while (!cursor.empty());
  return {};
}

/// Leaves out what is not probable enough.
void keep_probable(const OperationStatements& statements, double least, ToldOperation& told) {
  if (least <= 0.0) return;
  Operation& operation = told.operation;
  const auto keep = [&](std::vector<EntityId>& list, Predicate predicate) {
    std::erase_if(list, [&](EntityId entity) {
      const auto known = statements.parts.find({predicate, entity});
      return known == statements.parts.end() || known->second < least;
    });
  };
  keep(operation.places, Predicate::TookPlaceIn);
  keep(operation.conducted_by, Predicate::Conducted);
  keep(operation.partners, Predicate::PartneredIn);
  keep(operation.targets, Predicate::Targeted);
  std::erase_if(operation.outcomes, [&](const Outcome& o) { return o.confidence < least; });
  if (told.date_confidence < least) operation.dates = {};
}

/// A place and every place that it lies in.
class Ancestors {
 public:
  explicit Ancestors(const Store& store) : store_(store) {}

  Result<bool> lies_in(EntityId place, EntityId wanted) {
    const auto known = known_.find({place, wanted});
    if (known != known_.end()) return known->second;
    std::set<EntityId> seen = {place};
    std::vector<EntityId> open = {place};
    while (!open.empty() && !seen.contains(wanted) && seen.size() < kMostAncestors) {
      const EntityId next = open.back();
      open.pop_back();
      const auto statements = store_.statements_of(Subject(next));
      if (!statements) return statements.error();
      for (const StoredStatement& stored : *statements) {
        const auto* parent = std::get_if<EntityId>(&stored.statement.object);
        if (stored.statement.predicate != Predicate::LocatedIn || parent == nullptr) continue;
        if (seen.insert(*parent).second) open.push_back(*parent);
      }
    }
    return known_[{place, wanted}] = seen.contains(wanted);
  }

 private:
  const Store& store_;
  std::map<std::pair<EntityId, EntityId>, bool> known_;
};

bool overlaps(const DateRange& when, const PartialDate& since, const PartialDate& until) {
  const PartialDate& first = when.start.empty() ? when.end : when.start;
  const PartialDate& last = when.end.empty() ? when.start : when.end;
  const bool begins_in_time = until.empty() || may_lie_within(first, {}, until);
  return begins_in_time && (since.empty() || may_lie_within(last, since, {}));
}

Result<bool> published_within(const Store& store, const UnitedOperation& operation,
                              const OperationFilter& filter) {
  for (const DocumentId& id : operation.documents) {
    const auto document = store.document(id);
    if (!document) return document.error();
    if (!*document || (*document)->published.empty()) continue;
    if (may_lie_within((*document)->published, filter.since, filter.until)) return true;
  }
  return false;
}

bool among(const std::vector<OperationPart>& parts, EntityId entity) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const OperationPart& part) { return part.entity == entity; });
}

Result<bool> fits(const Store& store, const UnitedOperation& operation,
                  const OperationFilter& filter, Ancestors& ancestors) {
  if (operation.documents.empty()) return false;
  if (filter.agency && !among(operation.conducted_by, *filter.agency) &&
      !among(operation.partners, *filter.agency)) {
    return false;
  }
  if (filter.place) {
    bool there = false;
    for (const OperationPart& part : operation.places) {
      const auto lies = ancestors.lies_in(part.entity, *filter.place);
      if (!lies) return lies.error();
      there |= *lies;
    }
    if (!there) return false;
  }
  if (filter.since.empty() && filter.until.empty()) return true;
  if (operation.when.empty()) return published_within(store, operation, filter);
  return overlaps(operation.when, filter.since, filter.until);
}

}  // namespace

Result<UnitedOperation> read_operation(const Store& store, EntityId id, double min_confidence,
                                       const DocumentChoice& chosen) {
  auto statements = read_statements(store, id);
  if (!statements) return statements.error();
  if (const Status added = add_mentioning(store, id, statements->documents); !added) {
    return added.error();
  }
  std::vector<ToldOperation> all;
  for (const DocumentId& document_id : statements->documents) {
    if (chosen && !chosen(document_id.value)) continue;
    const auto extraction = store.extraction(document_id);
    if (!extraction) return extraction.error();
    if (!*extraction) continue;
    std::optional<PartialDate> published;
    for (const Operation& operation : (*extraction)->operations) {
      if (operation.id != id) continue;
      if (!published) {
        const auto document = store.document(document_id);
        if (!document) return document.error();
        published = *document ? (*document)->published : PartialDate{};
      }
      ToldOperation told{document_id, *published, operation, {}, 0.0};
      const auto source = statements->dates.find({document_id, to_string(operation.dates)});
      if (source != statements->dates.end()) {
        told.date_evidence = source->second.spans;
        told.date_confidence = source->second.confidence;
      }
      keep_probable(*statements, min_confidence, told);
      all.push_back(std::move(told));
    }
  }
  return unite_operation(id, std::move(all));
}

Result<Page<UnitedOperation>> list_operations(const Store& store, const OperationFilter& filter,
                                              std::string_view cursor, std::size_t limit,
                                              std::size_t most) {
  Page<UnitedOperation> page;
  page.next = cursor;
  Ancestors ancestors(store);
  // One operation a step, so that the cursor after the last one looked at is known.
  for (std::size_t looked = 0; looked < most && page.items.size() < limit; ++looked) {
    const auto step = store.entities(EntityType::Operation, page.next, 1);
    if (!step) return step.error();
    for (const StoredEntity& stored : step->items) {
      auto operation =
          read_operation(store, stored.entity.id, filter.min_confidence, filter.chosen);
      if (!operation) return operation.error();
      const auto fit = fits(store, *operation, filter, ancestors);
      if (!fit) return fit.error();
      if (*fit) page.items.push_back(std::move(*operation));
    }
    page.next = step->next;
    if (page.next.empty()) break;
  }
  return page;
}

}  // namespace onrecord
