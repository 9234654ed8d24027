#include "extract/language_model.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "extract/encoder.h"
#include "extract/model_file.h"
#include "extract/reading_windows.h"
#include "extract/wordpiece.h"
#include "model/ids.h"

namespace onrecord {
namespace {

constexpr std::size_t kWindow = 128;  // pieces: a few paragraphs; attention grows with its square
constexpr std::size_t kBatch = 1024;  // pieces of windows that are encoded together

/// Workspaces that threads borrow: each some megabytes, as many as there were threads at once.
class WorkspacePool {
 public:
  std::unique_ptr<EncoderWorkspace> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<EncoderWorkspace>();
    auto workspace = std::move(free_.back());
    free_.pop_back();
    return workspace;
  }
  void give(std::unique_ptr<EncoderWorkspace> workspace) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<EncoderWorkspace>> free_;
};

/// The strings of the header's labels."name"; Corrupt when there are none.
Result<std::vector<std::string>> labels(const ModelFile& model, const char* name) {
  const Error wrong{ErrorCode::Corrupt, model.path() + ": no labels \"" + std::string(name) + "\""};
  const auto all = model.header().FindMember("labels");
  if (all == model.header().MemberEnd() || !all->value.IsObject()) return wrong;
  const auto found = all->value.FindMember(name);
  if (found == all->value.MemberEnd() || !found->value.IsArray()) return wrong;
  std::vector<std::string> values;
  for (const auto& value : found->value.GetArray()) {
    if (!value.IsString()) return wrong;
    values.emplace_back(value.GetString(), value.GetStringLength());
  }
  if (values.empty() || values.size() > 64) return wrong;
  return values;
}

Result<TagChain> attribution_chain_of(const ModelFile& model) {
  Result<std::vector<std::string>> tags = labels(model, "attribution");
  if (!tags) return tags.error();
  const auto start = model.floats("heads.chain.start", {tags->size()});
  if (!start) return start.error();
  const auto move = model.floats("heads.chain.move", {tags->size(), tags->size()});
  if (!move) return move.error();
  return TagChain::make(std::move(*tags), {start->begin(), start->end()},
                        {move->begin(), move->end()});
}

/// Names are tagged without weights between tags: only that I-x follows x.
Result<TagChain> name_chain_of(const ModelFile& model) {
  Result<std::vector<std::string>> tags = labels(model, "entity");
  if (!tags) return tags.error();
  const std::size_t count = tags->size();
  return TagChain::make(std::move(*tags), std::vector<float>(count, 0.0F),
                        std::vector<float>(count * count, 0.0F));
}

/// Platt's scaling (1999) of raw probabilities: sigmoid(slope * logit(p) + shift).
struct Calibration {
  double slope = 1.0, shift = 0.0;

  double apply(double probability) const {
    const double p = std::clamp(probability, 1e-4, 1.0 - 1e-4);
    return 1.0 / (1.0 + std::exp(-(slope * std::log(p / (1.0 - p)) + shift)));
  }
};

/// The header's calibration."name"; the identity when it has none.
Result<Calibration> calibration_of(const ModelFile& model, const char* name) {
  const auto all = model.header().FindMember("calibration");
  if (all == model.header().MemberEnd()) return Calibration{};
  const Error wrong{ErrorCode::Corrupt,
                    model.path() + ": calibration of \"" + std::string(name) + "\" makes no sense"};
  if (!all->value.IsObject()) return wrong;
  const auto found = all->value.FindMember(name);
  if (found == all->value.MemberEnd()) return Calibration{};
  if (!found->value.IsObject()) return wrong;
  const auto slope = found->value.FindMember("slope"), shift = found->value.FindMember("shift");
  const auto end = found->value.MemberEnd();
  if (slope == end || shift == end || !slope->value.IsNumber() || !shift->value.IsNumber()) {
    return wrong;
  }
  return Calibration{slope->value.GetDouble(), shift->value.GetDouble()};
}

/// Of the whole file, which its checksum covers: tensors, sizes, labels and calibration all decide
/// what is read.
std::string fingerprint_of(const ModelFile& model) {
  return to_hex(hash_bytes(model.fingerprint() + ' ' + model.checksum()));
}

/// Where the pieces of each word begin; one more entry for the end.
std::vector<std::size_t> first_pieces(std::span<const Piece> pieces, std::size_t words) {
  std::vector<std::size_t> first(words + 1, pieces.size());
  for (std::size_t i = pieces.size(); i-- > 0;) first[pieces[i].word] = i;
  for (std::size_t word = words; word-- > 0;) first[word] = std::min(first[word], first[word + 1]);
  return first;
}

}  // namespace

