#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/linear.h"
#include "extract/token_range.h"

namespace onrecord {

/// The mean of the rows of each range. rows: words x width, row-major.
std::vector<float> span_means(std::span<const float> rows, std::size_t width,
                              std::span<const TokenRange> ranges);

/// Scores of pairs of spans, of which content goes with which cue, and which source with it:
///
///     score(l, r) = out . gelu(A l + B r + distance) + (C l) . (D r) / sqrt(products)
///
/// GELU in its tanh form as the encoder has it, where l and r are the means of the spans' hidden
/// rows (a bilinear term beside an additive one, after Dozat & Manning 2017). Immutable; safe to
/// share between threads.
class SpanLinks {
 public:
  static constexpr std::size_t kDistances = 32;

  /// name: "heads.content_cue" or alike. Errors: see ModelFile.
  static Result<SpanLinks> load(const ModelFile& model, const std::string& name, std::size_t width);

  /// lefts, rights: the spans in words, and the means of their rows.
  /// returns: lefts x rights scores, row-major.
  Result<std::vector<float>> scores(std::span<const TokenRange> lefts,
                                    std::span<const float> left_rows,
                                    std::span<const TokenRange> rights,
                                    std::span<const float> right_rows,
                                    EncoderWorkspace& workspace) const;

  /// The same in two steps, for spans that take part in several scores: what each span gives as a
  /// left or a right one, side() numbers each, and the scores of such sides.
  std::size_t side() const { return hidden_ + products_; }
  Result<std::vector<float>> left_sides(std::span<const float> rows,
                                        EncoderWorkspace& workspace) const {
    return left_.apply(rows, workspace);
  }
  Result<std::vector<float>> right_sides(std::span<const float> rows,
                                         EncoderWorkspace& workspace) const {
    return right_.apply(rows, workspace);
  }
  std::vector<float> score_sides(std::span<const TokenRange> lefts,
                                 std::span<const float> left_sides,
                                 std::span<const TokenRange> rights,
                                 std::span<const float> right_sides) const;

 private:
  SpanLinks(Linear left, Linear right) : left_(std::move(left)), right_(std::move(right)) {}

  Linear left_, right_;
  const EncoderKernels* kernels_ = &encoder_kernels();
  std::vector<float> weight_;  // hidden_
  float bias_ = 0;
  std::size_t hidden_ = 0, products_ = 0;
  std::vector<float> distance_;  // kDistances x hidden_
};

/// The bucket of how far apart two spans stand, 0 to SpanLinks::kDistances - 1: half of them for a
/// right span that follows, half for one that precedes; 1 to 4 words apart one each, then
/// two buckets to each doubling. Spans that overlap count as one word apart.
std::size_t distance_bucket(TokenRange left, TokenRange right);

}  // namespace onrecord
