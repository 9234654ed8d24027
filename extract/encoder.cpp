// Windows are laid one after the other and taken in groups of about a hundred rows, so that what a
// group works on stays in the processor's cache. Within a layer, everything but attention treats
// rows alone: it runs over blocks of 64 rows from one product to the next.

#include "extract/encoder.h"

#include <algorithm>

#include "extract/item_error.h"

namespace onrecord {
namespace {

constexpr std::size_t kBlock = Int8Product::kMostRows;
constexpr std::size_t kGroupRows = 128;

/// Where the symmetric rows from `first` on stand.
QuantizedRows rows_from(const QuantizedRows& rows, std::size_t first, std::size_t columns) {
  return {rows.bytes + first * columns, rows.scale + first, nullptr};
}

std::size_t count_rows(Window window, EncodedRows wanted) {
  if (wanted == EncodedRows::All) return window.size();
  std::size_t count = 0;
  for (std::size_t i = 0; i < window.size(); ++i) count += begins_word(window, i) ? 1 : 0;
  return count;
}

}  // namespace

/// Windows that go through all layers together.
struct Encoder::Group {
  std::span<const Window> windows;
  std::size_t rows = 0;
  float* hidden = nullptr;  // rows x config.hidden
};

Status Encoder::check(std::span<const Window> windows) const {
  for (const Window window : windows) {
    if (window.empty() || window.size() > config_.positions) {
      return Error{ErrorCode::InvalidInput, "encode: a window of " + std::to_string(window.size()) +
                                                " pieces; 1 to " +
                                                std::to_string(config_.positions) + " fit"};
    }
    for (const Piece& piece : window) {
      const bool known = piece.id >= 0 && static_cast<std::size_t>(piece.id) < config_.vocabulary &&
                         static_cast<std::size_t>(piece.case_class) < kCaseClasses;
      if (!known) {
        return Error{ErrorCode::InvalidInput, "encode: piece " + std::to_string(piece.id) +
                                                  " is not in the model's vocabulary"};
      }
    }
  }
  return {};
}

Status Encoder::encode(std::span<const Window> windows, EncoderWorkspace& workspace,
                       std::vector<float>& hidden, EncodedRows wanted) const {
  if (const Status checked = check(windows); !checked) return checked;
  std::size_t rows = 0;
  for (const Window window : windows) rows += count_rows(window, wanted);
  hidden.resize(rows * config_.hidden);
  float* to = hidden.data();
  const OneThread one_thread;
  while (!windows.empty()) {
    Group group;
    std::size_t count = 0, kept = 0;
    while (count < windows.size() &&
           (count == 0 || group.rows + windows[count].size() <= kGroupRows)) {
      group.rows += windows[count].size();
      kept += count_rows(windows[count++], wanted);
    }
    group.windows = windows.first(count);
    group.hidden = workspace.hidden.get(group.rows * config_.hidden);
    if (const Status done = encode_group(group, wanted, workspace, to); !done) return done;
    windows = windows.subspan(count);
    to += kept * config_.hidden;
  }
  return {};
}

/// to: the rows that are wanted.
Status Encoder::encode_group(Group group, EncodedRows wanted, EncoderWorkspace& workspace,
                             float* to) const {
  if (plain_float_) {
    float* hidden = group.hidden;
    for (const Window window : group.windows) {
      encode_floats(window, workspace, hidden);
      hidden += window.size() * config_.hidden;
    }
    keep(group, wanted, workspace, to);
    return {};
  }
  embed(group, workspace);
  for (const Layer& layer : layers_) {
    if (const Status done = project(layer, group, workspace); !done) return done;
    attend(group, workspace);
    if (&layer == &layers_.back()) {
      group.rows = keep(group, wanted, workspace, to);
      group.hidden = to;
    }
    for (std::size_t first = 0; first < group.rows; first += kBlock) {
      const std::size_t count = std::min(kBlock, group.rows - first);
      const Status done = transform(layer, group, first, count, workspace);
      if (!done) return done;
    }
  }
  return {};
}

void Encoder::embed(const Group& group, EncoderWorkspace& workspace) const {
  const std::size_t padded = Int8Product::padded(group.rows) + kBlock;
  float* to = group.hidden;
  for (const Window window : group.windows) {
    for (std::size_t i = 0; i < window.size(); ++i, to += config_.hidden) {
      embeddings_.embed(window[i], i, to);
    }
  }
  kernels_->norm(group.hidden, group.rows, config_.hidden, embedding_norm_.get(),
                 workspace.rows.symmetric(padded, config_.hidden));
}

/// Copies the rows that are wanted to `to`, and what attention gave for them to the front of the
/// context; returns how many there are.
std::size_t Encoder::keep(const Group& group, EncodedRows wanted, EncoderWorkspace& workspace,
                          float* to) const {
  const std::size_t size = config_.hidden;
  float* context = workspace.context.get(group.rows * size);
  std::size_t row = 0, kept = 0;
  for (const Window window : group.windows) {
    for (std::size_t i = 0; i < window.size(); ++i, ++row) {
      if (wanted == EncodedRows::Words && !begins_word(window, i)) continue;
      std::copy_n(group.hidden + row * size, size, to + kept * size);
      if (kept < row) std::copy_n(context + row * size, size, context + kept * size);
      ++kept;
    }
  }
  return kept;
}

/// 8-bit rows -> queries, keys and values.
Status Encoder::project(const Layer& layer, const Group& group, EncoderWorkspace& workspace) const {
  const std::size_t padded = Int8Product::padded(group.rows) + kBlock, out = 3 * config_.hidden;
  const std::size_t head = config_.hidden / config_.heads;
  const QuantizedRows rows = workspace.rows.symmetric(padded, config_.hidden);
  float* qkv = workspace.qkv.get(group.rows * out);
  std::int32_t* sums = workspace.sums.get(kBlock * std::max(out, config_.intermediate));
  for (std::size_t first = 0; first < group.rows; first += kBlock) {
    const std::size_t count = std::min(kBlock, group.rows - first);
    const QuantizedRows block = rows_from(rows, first, config_.hidden);
    const Status done = layer.qkv.multiply(block.bytes, count, sums, workspace.product);
    if (!done) return done;
    kernels_->dequantize(sums, count, layer.qkv.dequantizer(), block, head, group.rows * head,
                         qkv + first * head);
  }
  return {};
}

void Encoder::attend(const Group& group, EncoderWorkspace& workspace) const {
  const float* qkv = workspace.qkv.get(group.rows * 3 * config_.hidden);
  float* context = workspace.context.get(group.rows * config_.hidden);
  const std::size_t head = config_.hidden / config_.heads;
  for (const Window window : group.windows) {
    const AttentionShape shape{window.size(), config_.heads, head, group.rows};
    kernels_->attend(qkv, shape, workspace.attention.get(attention_scratch_bytes(shape)), context);
    qkv += window.size() * head;
    context += window.size() * config_.hidden;
  }
}

/// The rest of a layer for one block of rows: attention's output layer and the two of the
/// feed-forward part.
Status Encoder::transform(const Layer& layer, const Group& group, std::size_t first,
                          std::size_t count, EncoderWorkspace& workspace) const {
  const std::size_t hidden = config_.hidden;
  const std::size_t padded = Int8Product::padded(group.rows) + kBlock;
  const QuantizedRows rows = rows_from(workspace.rows.symmetric(padded, hidden), first, hidden);
  const QuantizedRows inner = workspace.inner.with_zeros(kBlock, config_.intermediate);
  const float* context = workspace.context.get(group.rows * hidden) + first * hidden;
  float* residual = group.hidden + first * hidden;
  std::int32_t* sums = workspace.sums.get(kBlock * std::max(3 * hidden, config_.intermediate));

  kernels_->quantize(context, count, hidden, rows);
  Status done = layer.attention_out.multiply(rows.bytes, count, sums, workspace.product);
  if (!done) return done;
  kernels_->add_and_norm(sums, count, layer.attention_out.dequantizer(), rows,
                         layer.attention_norm.get(), residual, rows);
  done = layer.up.multiply(rows.bytes, count, sums, workspace.product);
  if (!done) return done;
  kernels_->gelu(sums, count, layer.up.dequantizer(), rows, inner);
  done = layer.down.multiply(inner.bytes, count, sums, workspace.product);
  if (!done) return done;
  kernels_->add_and_norm(sums, count, layer.down.dequantizer(), inner, layer.output_norm.get(),
                         residual, rows);
  return {};
}

}  // namespace onrecord
