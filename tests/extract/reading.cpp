#include "tests/extract/reading.h"

#include <algorithm>
#include <stdexcept>

#include "extract/embedded_data.h"

namespace onrecord {
namespace {

Document document_of(std::string text, std::string id) {
  Document document;
  document.id.value = std::move(id);
  document.text = std::move(text);
  return document;
}

template <typename T>
T take(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

}  // namespace

const Gazetteer& test_gazetteer() {
  static const Gazetteer gazetteer = take(Gazetteer::load_embedded());
  return gazetteer;
}

const Lexicon& test_lexicon() {
  static const Lexicon lexicon = take(Lexicon::parse(embedded_data("models/cues.tsv")));
  return lexicon;
}

Reading::Reading(std::string text, std::string id)
    : document(document_of(std::move(text), std::move(id))),
      analysis(analyse(document)),
      words(analysis),
      names(find_names(words, test_gazetteer(), test_lexicon())),
      entities(resolve_entities(words, names, test_gazetteer())),
      context{analysis, words, entities, test_lexicon()},
      attributions(find_attributions(context)),
      quotes(resolve_quotes(context, test_gazetteer(), attributions)) {}

std::vector<std::string> Reading::actors() const {
  std::vector<std::string> lines;
  for (const EntityRecord& record : entities.entities()) {
    if (record.mentions.empty()) continue;
    std::string line = std::string(to_string(record.entity.type)) + " " + record.entity.name + ":";
    for (const Span span : record.mentions) {
      line += span == record.mentions.front() ? " " : "|";
      line += slice(document.text, span);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> Reading::speakers() const {
  const auto name_of = [&](EntityId id) { return entities.entity(*entities.find(id)).name; };
  std::vector<std::string> lines;
  for (const Quote& quote : quotes) {
    std::string line = quote.speaker ? name_of(*quote.speaker) : "?" + quote.speaker_name;
    for (const EntityId other : quote.also) line += " + " + name_of(other);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> Reading::parents() const {
  std::vector<std::string> lines;
  for (const DocumentEntities::Parent& pair : entities.parents()) {
    lines.push_back(entities.entity(pair.child).name + " < " + entities.entity(pair.parent).name);
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

const EntityRecord* Reading::mentioned(std::string_view wanted) const {
  for (const EntityRecord& record : entities.entities()) {
    for (const Span span : record.mentions) {
      if (slice(document.text, span) == wanted) return &record;
    }
  }
  return nullptr;
}

}  // namespace onrecord
