#pragma once

#include <cstddef>
#include <cstdint>

// What the encoder does between matrix products, row by row. One table of functions per kind of
// processor; all tables give the same bits (extract/lanes.h). Plain pointers and sizes only, so
// that nothing of the standard library is compiled for a processor that may not be there.
namespace onrecord {

/// Turns the sums of an 8-bit product, sum_k u8[k] * s8[n][k], into numbers:
///   value[n] = (sum[n] - zero * column_sum[n]) * row_scale * scale[n] + bias[n]
struct Dequantizer {
  const float* scale = nullptr;              ///< of each column
  const float* bias = nullptr;               ///< of each column
  const std::int32_t* column_sum = nullptr;  ///< sum of the column's weights
  const std::int32_t* offset = nullptr;      ///< 128 * column_sum
  std::size_t columns = 0;                   ///< a multiple of 16
};

/// 8-bit rows: number = (byte - zero) * scale.
struct QuantizedRows {
  std::uint8_t* bytes = nullptr;  ///< rows x columns
  float* scale = nullptr;         ///< of each row
  std::int32_t* zero = nullptr;   ///< of each row; nullptr: 128 for all ("symmetric")
};

struct Norm {
  const float* weight = nullptr;
  const float* bias = nullptr;
  float epsilon = 0;
};

/// One window of one layer's attention.
struct AttentionShape {
  std::size_t rows = 0;  ///< 1 to 256
  std::size_t heads = 0;
  std::size_t head = 0;      ///< width of a head: 32, 64, 96 or 128
  std::size_t all_rows = 0;  ///< of all windows whose queries, keys and values lie together
};

struct EncoderKernels {
  const char* name;  ///< "avx512", "avx2", "baseline"

  /// Sum of an 8-bit row times its scale and two rows of floats.
  void (*embed)(const std::int8_t* word, float scale, const float* position, const float* letters,
                std::size_t columns, float* to);

  /// to[r][n] = bias[n] + sum over k of rows[r][k] * weights[k][n], in the order of k.
  ///
  /// rows: count x depth. weights: depth x columns, columns a multiple of 16. to: count x columns.
  void (*multiply)(const float* rows, std::size_t count, std::size_t depth, const float* weights,
                   const float* bias, std::size_t columns, float* to);

  /// Symmetric quantisation of each row: scale = largest magnitude / 127.
  void (*quantize)(const float* rows, std::size_t count, std::size_t columns, QuantizedRows to);

  /// sums of the symmetric rows `from` -> numbers, slice by slice: slice s, columns
  /// [s * width, (s + 1) * width), goes to to + s * slice_step, `count` rows of `width` (a multiple
  /// of 16) one after the other.
  void (*dequantize)(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                     const QuantizedRows& from, std::size_t width, std::size_t slice_step,
                     float* to);

  /// sums of the symmetric rows `from` -> GELU (tanh form) -> 8 bits, from the row's least to its
  /// largest value, with a zero of its own. `sums` is overwritten.
  void (*gelu)(std::int32_t* sums, std::size_t count, const Dequantizer& how,
               const QuantizedRows& from, QuantizedRows to);

  /// rows += sums of the rows `from` as numbers; layer norm; 8 bits, symmetric. `to` may be `from`.
  void (*add_and_norm)(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                       const QuantizedRows& from, const Norm& norm, float* rows, QuantizedRows to);

  /// Layer norm in place; 8 bits, symmetric.
  void (*norm)(float* rows, std::size_t count, std::size_t columns, const Norm& norm,
               QuantizedRows to);

  /// Multi-head attention of one window (Vaswani et al. 2017) with integer products.
  ///
  /// qkv:     the window's first row in the queries of the first head. A head's queries are
  ///          all_rows x head; the next head's follow, then all keys and all values in the same
  ///          way.
  /// scratch: attention_scratch_bytes(shape), aligned to 64.
  /// to:      rows x (heads * head).
  void (*attend)(const float* qkv, const AttentionShape& shape, void* scratch, float* to);

  /// The score of a pair of spans without its bias (extract/span_links.h): the sum of weight *
  /// GELU(left + right + apart) over `hidden` numbers, and `scale` times the product of the
  /// `products` numbers that follow in left and right; both multiples of 16.
  float (*score_pair)(const float* left, const float* right, const float* apart,
                      const float* weight, std::size_t hidden, std::size_t products, float scale);
};

/// Bytes of scratch that `attend` needs.
std::size_t attention_scratch_bytes(const AttentionShape& shape);

/// The widest instruction set that may be used; the processor's own is the limit.
enum class Instructions { Baseline, Avx2, Avx512 };

/// Safe to call from several threads.
const EncoderKernels& encoder_kernels(Instructions most = Instructions::Avx512);

}  // namespace onrecord