struct LanguageModel::Parts {
  std::string fingerprint;
  WordPiece wordpiece;
  Encoder encoder;
  Linear tags;  // names first, then attributions
  TagChain names, attributions;
  AttributionReader reader;
  Linear pos;
  std::vector<WordClass> classes;  // by part of speech
  AntecedentReader antecedents;
  Calibration calibration;
  WorkspacePool pool;

  Parts(std::string print, WordPiece cutter, Encoder network, Linear head, TagChain name_chain,
        TagChain attribution_chain, AttributionReader links, Linear speech,
        std::vector<WordClass> speech_classes, AntecedentReader references)
      : fingerprint(std::move(print)),
        wordpiece(std::move(cutter)),
        encoder(std::move(network)),
        tags(std::move(head)),
        names(std::move(name_chain)),
        attributions(std::move(attribution_chain)),
        reader(std::move(links)),
        pos(std::move(speech)),
        classes(std::move(speech_classes)),
        antecedents(std::move(references)) {}

  std::size_t width() const { return encoder.config().hidden; }
  /// What is read while a document is read.
  struct Run {
    std::span<const std::string_view> words;
    EncoderWorkspace& workspace;
    AntecedentReader::Memory memory;
    ModelReading reading;
  };
  Status read_batch(std::span<const ReadingWindow> windows, std::span<const Piece> pieces,
                    std::span<const std::size_t> first, Run& run) const;
  Status read_window(const ReadingWindow& window, std::span<const float> rows, Run& run) const;
  Status read_mentions(const ReadingWindow& window, std::span<const float> rows,
                       std::span<const TokenRange> named, Run& run) const;
};

