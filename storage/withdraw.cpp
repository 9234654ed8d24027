#include "storage/withdraw.h"

#include <algorithm>
#include <string>

#include "model/count_text.h"

namespace onrecord {
namespace {

std::string words_under(const Spans& spans, std::string_view text) {
  std::string words;
  for (const Span span : spans) {
    if (!words.empty()) words += ' ';
    words += slice(text, span);
  }
  return words;
}

std::string name_in(const Extraction& extraction, EntityId id) {
  for (const EntityRecord& record : extraction.entities) {
    if (record.entity.id == id) return record.entity.name;
  }
  return {};
}

/// Somebody did not say it: the next of those who said it jointly speaks, else nobody known.
void withdraw_speaker(Extraction& extraction, Quote& quote, EntityId speaker,
                      std::string_view text) {
  std::erase(quote.also, speaker);
  if (quote.speaker != speaker) return;
  if (quote.also.empty()) {
    quote.speaker.reset();
    quote.speaker_name = words_under(quote.source, text);
    return;
  }
  quote.speaker = quote.also.front();
  quote.also.erase(quote.also.begin());
  quote.speaker_name = name_in(extraction, *quote.speaker);
}

Quote* find_quote(Extraction& extraction, QuoteId id) {
  const auto quote = std::find_if(extraction.quotes.begin(), extraction.quotes.end(),
                                  [id](const Quote& candidate) { return candidate.id == id; });
  return quote == extraction.quotes.end() ? nullptr : &*quote;
}

std::string qualifier(const Statement& statement, const char* name) {
  const auto found = statement.qualifiers.find(name);
  return found == statement.qualifiers.end() ? std::string() : found->second;
}

/// Whether a frame's outcome is what the statement says.
bool is_stated(const Outcome& outcome, const Statement& statement) {
  return statement.object == Object(Literal{count_text(outcome)}) &&
         outcome.what == qualifier(statement, "what") &&
         outcome.modifier == qualifier(statement, "modifier") &&
         outcome.category == qualifier(statement, "category") &&
         (outcome.place ? to_string(*outcome.place) : "") == qualifier(statement, "place");
}

void withdraw_from_frame(Operation& frame, const Statement& statement) {
  const auto* subject = std::get_if<EntityId>(&statement.subject);
  const auto* object = std::get_if<EntityId>(&statement.object);
  switch (statement.predicate) {
    case Predicate::Conducted:
      if (subject != nullptr) std::erase(frame.conducted_by, *subject);
      break;
    case Predicate::PartneredIn:
      if (subject != nullptr) std::erase(frame.partners, *subject);
      break;
    case Predicate::TookPlaceIn:
      if (object != nullptr) std::erase(frame.places, *object);
      break;
    case Predicate::Targeted:
      if (object != nullptr) std::erase(frame.targets, *object);
      break;
    case Predicate::Outcome:
      std::erase_if(frame.outcomes,
                    [&](const Outcome& outcome) { return is_stated(outcome, statement); });
      break;
    case Predicate::Occurred:
      if (statement.object == Object(Literal{to_string(frame.dates)})) frame.dates = {};
      break;
    default:  // the others stand in no frame
      break;
  }
}

void withdraw_elsewhere(Extraction& extraction, const Statement& statement, std::string_view text) {
  if (statement.predicate == Predicate::Said) {
    const auto* said = std::get_if<QuoteId>(&statement.object);
    Quote* quote = said != nullptr ? find_quote(extraction, *said) : nullptr;
    const auto* speaker = std::get_if<EntityId>(&statement.subject);
    if (quote != nullptr && speaker != nullptr) {
      withdraw_speaker(extraction, *quote, *speaker, text);
    }
    return;
  }
  if (statement.predicate == Predicate::About) {
    const auto* saying = std::get_if<QuoteId>(&statement.subject);
    Quote* quote = saying != nullptr ? find_quote(extraction, *saying) : nullptr;
    const auto* topic = std::get_if<EntityId>(&statement.object);
    if (quote != nullptr && topic != nullptr) std::erase(quote->about, *topic);
    return;
  }
  for (Operation& frame : extraction.operations) {
    const bool of_it =
        statement.subject == Subject(frame.id) || statement.object == Object(frame.id);
    if (of_it) withdraw_from_frame(frame, statement);
  }
}

}  // namespace

void withdraw(Extraction& extraction, StatementId id, std::string_view text) {
  std::vector<SupportedStatement>& items = extraction.statements;
  for (const SupportedStatement& item : items) {
    if (item.statement.id == id) withdraw_elsewhere(extraction, item.statement, text);
  }
  std::erase_if(items, [id](const SupportedStatement& item) { return item.statement.id == id; });
}

void confirm(Extraction& extraction, StatementId id, std::uint64_t sequence) {
  for (SupportedStatement& item : extraction.statements) {
    if (item.statement.id != id) continue;
    for (Evidence& evidence : item.evidence) {
      evidence.confidence = 1.0;
      evidence.extractor += ", confirmed by decision " + std::to_string(sequence);
    }
  }
}

}  // namespace onrecord
