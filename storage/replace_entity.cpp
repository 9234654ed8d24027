#include "storage/replace_entity.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace onrecord {
namespace {

/// Sorted, each once.
template <typename T>
void make_set(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

template <typename T>
void append(std::vector<T>& items, const std::vector<T>& more) {
  items.insert(items.end(), more.begin(), more.end());
}

/// Spans of one entity, in text order, those within another left out.
void make_mentions(Spans& spans) {
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) {
    return std::tuple(a.begin, ~a.end) < std::tuple(b.begin, ~b.end);
  });
  Spans apart;
  for (const Span span : spans) {
    if (apart.empty() || !apart.back().overlaps(span)) apart.push_back(span);
  }
  spans = std::move(apart);
}

void set_name(Entity& entity, const std::string& name) {
  entity.aliases.push_back(entity.name);
  entity.name = name;
  make_set(entity.aliases);
  std::erase(entity.aliases, name);
}

/// `known` takes over what the document says of `other`, which is the same entity.
void unite(EntityRecord& known, const EntityRecord& other, bool with_attributes) {
  append(known.entity.aliases, other.entity.aliases);
  known.entity.aliases.push_back(other.entity.name);
  make_set(known.entity.aliases);
  std::erase(known.entity.aliases, known.entity.name);
  if (with_attributes) {
    known.entity.attributes.insert(other.entity.attributes.begin(), other.entity.attributes.end());
  }
  append(known.mentions, other.mentions);
  make_mentions(known.mentions);
}

/// By first mention; those without by id, last.
void sort_records(std::vector<EntityRecord>& records) {
  std::stable_sort(records.begin(), records.end(),
                   [](const EntityRecord& a, const EntityRecord& b) {
                     if (a.mentions.empty() != b.mentions.empty()) return b.mentions.empty();
                     if (a.mentions.empty()) return a.entity.id < b.entity.id;
                     return a.mentions.front() < b.mentions.front();
                   });
}

class Replacing {
 public:
  Replacing(Extraction& extraction, const Replacement& replacement)
      : extraction_(extraction), replacement_(replacement) {}

  void run() {
    if (!replace_records()) return;
    for (Quote& quote : extraction_.quotes) replace_in(quote);
    replace_operations();
    replace_statements();
  }

 private:
  bool replace(EntityId& id) const {
    if (id != replacement_.from) return false;
    id = replacement_.to;
    return true;
  }

  bool replace(std::optional<EntityId>& id) const { return id && replace(*id); }

  void replace_in_set(std::vector<EntityId>& ids) const {
    bool any = false;
    for (EntityId& id : ids) any |= replace(id);
    if (any) make_set(ids);
  }

  bool replace_records() {
    std::vector<EntityRecord> gone;
    std::vector<EntityRecord>& records = extraction_.entities;
    EntityRecord* known = nullptr;
    for (EntityRecord& record : records) {
      if (record.entity.id == replacement_.from) gone.push_back(record);
    }
    if (gone.empty()) return false;
    std::erase_if(records, [this](const EntityRecord& record) {
      return record.entity.id == replacement_.from;
    });
    for (EntityRecord& record : records) {
      if (record.entity.id == replacement_.to) known = &record;
    }
    for (EntityRecord& record : gone) {
      if (known != nullptr) {
        unite(*known, record, replacement_.keeps_attributes);
      } else {
        become(record);
        records.push_back(std::move(record));
        known = &records.back();
      }
    }
    name_ = known->entity.name;
    sort_records(records);
    return true;
  }

  /// Makes the record one of the new entity, which the document did not know.
  void become(EntityRecord& record) const {
    record.entity.id = replacement_.to;
    record.entity.type = replacement_.type;
    if (!replacement_.keeps_attributes) record.entity.attributes.clear();
    if (!replacement_.name.empty()) set_name(record.entity, replacement_.name);
  }

  void replace_in(Quote& quote) const {
    if (replace(quote.speaker)) quote.speaker_name = name_;
    for (EntityId& id : quote.also) replace(id);
    keep_first_of_each(quote.also, [&](EntityId id) { return id; });
    if (quote.speaker) std::erase(quote.also, *quote.speaker);
    replace_in_set(quote.about);
    for (QuotePlace& place : quote.places) replace(place.place);
    keep_first_of_each(quote.places, [](const QuotePlace& place) { return place.place; });
  }

  /// Repeats of the new entity go; the order of the rest stays.
  template <typename T, typename IdOf>
  void keep_first_of_each(std::vector<T>& items, IdOf id_of) const {
    bool seen = false;
    std::erase_if(items, [&](const T& item) {
      if (id_of(item) != replacement_.to) return false;
      return std::exchange(seen, true);
    });
  }

  void replace_operations() {
    std::vector<Operation> frames;
    for (Operation& frame : extraction_.operations) {
      replace(frame.id);
      replace_in_set(frame.places);
      replace_in_set(frame.conducted_by);
      replace_in_set(frame.partners);
      replace_in_set(frame.targets);
      for (Outcome& outcome : frame.outcomes) replace(outcome.place);
      const auto same = std::find_if(frames.begin(), frames.end(), [&](const Operation& other) {
        return other.id == frame.id && frame.id == replacement_.to;
      });
      if (same == frames.end()) {
        frames.push_back(std::move(frame));
      } else {
        unite_frames(*same, frame);
      }
    }
    extraction_.operations = std::move(frames);
  }

