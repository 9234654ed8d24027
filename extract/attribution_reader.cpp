#include "extract/attribution_reader.h"

#include <algorithm>
#include <cmath>

namespace onrecord {
namespace {

constexpr double kLeastLink = 0.05;  // of content: the span's probability times its cue's

/// Spans of one kind with their rows.
struct Group {
  std::vector<TokenRange> ranges;
  std::vector<double> probability;
  std::vector<float> means;

  Group(std::span<const TaggedRun> runs, std::size_t kind, std::span<const float> rows,
        std::size_t width) {
    for (const TaggedRun& run : runs) {
      if (run.kind != kind) continue;
      ranges.push_back({run.first, run.end});
      probability.push_back(run.probability);
    }
    means = span_means(rows, width, ranges);
  }
};

struct Choice {
  std::size_t index = 0;
  double probability = 0.0;
};

/// The highest of the scores, and its share under softmax. Ties go to the first.
Choice choose(std::span<const float> scores) {
  const auto best = std::max_element(scores.begin(), scores.end());
  double sum = 0;
  for (const float score : scores) sum += std::exp(static_cast<double>(score) - *best);
  return {static_cast<std::size_t>(best - scores.begin()), 1.0 / sum};
}

}  // namespace

Result<AttributionReader> AttributionReader::load(const ModelFile& model, const TagChain& chain,
                                                  std::size_t width) {
  Result<SpanLinks> content_cue = SpanLinks::load(model, "heads.content_cue", width);
  if (!content_cue) return content_cue.error();
  Result<SpanLinks> cue_source = SpanLinks::load(model, "heads.cue_source", width);
  if (!cue_source) return cue_source.error();
  Result<Linear> no_source = Linear::load(model, "heads.no_source", width);
  if (!no_source) return no_source.error();
  AttributionReader reader(std::move(*content_cue), std::move(*cue_source), std::move(*no_source));
  reader.width_ = width;
  const auto& kinds = chain.kinds();
  const auto index = [&](const char* kind) {
    return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
  };
  reader.kinds_ = {index("source"), index("cue"), index("content")};
  const bool all = std::max({reader.kinds_.source, reader.kinds_.cue, reader.kinds_.content}) < 3;
  if (kinds.size() != 3 || !all || reader.no_source_.out() != 1) {
    return Error{ErrorCode::Corrupt,
                 model.path() + ": its attribution tags are not source, cue and content"};
  }
  return reader;
}

Result<std::vector<ReadAttribution>> AttributionReader::read(std::span<const TaggedRun> runs,
                                                             std::span<const float> rows,
                                                             EncoderWorkspace& workspace) const {
  const Group cues(runs, kinds_.cue, rows, width_);
  std::vector<ReadAttribution> found;
  for (std::size_t i = 0; i < cues.ranges.size(); ++i) {
    found.push_back({cues.ranges[i], std::nullopt, {}, cues.probability[i]});
  }
  if (found.empty()) return found;

  const Group contents(runs, kinds_.content, rows, width_);
  if (!contents.ranges.empty()) {
    std::vector<double> log_content(found.size(), 0.0);
    const auto scores =
        content_cue_.scores(contents.ranges, contents.means, cues.ranges, cues.means, workspace);
    if (!scores) return scores.error();
    for (std::size_t i = 0; i < contents.ranges.size(); ++i) {
      const Choice cue = choose(std::span(*scores).subspan(i * found.size(), found.size()));
      if (contents.probability[i] * cue.probability < kLeastLink) continue;
      found[cue.index].content.push_back(contents.ranges[i]);
      log_content[cue.index] += std::log(contents.probability[i] * cue.probability + 1e-12);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i].content.empty()) continue;
      const double pieces = static_cast<double>(found[i].content.size());
      found[i].probability *= std::exp(log_content[i] / pieces);
    }
  }

  const Group sources(runs, kinds_.source, rows, width_);
  if (sources.ranges.empty()) return found;
  const auto none = no_source_.apply(cues.means, workspace);
  if (!none) return none.error();
  const auto scores =
      cue_source_.scores(cues.ranges, cues.means, sources.ranges, sources.means, workspace);
  if (!scores) return scores.error();
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t count = sources.ranges.size();
    const Choice source = choose(std::span(*scores).subspan(i * count, count));
    if ((*scores)[i * count + source.index] > (*none)[i]) {
      found[i].source = sources.ranges[source.index];
    }
  }
  return found;
}

}  // namespace onrecord
