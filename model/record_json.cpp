#include "model/record_json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>
#include <cstdio>
#include <type_traits>
#include <variant>

#include "model/code_points.h"

namespace onrecord {
namespace {

/// Writes one record. Each function writes one value; docs/record.md has the fields.
class RecordWriter {
 public:
  RecordWriter(const Document& document, const Extraction& extraction)
      : document_(document), extraction_(extraction), points_(document.text) {}

  std::string write(const RecordOptions& options) {
    all_digits_ = options.all_digits;
    json_.StartObject();
    head(options);
    list("sentences", extraction_.sentences, [this](Span span) { value(span); });
    list("entities", extraction_.entities, [this](const EntityRecord& row) { value(row); });
    list("attributions", extraction_.quotes, [this](const Quote& row) { value(row); });
    list("operations", extraction_.operations, [this](const Operation& row) { value(row); });
    json_.Key("statements");
    json_.StartArray();
    for (const SupportedStatement& row : extraction_.statements) {
      for (const Evidence& evidence : row.evidence) value(row.statement, evidence);
    }
    json_.EndArray();
    json_.EndObject();
    return std::string(buffer_.GetString(), buffer_.GetSize());
  }

 private:
  void head(const RecordOptions& options) {
    member("id", extraction_.document.value);
    member("title", document_.title);
    nullable("published", to_string(document_.published));
    if (options.with_text) {
      member("url", document_.url);
      member("publisher", document_.publisher);
      member("text", document_.text);
    }
    json_.Key("extractor");
    json_.StartObject();
    member("version", extraction_.extractor.version);
    member("model", extraction_.extractor.model);
    json_.EndObject();
  }

  void text(std::string_view value) {
    json_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }
  void key(std::string_view name) {
    json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  }
  void member(const char* name, std::string_view value) {
    json_.Key(name);
    text(value);
  }
  void nullable(const char* name, std::string_view value) {
    json_.Key(name);
    value.empty() ? static_cast<void>(json_.Null()) : text(value);
  }
  template <typename Id>
  void nullable(const char* name, const std::optional<Id>& id) {
    json_.Key(name);
    id ? text(to_string(*id)) : static_cast<void>(json_.Null());
  }
  void probability(double value) {
    json_.Key("confidence");
    if (!std::isfinite(value)) value = 0.0;
    if (!all_digits_) {
      json_.Double(std::round(value * 1000.0) / 1000.0);
      return;
    }
    // As many digits as parse_json reads exactly; a number of fewer comes back as it was.
    char digits[32];
    const int size = std::snprintf(digits, sizeof digits, "%.15g", value);
    json_.RawValue(digits, static_cast<std::size_t>(size), rapidjson::kNumberType);
  }

  template <typename List, typename Write>
  void list(const char* name, const List& items, Write write) {
    json_.Key(name);
    json_.StartArray();
    for (const auto& item : items) write(item);
    json_.EndArray();
  }
  void spans(const char* name, const Spans& items) {
    list(name, items, [this](Span span) { value(span); });
  }
  void ids(const char* name, const std::vector<EntityId>& items) {
    list(name, items, [this](EntityId id) { text(to_string(id)); });
  }
  void texts(const char* name, const std::vector<std::string>& items) {
    list(name, items, [this](const std::string& item) { text(item); });
  }

  void value(Span span) {
    const auto [begin, end] = points_.from_span(span);
    json_.StartArray();
    json_.Uint(begin);
    json_.Uint(end);
    json_.EndArray();
  }

  void value(const EntityRecord& row) {
    json_.StartObject();
    member("id", to_string(row.entity.id));
    member("type", to_string(row.entity.type));
    member("name", row.entity.name);
    texts("aliases", row.entity.aliases);
    json_.Key("attributes");
    json_.StartObject();
    for (const auto& [name, attribute] : row.entity.attributes) {
      key(name);
      text(attribute);
    }
    json_.EndObject();
    spans("mentions", row.mentions);
    json_.EndObject();
  }