LanguageModel::LanguageModel(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

const std::string& LanguageModel::fingerprint() const { return parts_->fingerprint; }
const TagChain& LanguageModel::attribution_chain() const { return parts_->attributions; }

Result<LanguageModel> LanguageModel::load(const std::string& path, const Options& options) {
  const Result<ModelFile> model = ModelFile::open(path);
  if (!model) return model.error();
  Result<WordPiece> wordpiece = WordPiece::load(*model);
  if (!wordpiece) return wordpiece.error();
  EncoderOptions encoder_options;
  encoder_options.plain_float = options.plain_float;
  Result<Encoder> encoder = Encoder::load(*model, encoder_options);
  if (!encoder) return encoder.error();
  const std::size_t width = encoder->config().hidden;
  Result<TagChain> names = name_chain_of(*model);
  if (!names) return names.error();
  Result<TagChain> attributions = attribution_chain_of(*model);
  if (!attributions) return attributions.error();
  Result<Linear> tags = Linear::load(*model, "heads.tags", width);
  if (!tags) return tags.error();
  if (tags->out() != names->tags() + attributions->tags()) {
    return Error{ErrorCode::Corrupt, path + ": heads.tags does not fit the labels"};
  }
  Result<AttributionReader> reader = AttributionReader::load(*model, *attributions, width);
  if (!reader) return reader.error();
  const Result<std::vector<std::string>> speech = labels(*model, "pos");
  if (!speech) return speech.error();
  Result<Linear> pos = Linear::load(*model, "heads.pos", width);
  if (!pos) return pos.error();
  if (pos->out() != speech->size()) {
    return Error{ErrorCode::Corrupt, path + ": heads.pos does not fit the labels"};
  }
  std::vector<WordClass> classes;
  for (const std::string& tag : *speech) classes.push_back(word_class(tag));
  Result<AntecedentReader> antecedents = AntecedentReader::load(*model, width);
  if (!antecedents) return antecedents.error();
  const Result<Calibration> calibration = calibration_of(*model, "attribution");
  if (!calibration) return calibration.error();
  auto parts = std::make_unique<Parts>(
      fingerprint_of(*model), std::move(*wordpiece), std::move(*encoder), std::move(*tags),
      std::move(*names), std::move(*attributions), std::move(*reader), std::move(*pos),
      std::move(classes), std::move(*antecedents));
  parts->calibration = *calibration;
  return LanguageModel(std::move(parts));
}

/// One window: rows of its words.
Status LanguageModel::Parts::read_window(const ReadingWindow& window, std::span<const float> rows,
                                         Run& document) const {
  EncoderWorkspace& workspace = document.workspace;
  ModelReading& reading = document.reading;
  const std::size_t words = window.words.end - window.words.first;
  const Result<std::vector<float>> scores = tags.apply(rows, workspace);
  if (!scores) return scores.error();
  std::vector<float> name_scores, attribution_scores;
  for (std::size_t word = 0; word < words; ++word) {
    const auto row = scores->begin() + static_cast<std::ptrdiff_t>(word * tags.out());
    const auto middle = row + static_cast<std::ptrdiff_t>(names.tags());
    name_scores.insert(name_scores.end(), row, middle);
    attribution_scores.insert(attribution_scores.end(), middle,
                              row + static_cast<std::ptrdiff_t>(tags.out()));
  }
  const std::size_t shift = window.words.first;
  const auto counts = [&](std::size_t first) { return first + shift >= window.counts_from; };
  std::vector<TokenRange> named;
  for (const TaggedRun& run : names.runs(name_scores, names.best_path(name_scores))) {
    if (!counts(run.first)) continue;
    named.push_back({run.first, run.end});
    reading.names.push_back(
        {{run.first + shift, run.end + shift}, names.kinds()[run.kind], run.probability});
  }
  const auto runs =
      attributions.runs(attribution_scores, attributions.best_path(attribution_scores));
  Result<std::vector<ReadAttribution>> found = reader.read(runs, rows, workspace);
  if (!found) return found.error();
  const auto move = [&](TokenRange range) {
    return TokenRange{range.first + shift, range.end + shift};
  };
  for (ReadAttribution& attribution : *found) {
    if (!counts(attribution.cue.first)) continue;
    attribution.cue = move(attribution.cue);
    attribution.probability = calibration.apply(attribution.probability);
    if (attribution.source) attribution.source = move(*attribution.source);
    for (TokenRange& content : attribution.content) content = move(content);
    reading.attributions.push_back(std::move(attribution));
  }
  for (TaggedRun run : runs) {
    if (!counts(run.first)) continue;
    run.first += shift, run.end += shift;
    reading.parts.push_back(run);
  }
  return read_mentions(window, rows, named, document);
}

/// named: the names, words counted in the window.
Status LanguageModel::Parts::read_mentions(const ReadingWindow& window, std::span<const float> rows,
                                           std::span<const TokenRange> named, Run& run) const {
  const Result<std::vector<float>> scores = pos.apply(rows, run.workspace);
  if (!scores) return scores.error();
  const std::size_t words = window.words.end - window.words.first;
  std::vector<WordClass> kinds;
  for (std::size_t word = 0; word < words; ++word) {
    const auto row = scores->begin() + static_cast<std::ptrdiff_t>(word * pos.out());
    const auto best = std::max_element(row, row + static_cast<std::ptrdiff_t>(pos.out()));
    kinds.push_back(classes[static_cast<std::size_t>(best - row)]);
  }
  const auto text = run.words.subspan(window.words.first, words);
  std::vector<FoundMention> found = find_mentions(text, kinds, named);
  for (FoundMention& mention : found) {
    mention.words.first += window.words.first;
    mention.words.end += window.words.first;
  }
  std::erase_if(
      found, [&](const FoundMention& mention) { return mention.words.first < window.counts_from; });
  return antecedents.read(found, rows, window.words.first, run.memory, run.workspace,
                          run.reading.mentions);
}

Status LanguageModel::Parts::read_batch(std::span<const ReadingWindow> windows,
                                        std::span<const Piece> pieces,
                                        std::span<const std::size_t> first, Run& run) const {
  std::vector<std::vector<Piece>> inputs;
  const std::size_t most = encoder.config().positions - 2;
  for (const ReadingWindow& window : windows) {
    const std::size_t from = first[window.words.first];
    const std::size_t count = std::min(first[window.words.end] - from, most);
    inputs.push_back(wordpiece.to_window(pieces.subspan(from, count)));
  }
  const std::vector<std::span<const Piece>> views(inputs.begin(), inputs.end());
  std::vector<float> hidden;
  const Status encoded = encoder.encode(views, run.workspace, hidden, EncodedRows::Words);
  if (!encoded) return encoded.error();
  std::size_t row = 0;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    const ReadingWindow& window = windows[i];
    // A word's row is that of its first piece. A word without pieces, or past the end of a window
    // that was cut, takes the row that comes next, at last that of [SEP].
    const std::size_t begin = first[window.words.first], count = inputs[i].size() - 2;
    std::vector<float> rows;
    rows.reserve((window.words.end - window.words.first) * width());
    for (std::size_t word = window.words.first; word < window.words.end; ++word) {
      const auto at = hidden.begin() + static_cast<std::ptrdiff_t>(row * width());
      rows.insert(rows.end(), at, at + static_cast<std::ptrdiff_t>(width()));
      row += first[word] < first[word + 1] && first[word] - begin < count;
    }
    if (const Status status = read_window(window, rows, run); !status) return status;
    ++row;  // [SEP]
  }
  return {};
}

