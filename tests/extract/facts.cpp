#include "tests/extract/facts.h"

#include <algorithm>

#include "tests/extract/marks.h"
#include "tests/extract/reading.h"

namespace onrecord {
namespace {

const ExtractorInfo kInfo{"test", "0000000000000000"};

Document document_of(const std::string& text, PartialDate published) {
  Document document;
  document.id.value = "test";
  document.text = text;
  document.published = published;
  return document;
}

std::string join(std::vector<std::string> parts, const std::string& between, bool sorted) {
  if (sorted) std::sort(parts.begin(), parts.end());
  std::string out;
  for (const std::string& part : parts) out += (&part == &parts.front() ? "" : between) + part;
  return out;
}

/// Quotes as marked; the speaker is the entity in the source.
std::vector<Quote> quotes_of(const Marked& marked, const DocumentEntities& entities) {
  std::vector<Quote> quotes;
  for (const Attribution& attribution : marked.quotes) {
    Quote quote;
    quote.source = attribution.source;
    quote.cue = attribution.cue;
    quote.content = attribution.content;
    quote.confidence = 1.0;
    quote.id = make_quote_id({"test"}, quote.content, quote.source);
    for (const Span source : quote.source) {
      if (const auto index = entities.at(source)) quote.speaker = entities.entity(*index).id;
    }
    quotes.push_back(std::move(quote));
  }
  return quotes;
}

}  // namespace

Facts::Facts(std::string_view marked, PartialDate published)
    : document(document_of(unmark(marked).text, published)),
      analysis(analyse(document)),
      words(analysis),
      entities(resolve_entities(words, unmark(marked).names, test_gazetteer())),
      quotes(quotes_of(unmark(marked), entities)),
      positions(find_positions(analysis, entities, test_gazetteer(), kInfo)),
      found(find_operations(analysis, entities, test_gazetteer())),
      operations(found.operations) {
  add_topics(analysis, entities, operations, positions, quotes);
  statements =
      make_statements(analysis, entities, quotes, found, positions, test_gazetteer(), kInfo);
}

std::string Facts::name_of(EntityId id) const {
  const auto index = entities.find(id);
  return index ? entities.entity(*index).name : "?";
}

std::string Facts::held() const {
  std::vector<std::string> lines;
  for (const SupportedStatement& one : positions) {
    const auto& qualifiers = one.statement.qualifiers;
    std::string line = name_of(std::get<EntityId>(one.statement.subject)) + ": ";
    if (qualifiers.at("status") != "current") line += qualifiers.at("status") + " ";
    line += qualifiers.at("title");
    const auto* object = std::get_if<EntityId>(&one.statement.object);
    if (object != nullptr) line += " of " + name_of(*object);
    lines.push_back(std::move(line));
  }
  return join(std::move(lines), "|", true);
}

std::string Facts::frames() const {
  std::vector<std::string> lines;
  for (const Operation& operation : operations) {
    std::string line = operation.name.empty() ? "unnamed" : operation.name;
    const auto part = [&](const std::string& word, const std::vector<EntityId>& ids) {
      std::vector<std::string> names;
      for (const EntityId id : ids) names.push_back(name_of(id));
      if (!names.empty()) line += " " + word + " " + join(std::move(names), ", ", true);
    };
    part("by", operation.conducted_by);
    part("with", operation.partners);
    for (const std::string& group : operation.partner_groups) line += " with \"" + group + "\"";
    part("in", operation.places);
    part("against", operation.targets);
    if (!operation.dates.empty()) line += " on " + to_string(operation.dates);
    lines.push_back(std::move(line));
  }
  return join(std::move(lines), "|", false);
}

std::string Facts::figures() const {
  std::vector<std::string> lines;
  for (const Operation& operation : operations) {
    for (const Outcome& outcome : operation.outcomes) {
      std::string line = outcome.what + " ";
      if (!outcome.modifier.empty()) line += outcome.modifier + " ";
      line += std::to_string(outcome.percent ? outcome.count / 100 : outcome.count);
      if (outcome.percent) line += "%";
      if (!outcome.category.empty()) line += " [" + outcome.category + "]";
      if (outcome.place) line += " @" + name_of(*outcome.place);
      lines.push_back(std::move(line));
    }
  }
  return join(std::move(lines), "|", false);
}

std::string Facts::topics() const {
  std::vector<std::string> lines;
  for (const Quote& quote : quotes) {
    std::vector<std::string> names;
    for (const EntityId id : quote.about) names.push_back(name_of(id));
    lines.push_back(join(std::move(names), ", ", true));
  }
  return join(std::move(lines), "|", false);
}

std::string Facts::scenes() const {
  std::vector<std::string> lines;
  for (const Quote& quote : quotes) {
    std::vector<std::string> names;
    for (const QuotePlace& at : quote.places) {
      names.push_back(name_of(at.place) + " (" + std::string(to_string(at.basis)) + ")");
    }
    lines.push_back(join(std::move(names), ", ", false));
  }
  return join(std::move(lines), "|", false);
}

std::string Facts::stated(Predicate predicate) const {
  std::vector<std::string> lines;
  for (const SupportedStatement& one : statements) {
    if (one.statement.predicate != predicate) continue;
    const auto* subject = std::get_if<EntityId>(&one.statement.subject);
    std::string line = subject == nullptr ? "quote" : name_of(*subject);
    line += " > ";
    if (const auto* entity = std::get_if<EntityId>(&one.statement.object)) {
      line += name_of(*entity);
    } else if (const auto* literal = std::get_if<Literal>(&one.statement.object)) {
      line += literal->text;
    } else if (std::holds_alternative<QuoteId>(one.statement.object)) {
      line += "quote";
    } else if (const auto* where = std::get_if<DocumentId>(&one.statement.object)) {
      line += where->value;
    }
    lines.push_back(std::move(line));
  }
  return join(std::move(lines), "|", true);
}

}  // namespace onrecord