  void value(const Quote& quote) {
    json_.StartObject();
    member("id", to_string(quote.id));
    member("kind", to_string(quote.kind));
    spans("source", quote.source);
    spans("cue", quote.cue);
    spans("content", quote.content);
    nullable("speaker", quote.speaker);
    nullable("speaker_name", quote.speaker_name);
    ids("also", quote.also);
    nullable("parent", quote.parent);
    ids("about", quote.about);
    list("place", quote.places, [this](const QuotePlace& at) { text(to_string(at.place)); });
    list("place_basis", quote.places, [this](const QuotePlace& at) { text(to_string(at.basis)); });
    nullable("date", to_string(quote.date));
    probability(quote.confidence);
    json_.EndObject();
  }

  void value(const Operation& operation) {
    json_.StartObject();
    member("id", to_string(operation.id));
    nullable("name", operation.name);
    ids("places", operation.places);
    ids("conducted_by", operation.conducted_by);
    ids("partners", operation.partners);
    texts("partner_groups", operation.partner_groups);
    ids("targets", operation.targets);
    nullable("start", to_string(operation.dates.start));
    nullable("end", to_string(operation.dates.end));
    list("outcomes", operation.outcomes, [this](const Outcome& row) { value(row); });
    list("conflicts", find_conflicts(operation.outcomes),
         [&](const Conflict& row) { value(row, operation.outcomes); });
    spans("evidence", operation.evidence);
    json_.EndObject();
  }

  void figure(const Outcome& outcome) {
    if (outcome.percent && outcome.count % 100 != 0) {
      json_.Double(static_cast<double>(outcome.count) / 100.0);
    } else {
      json_.Int64(outcome.percent ? outcome.count / 100 : outcome.count);
    }
  }

  void value(const Outcome& outcome) {
    json_.StartObject();
    member("what", outcome.what);
    json_.Key("count");
    figure(outcome);
    if (outcome.percent) {
      json_.Key("percent");
      json_.Bool(true);
    }
    nullable("modifier", outcome.modifier);
    nullable("category", outcome.category);
    nullable("place", outcome.place);
    spans("evidence", outcome.evidence);
    probability(outcome.confidence);
    json_.EndObject();
  }

  void value(const Conflict& conflict, const std::vector<Outcome>& outcomes) {
    json_.StartObject();
    member("what", conflict.what);
    nullable("category", conflict.category);
    nullable("place", conflict.place);
    list("counts", conflict.outcomes, [&](std::size_t i) { figure(outcomes[i]); });
    list("outcomes", conflict.outcomes, [&](std::size_t i) { json_.Uint64(i); });
    json_.EndObject();
  }

  void value(const Statement& statement, const Evidence& evidence) {
    json_.StartObject();
    member("id", to_string(statement.id));
    json_.Key("subject");
    std::visit([this](const auto& end) { value(end); }, statement.subject);
    member("predicate", to_string(statement.predicate));
    json_.Key("object");
    std::visit([this](const auto& end) { value(end); }, statement.object);
    qualifiers(statement.qualifiers, evidence.qualifiers);
    spans("evidence", evidence.spans);
    probability(evidence.confidence);
    nullable("date", to_string(evidence.date));
    member("extractor", evidence.extractor);
    json_.EndObject();
  }

  void value(std::monostate) { json_.Null(); }
  void value(EntityId id) { text(to_string(id)); }
  void value(QuoteId id) { tagged("quote", to_string(id)); }
  void value(const DocumentId& id) { tagged("document", id.value); }
  void value(const Literal& literal) { tagged("literal", literal.text); }
  void tagged(const char* tag, std::string_view value) {
    json_.StartObject();
    member(tag, value);
    json_.EndObject();
  }

  void qualifiers(Qualifiers all, const Qualifiers& more) {
    all.insert(more.begin(), more.end());
    json_.Key("qualifiers");
    json_.StartObject();
    for (const auto& [name, value] : all) {
      key(name);
      text(value);
    }
    json_.EndObject();
  }

  const Document& document_;
  const Extraction& extraction_;
  CodePoints points_;
  bool all_digits_ = false;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
};

}  // namespace

std::string to_record_json(const Document& document, const Extraction& extraction,
                           const RecordOptions& options) {
  return RecordWriter(document, extraction).write(options);
}

}  // namespace onrecord