Result<ModelReading> LanguageModel::read(const ReadingText& text,
                                         const std::function<bool()>& cancelled) const {
  const std::vector<Piece> pieces = parts_->wordpiece.encode(text.words);
  const std::vector<std::size_t> first = first_pieces(pieces, text.words.size());
  std::vector<std::size_t> counts(text.words.size());
  for (std::size_t word = 0; word < counts.size(); ++word) {
    counts[word] = first[word + 1] - first[word];
  }
  std::vector<SentenceSize> sentences;
  for (std::size_t i = 0; i < text.sentences.size(); ++i) {
    const TokenRange words = text.sentences[i];
    if (words.empty()) continue;
    sentences.push_back({words, first[words.end] - first[words.first], text.paragraphs[i]});
  }
  const std::vector<ReadingWindow> windows = pack_windows(
      sentences, counts, {kWindow, parts_->encoder.config().positions - 2}, text.apart);
  auto workspace = parts_->pool.take();
  Parts::Run run{text.words, *workspace, {}, {}};
  Status status;
  for (std::size_t begin = 0; begin < windows.size() && status;) {
    std::size_t end = begin, size = 0;
    while (end < windows.size() && (end == begin || size < kBatch)) {
      size += first[windows[end].words.end] - first[windows[end].words.first];
      ++end;
    }
    status = parts_->read_batch(std::span(windows).subspan(begin, end - begin), pieces, first, run);
    begin = end;
    if (status && cancelled && cancelled())
      status = Error{ErrorCode::Busy, "reading was cancelled"};
  }
  parts_->pool.give(std::move(workspace));
  if (!status) return status.error();
  return std::move(run.reading);
}

}  // namespace onrecord