  static void unite_frames(Operation& frame, const Operation& other) {
    if (frame.name.empty()) frame.name = other.name;
    for (const auto& [ids, more] : {std::pair(&frame.places, &other.places),
                                    {&frame.conducted_by, &other.conducted_by},
                                    {&frame.partners, &other.partners},
                                    {&frame.targets, &other.targets}}) {
      append(*ids, *more);
      make_set(*ids);
    }
    append(frame.partner_groups, other.partner_groups);
    make_set(frame.partner_groups);
    if (frame.dates.empty()) frame.dates = other.dates;
    append(frame.outcomes, other.outcomes);
    std::stable_sort(frame.outcomes.begin(), frame.outcomes.end(),
                     [](const Outcome& a, const Outcome& b) { return a.evidence < b.evidence; });
    append(frame.evidence, other.evidence);
    make_mentions(frame.evidence);
  }

  /// Qualifiers name a place by its id.
  bool replace(Qualifiers& qualifiers) const {
    const auto place = qualifiers.find("place");
    if (place == qualifiers.end() || place->second != to_string(replacement_.from)) return false;
    place->second = to_string(replacement_.to);
    return true;
  }

  template <typename End>
  bool replace_end(End& end) const {
    auto* entity = std::get_if<EntityId>(&end);
    return entity != nullptr && replace(*entity);
  }

  /// Whether the statement may stand.
  bool replace_in(SupportedStatement& item) const {
    Statement& statement = item.statement;
    for (Evidence& evidence : item.evidence) replace(evidence.qualifiers);
    bool moved = replace_end(statement.subject);
    moved |= replace_end(statement.object);
    const bool requalified = replace(statement.qualifiers);
    if (!moved && !requalified) return true;
    statement.id = make_statement_id(statement.subject, statement.predicate, statement.object,
                                     statement.qualifiers);
    const auto* subject = std::get_if<EntityId>(&statement.subject);
    const auto* object = std::get_if<EntityId>(&statement.object);
    return !moved || subject == nullptr || object == nullptr || *subject != *object;
  }

  void replace_statements() {
    std::vector<SupportedStatement>& items = extraction_.statements;
    std::erase_if(items, [this](SupportedStatement& item) { return !replace_in(item); });
    std::stable_sort(items.begin(), items.end(),
                     [](const SupportedStatement& a, const SupportedStatement& b) {
                       return a.statement.id < b.statement.id;
                     });
    std::vector<SupportedStatement> apart;
    apart.reserve(items.size());
    for (SupportedStatement& item : items) {
      if (!apart.empty() && apart.back().statement.id == item.statement.id) {
        append(apart.back().evidence, item.evidence);
      } else {
        apart.push_back(std::move(item));
      }
    }
    items = std::move(apart);
  }

  Extraction& extraction_;
  const Replacement& replacement_;
  std::string name_;  // of the entity, in this document, afterwards
};

/// Whether an entity of this type may stand at this end of a statement.
template <typename End>
bool fits(const End& end, std::uint16_t slots, EntityId id, EntityType type) {
  const auto* entity = std::get_if<EntityId>(&end);
  return entity == nullptr || *entity != id || (slots & slot_of(type)) != 0;
}

}  // namespace

void replace_entity(Extraction& extraction, const Replacement& replacement) {
  Replacing(extraction, replacement).run();
}

void name_entity(Extraction& extraction, EntityId id, const std::string& name) {
  for (EntityRecord& record : extraction.entities) {
    if (record.entity.id == id) set_name(record.entity, name);
  }
  for (Quote& quote : extraction.quotes) {
    if (quote.speaker == id) quote.speaker_name = name;
  }
}

void drop_impossible(Extraction& extraction, EntityId id) {
  const auto record =
      std::find_if(extraction.entities.begin(), extraction.entities.end(),
                   [id](const EntityRecord& candidate) { return candidate.entity.id == id; });
  if (record == extraction.entities.end()) return;
  const EntityType type = record->entity.type;
  std::erase_if(extraction.statements, [&](const SupportedStatement& item) {
    const PredicateRow& row = row_of(item.statement.predicate);
    return !fits(item.statement.subject, row.subject, id, type) ||
           !fits(item.statement.object, row.object, id, type);
  });
  if (type != EntityType::Operation) {
    std::erase_if(extraction.operations, [id](const Operation& frame) { return frame.id == id; });
  }
  for (Operation& frame : extraction.operations) {
    if (type != EntityType::Place) std::erase(frame.places, id);
    if (type != EntityType::Agency) std::erase(frame.conducted_by, id);
    for (Outcome& outcome : frame.outcomes) {
      if (type != EntityType::Place && outcome.place == id) outcome.place.reset();
    }
  }
  for (Quote& quote : extraction.quotes) {
    if (type == EntityType::Place) continue;
    std::erase_if(quote.places, [id](const QuotePlace& place) { return place.place == id; });
  }
}

}  // namespace onrecord
