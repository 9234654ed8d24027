#include "extract/extract.h"

#include <algorithm>
#include <cmath>

#include "extract/coreference.h"
#include "extract/embedded_data.h"
#include "extract/knowledge.h"
#include "extract/model_words.h"
#include "extract/quotes.h"

namespace onrecord {
namespace {

constexpr std::string_view kVersion = ONRECORD_VERSION;

std::vector<EntityRecord> in_text_order(const DocumentEntities& entities) {
  std::vector<EntityRecord> records = entities.entities();
  std::sort(records.begin(), records.end(), [](const EntityRecord& a, const EntityRecord& b) {
    if (a.mentions.empty() != b.mentions.empty()) return b.mentions.empty();
    if (!a.mentions.empty() && a.mentions.front() != b.mentions.front()) {
      return a.mentions.front() < b.mentions.front();
    }
    return a.entity.id < b.entity.id;
  });
  return records;
}

/// To the three decimals of the extraction record, so that a record read back is the extraction.
void round_confidences(Extraction& extraction) {
  const auto round = [](double& confidence) { confidence = std::round(confidence * 1000) / 1000; };
  for (Quote& quote : extraction.quotes) round(quote.confidence);
  for (Operation& operation : extraction.operations) {
    for (Outcome& outcome : operation.outcomes) round(outcome.confidence);
  }
  for (SupportedStatement& statement : extraction.statements) {
    for (Evidence& evidence : statement.evidence) round(evidence.confidence);
  }
}

Result<ModelReading> read_document(const Analysis& analysis, const LanguageModel& model,
                                   const std::function<bool()>& cancelled) {
  const ModelWords words(analysis);
  Result<ModelReading> reading = model.read(words.text(), cancelled);
  if (!reading) return reading.error();
  return words.to_tokens(*std::move(reading));
}

}  // namespace

Result<Extractor> Extractor::load(const std::string& model_file) {
  Result<Gazetteer> gazetteer = Gazetteer::load_embedded();
  if (!gazetteer) return gazetteer.error();
  const std::string_view cues = embedded_data("models/cues.tsv");
  Result<Lexicon> lexicon = Lexicon::parse(cues);
  if (!lexicon) return lexicon.error();
  Result<LanguageModel> language = LanguageModel::load(model_file);
  if (!language) return language.error();
  const std::uint64_t model =
      gazetteer->fingerprint() ^ hash_bytes(cues) ^ hash_bytes(language->fingerprint());
  ExtractorInfo info{std::string(kVersion), to_hex(model)};
  return Extractor(std::move(*gazetteer), std::move(*lexicon), std::move(*language),
                   std::move(info));
}

Result<Extraction> Extractor::extract(const Document& document,
                                      const std::function<bool()>& cancelled) const {
  const Analysis analysis = analyse(document);
  const Words words(analysis);
  const Result<ModelReading> reading = read_document(analysis, model_, cancelled);
  if (!reading) return reading.error();
  DocumentEntities entities =
      resolve_entities(words, find_names(words, gazetteer_, lexicon_, &*reading), gazetteer_);
  resolve_references(words, gazetteer_, lexicon_, *reading, entities);
  const AttributionContext context{analysis, words, entities, lexicon_, &*reading};
  std::vector<Quote> quotes = resolve_quotes(context, gazetteer_, find_attributions(context));
  resolve_first_person(words, *reading, quotes, entities);
  std::vector<SupportedStatement> positions = find_positions(analysis, entities, gazetteer_, info_);
  FoundOperations found = find_operations(analysis, entities, gazetteer_);
  add_topics(analysis, entities, found.operations, positions, quotes);

  Extraction extraction;
  extraction.document = document.id;
  extraction.extractor = info_;
  for (const Sentence& sentence : analysis.sentences) {
    extraction.sentences.push_back(sentence.span);
  }
  extraction.statements =
      make_statements(analysis, entities, quotes, found, std::move(positions), gazetteer_, info_);
  entities.keep_references();
  extraction.entities = in_text_order(entities);
  extraction.quotes = std::move(quotes);
  extraction.operations = std::move(found.operations);
  round_confidences(extraction);
  return extraction;
}

}  // namespace onrecord
