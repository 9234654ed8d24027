#include "extract/antecedents.h"

#include <algorithm>
#include <cmath>

namespace onrecord {
namespace {

constexpr double kLeast = 0.01;  // probability of an antecedent that is kept

}  // namespace

Result<AntecedentReader> AntecedentReader::load(const ModelFile& model, std::size_t width) {
  Result<SpanLinks> links = SpanLinks::load(model, "heads.anaphor", width);
  if (!links) return links.error();
  Result<Linear> nothing = Linear::load(model, "heads.no_antecedent", width);
  if (!nothing) return nothing.error();
  if (nothing->out() != 1) {
    return Error{ErrorCode::Corrupt, model.path() + ": heads.no_antecedent has not one score"};
  }
  return AntecedentReader(std::move(*links), std::move(*nothing), width);
}

void AntecedentReader::rank(ReadMention& mention, std::size_t number, std::span<const float> side,
                            float nothing, const Memory& memory) const {
  const std::size_t from = number > kFarthest ? number - kFarthest : 0;
  const std::size_t begin = from - memory.forgotten_, count = number - from;
  const TokenRange self[] = {mention.words};
  const auto before = std::span(memory.words_).subspan(begin, count);
  const std::vector<float> scores = links_.score_sides(
      self, side, before,
      std::span(memory.sides_).subspan(begin * links_.side(), count * links_.side()));
  double most = nothing;
  for (const float score : scores) most = std::max(most, static_cast<double>(score));
  double sum = std::exp(nothing - most);
  mention.nothing = sum;
  for (std::size_t i = 0; i < count; ++i) {
    if (before[i].end > mention.words.first) continue;  // it holds this one
    const double share = std::exp(scores[i] - most);
    sum += share;
    mention.antecedents.push_back({from + i, share});
  }
  mention.nothing /= sum;
  for (Antecedent& antecedent : mention.antecedents) antecedent.probability /= sum;
  std::stable_sort(
      mention.antecedents.begin(), mention.antecedents.end(),
      [](const Antecedent& a, const Antecedent& b) { return a.probability > b.probability; });
  auto end = std::find_if(mention.antecedents.begin(), mention.antecedents.end(),
                          [](const Antecedent& a) { return a.probability < kLeast; });
  if (end - mention.antecedents.begin() > static_cast<std::ptrdiff_t>(kMost)) {
    end = mention.antecedents.begin() + kMost;
  }
  mention.antecedents.erase(end, mention.antecedents.end());
}

Status AntecedentReader::read(std::span<const FoundMention> found, std::span<const float> rows,
                              std::size_t shift, Memory& memory, EncoderWorkspace& workspace,
                              std::vector<ReadMention>& mentions) const {
  if (found.empty()) return {};
  std::vector<TokenRange> inside;  // the window's rows
  for (const FoundMention& mention : found) {
    inside.push_back({mention.words.first - shift, mention.words.end - shift});
  }
  const std::vector<float> means = span_means(rows, width_, inside);
  const Result<std::vector<float>> lefts = links_.left_sides(means, workspace);
  if (!lefts) return lefts.error();
  const Result<std::vector<float>> rights = links_.right_sides(means, workspace);
  if (!rights) return rights.error();
  const Result<std::vector<float>> nothings = nothing_.apply(means, workspace);
  if (!nothings) return nothings.error();
  memory.sides_.insert(memory.sides_.end(), rights->begin(), rights->end());
  for (const FoundMention& mention : found) memory.words_.push_back(mention.words);
  for (std::size_t i = 0; i < found.size(); ++i) {
    ReadMention mention{found[i].words, found[i].form, found[i].plural, 1.0, {}};
    if (mention.form != MentionForm::Name) {
      const auto side = std::span(*lefts).subspan(i * links_.side(), links_.side());
      rank(mention, mentions.size(), side, (*nothings)[i], memory);
    }
    mentions.push_back(std::move(mention));
  }
  if (memory.words_.size() > 8 * kFarthest) {
    const std::size_t old = memory.words_.size() - kFarthest;
    memory.words_.erase(memory.words_.begin(),
                        memory.words_.begin() + static_cast<std::ptrdiff_t>(old));
    memory.sides_.erase(memory.sides_.begin(),
                        memory.sides_.begin() + static_cast<std::ptrdiff_t>(old * links_.side()));
    memory.forgotten_ += old;
  }
  return {};
}

}  // namespace onrecord
