#include <algorithm>
#include <vector>

#include "model/code_points.h"
#include "storage/rows.h"

namespace onrecord {

namespace {

constexpr std::size_t kMaxIdBytes = 512;
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;

/// Walks a contribution and keeps the first thing that is wrong.
class Checker {
 public:
  explicit Checker(const Contribution& contribution)
      : document_(contribution.document), extraction_(contribution.extraction) {}

  Status check() {
    check_document();
    for (const EntityRecord& record : extraction_.entities) entities_.push_back(record.entity.id);
    std::sort(entities_.begin(), entities_.end());
    for (const Quote& quote : extraction_.quotes) quotes_.push_back(quote.id);
    std::sort(quotes_.begin(), quotes_.end());
    const auto twice = std::adjacent_find(quotes_.begin(), quotes_.end());
    if (twice != quotes_.end()) refuse("quote " + to_string(*twice) + " twice");
    spans(extraction_.sentences, {"a sentence", 0});
    for (const EntityRecord& record : extraction_.entities) {
      spans(record.mentions, {"a mention of ", record.entity.id.value});
      if (record.entity.name.empty()) refuse("entity " + to_string(record.entity.id) + " no name");
    }
    for (const Quote& quote : extraction_.quotes) check_quote(quote);
    for (const Operation& operation : extraction_.operations) check_operation(operation);
    for (const SupportedStatement& item : extraction_.statements) check_statement(item);
    return status_;
  }

 private:
  void refuse(const std::string& what, ErrorCode code = ErrorCode::InvalidInput) {
    if (!status_) return;
    status_ = Error{code, "document '" + document_.id.value + "': the record has " + what};
  }

  void check_document() {
    const std::string& id = document_.id.value;
    if (id.empty()) refuse("an empty id");
    if (id.size() > kMaxIdBytes) refuse("an id of more than 512 bytes", ErrorCode::TooLarge);
    if (find_invalid_utf8(id)) refuse("an id that is not UTF-8");
    if (std::any_of(id.begin(), id.end(),
                    [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) {
      refuse("a control character in its id");
    }
    if (document_.text.size() > kMaxTextBytes) refuse("more than 1 GiB", ErrorCode::TooLarge);
    if (const auto at = find_invalid_utf8(document_.text)) {
      refuse("text that is not UTF-8 at byte " + std::to_string(*at));
    }
    if (extraction_.document != document_.id) {
      refuse("the extraction of another document, '" + extraction_.document.value + "'");
    }
  }

  /// What a message speaks of; put into words only when there is one.
  struct Item {
    const char* kind = "";
    std::uint64_t id = 0;
    std::string text() const { return id == 0 ? kind : kind + to_hex(id); }
  };

  void spans(const Spans& spans, Item what) {
    for (const Span span : spans) {
      if (span.begin > span.end || span.end > document_.text.size()) {
        refuse(what.text() + " at [" + std::to_string(span.begin) + ", " +
               std::to_string(span.end) + "), outside the text of " +
               std::to_string(document_.text.size()) + " bytes");
      }
    }
  }

  void confidence(double value, Item what) {
    if (!(value >= 0.0 && value <= 1.0)) refuse(what.text() + " with a confidence outside [0, 1]");
  }

  void entity(EntityId id, Item what) {
    if (!std::binary_search(entities_.begin(), entities_.end(), id)) {
      refuse(what.text() + " that names entity " + to_string(id) + ", which it does not list");
    }
  }

  void entities(const std::vector<EntityId>& ids, Item what) {
    for (const EntityId id : ids) entity(id, what);
  }

  void quote(QuoteId id, Item what) {
    if (!std::binary_search(quotes_.begin(), quotes_.end(), id)) {
      refuse(what.text() + " that names quote " + to_string(id) + ", which it does not list");
    }
  }

  void check_quote(const Quote& item) {
    const Item what{"quote ", item.id.value};
    if (item.content.empty()) refuse(what.text() + " without content");
    spans(item.source, what);
    spans(item.cue, what);
    spans(item.content, what);
    confidence(item.confidence, what);
    if (item.speaker) entity(*item.speaker, what);
    if (item.parent) quote(*item.parent, what);
    entities(item.also, what);
    entities(item.about, what);
    for (const QuotePlace& place : item.places) entity(place.place, what);
  }

  void check_operation(const Operation& item) {
    const Item what{"operation ", item.id.value};
    entity(item.id, what);
    entities(item.places, what);
    entities(item.conducted_by, what);
    entities(item.partners, what);
    entities(item.targets, what);
    spans(item.evidence, what);
    for (const Outcome& outcome : item.outcomes) {
      spans(outcome.evidence, what);
      confidence(outcome.confidence, what);
      if (outcome.place) entity(*outcome.place, what);
    }
  }

  void check_statement(const SupportedStatement& item) {
    const Statement& statement = item.statement;
    const Item what{"statement ", statement.id.value};
    // Statements of several documents meet under their id, so it must be the one they agree on.
    if (statement.id != make_statement_id(statement.subject, statement.predicate, statement.object,
                                          statement.qualifiers) ||
        !has_its_qualifiers_alone(statement)) {
      refuse(what.text() + " whose id or qualifiers are not those of its parts (make_statement)");
    }
    if (const auto* subject = std::get_if<EntityId>(&statement.subject)) entity(*subject, what);
    if (const auto* subject = std::get_if<QuoteId>(&statement.subject)) quote(*subject, what);
    if (const auto* object = std::get_if<EntityId>(&statement.object)) entity(*object, what);
    if (const auto* object = std::get_if<QuoteId>(&statement.object)) quote(*object, what);
    if (item.evidence.empty()) refuse(what.text() + " without evidence");
    for (const Evidence& evidence : item.evidence) {
      if (evidence.document != document_.id)
        refuse(what.text() + " with evidence of another document");
      if (evidence.spans.empty()) refuse(what.text() + " with evidence that has no spans");
      spans(evidence.spans, what);
      confidence(evidence.confidence, what);
    }
  }

  /// Whether it has no other qualifiers than make_statement would leave it.
  static bool has_its_qualifiers_alone(const Statement& statement) {
    return std::all_of(
        statement.qualifiers.begin(), statement.qualifiers.end(), [&](const auto& qualifier) {
          return !qualifier.second.empty() && tells_apart(statement.predicate, qualifier.first);
        });
  }

  const Document& document_;
  const Extraction& extraction_;
  std::vector<EntityId> entities_;  // ascending
  std::vector<QuoteId> quotes_;     // ascending
  Status status_;
};

}  // namespace

Status check_contribution(const Contribution& contribution) {
  return Checker(contribution).check();
}

}  // namespace onrecord
