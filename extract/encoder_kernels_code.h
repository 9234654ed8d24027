// The body of each encoder_kernels_<set>.cpp, which names the table; included nowhere else.
//
// Reductions keep sixteen sums, one per lane, and add those in a fixed order at the end. Numbers
// are rounded to whole ones by adding 1.5 * 2^23: the low bits of the sum are the whole number.

#include "extract/encoder_kernel_tables.h"
#include "extract/lanes.h"

namespace onrecord {
namespace {

constexpr float kRounding = 12582912.0f;  // 1.5 * 2^23

ONRECORD_INLINE Floats magnitude(Floats x) {
  return from_bits(bit_and(bits_of(x), fill(std::int32_t{0x7FFFFFFF})));
}

/// GELU in its tanh form to 2e-4, an eighteenth of the finest step in which it is stored beyond
/// 1: max(x, 0) + h(|x|), where h falls to 0 and is a polynomial up to 3.75.
ONRECORD_INLINE Floats gelu_of(Floats x) {
  const Floats size = min(magnitude(x), fill(3.75f));
  Floats value = fill(0.00072525653f);
  value = fused(value, size, fill(-0.0109502197f));
  value = fused(value, size, fill(0.0626341522f));
  value = fused(value, size, fill(-0.152551464f));
  value = fused(value, size, fill(0.0593513786f));
  value = fused(value, size, fill(0.380148494f));
  value = fused(value, size, fill(-0.498105461f));
  return fused(value, size, max(x, fill(0.0f)));
}

void embed(const std::int8_t* word, float scale, const float* position, const float* letters,
           std::size_t columns, float* to) {
  for (std::size_t i = 0; i < columns; i += kLanes) {
    const Floats around = add(load(position + i), load(letters + i));
    store(to + i, fused(to_floats(load(word + i)), fill(scale), around));
  }
}

/// kRows rows by kVectors times 16 columns of `multiply`, from column `begin` on.
template <std::size_t kRows, std::size_t kVectors>
ONRECORD_INLINE void multiply_tile(const float* rows, std::size_t depth, const float* weights,
                                   const float* bias, std::size_t columns, std::size_t begin,
                                   float* to) {
  Floats sums[kRows][kVectors];
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = load(bias + begin + v * kLanes);
  }
  for (std::size_t k = 0; k < depth; ++k) {
    Floats weight[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) {
      weight[v] = load(weights + k * columns + begin + v * kLanes);
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      const Floats factor = fill(rows[r * depth + k]);
      for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = fused(factor, weight[v], sums[r][v]);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v) {
      store(to + r * columns + begin + v * kLanes, sums[r][v]);
    }
  }
}

template <std::size_t kRows>
ONRECORD_INLINE void multiply_rows(const float* rows, std::size_t depth, const float* weights,
                                   const float* bias, std::size_t columns, float* to) {
  std::size_t begin = 0;
  for (; begin + kTwoLanes <= columns; begin += kTwoLanes) {
    multiply_tile<kRows, 2>(rows, depth, weights, bias, columns, begin, to);
  }
  if (begin < columns) multiply_tile<kRows, 1>(rows, depth, weights, bias, columns, begin, to);
}

void multiply(const float* rows, std::size_t count, std::size_t depth, const float* weights,
              const float* bias, std::size_t columns, float* to) {
#if defined(__AVX512F__)
  constexpr std::size_t kRows = 8;
#else
  constexpr std::size_t kRows = 2;
#endif
  std::size_t r = 0;
  for (; r + kRows <= count; r += kRows) {
    multiply_rows<kRows>(rows + r * depth, depth, weights, bias, columns, to + r * columns);
  }
  for (; r < count; ++r) {
    multiply_rows<1>(rows + r * depth, depth, weights, bias, columns, to + r * columns);
  }
}

/// What one row's sums are multiplied with.
struct RowReader {
  Floats scale;
  Ints zero;
};

ONRECORD_INLINE RowReader reader_of(const QuantizedRows& rows, std::size_t r) {
  return {fill(rows.scale[r]), fill(rows.zero == nullptr ? 128 : rows.zero[r])};
}

template <bool kSymmetric>
ONRECORD_INLINE Floats dequantized(const std::int32_t* sums, std::size_t at, const Dequantizer& how,
                                   const RowReader& row) {
  const Ints offset = kSymmetric ? load(how.offset + at) : mul(row.zero, load(how.column_sum + at));
  const Floats value = to_floats(sub(load(sums + at), offset));
  return fused(mul(value, load(how.scale + at)), row.scale, load(how.bias + at));
}

ONRECORD_INLINE void quantize_row(const float* row, std::size_t columns, float largest,
                                  std::uint8_t* to, float* scale) {
  const Floats inverse = fill(largest > 0 ? 127.0f / largest : 0.0f);
  const Floats rounding = fill(kRounding + 128.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    store_low_bytes(to + i, bits_of(fused(load(row + i), inverse, rounding)));
  }
  *scale = largest / 127.0f;
}

void quantize(const float* rows, std::size_t count, std::size_t columns, QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    const float* row = rows + r * columns;
    Floats largest = fill(0.0f);
    for (std::size_t i = 0; i < columns; i += kLanes) {
      largest = max(largest, magnitude(load(row + i)));
    }
    quantize_row(row, columns, largest_of(largest), to.bytes + r * columns, to.scale + r);
  }
}

void dequantize(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                const QuantizedRows& from, std::size_t width, std::size_t slice_step, float* to) {
  for (std::size_t r = 0; r < count; ++r) {
    const RowReader row = reader_of(from, r);
    float* at = to + r * width;
    for (std::size_t begin = 0; begin < how.columns; begin += width, at += slice_step) {
      for (std::size_t i = 0; i < width; i += kLanes) {
        store(at + i, dequantized<true>(sums + r * how.columns, begin + i, how, row));
      }
    }
  }
}

/// Numbers from -depth to most -> 8 bits.
ONRECORD_INLINE void quantize_between(const std::int32_t* numbers, std::size_t columns, float depth,
                                      float most, std::uint8_t* bytes, float* scale,
                                      std::int32_t* zero) {
  // 253 steps and not 255, so that no rounding leaves the byte.
  const float range = most + depth, inverse = range > 0 ? 253.0f / range : 0.0f;
  *zero = static_cast<std::int32_t>(depth * inverse) + 1;
  *scale = range / 253.0f;
  const Floats inverses = fill(inverse), rounding = fill(kRounding + static_cast<float>(*zero));
  for (std::size_t i = 0; i < columns; i += kLanes) {
    store_low_bytes(bytes + i, bits_of(fused(from_bits(load(numbers + i)), inverses, rounding)));
  }
}

void gelu(std::int32_t* sums, std::size_t count, const Dequantizer& how, const QuantizedRows& from,
          QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    std::int32_t* numbers = sums + r * how.columns;
    const RowReader row = reader_of(from, r);
    Floats most = fill(0.0f), least = fill(0.0f);
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats value = gelu_of(dequantized<true>(numbers, i, how, row));
      most = max(most, value);
      least = min(least, value);
      store(numbers + i, bits_of(value));
    }
    const float depth = largest_of(sub(fill(0.0f), least));
    quantize_between(numbers, how.columns, depth, largest_of(most), to.bytes + r * how.columns,
                     to.scale + r, to.zero + r);
  }
}

/// Layer norm and 8 bits of kRows rows side by side, which hides the time of each sum; `sums` are
/// the rows'.
template <std::size_t kRows>
ONRECORD_INLINE void norm_block(float* rows, std::size_t columns, const Floats (&sums)[kRows],
                                const Norm& norm, std::uint8_t* bytes, float* scales) {
  const auto size = static_cast<float>(columns);
  Floats mean[kRows], squares[kRows], inverse[kRows], largest[kRows];
  for (std::size_t r = 0; r < kRows; ++r) {
    mean[r] = fill(sum_of(sums[r]) / size);
    squares[r] = largest[r] = fill(0.0f);
  }
  for (std::size_t i = 0; i < columns; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const Floats distance = sub(load(rows + r * columns + i), mean[r]);
      squares[r] = fused(distance, distance, squares[r]);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    inverse[r] = fill(1.0f / __builtin_sqrtf(sum_of(squares[r]) / size + norm.epsilon));
  }
  for (std::size_t i = 0; i < columns; i += kLanes) {
    const Floats weight = load(norm.weight + i), bias = load(norm.bias + i);
    for (std::size_t r = 0; r < kRows; ++r) {
      float* at = rows + r * columns + i;
      const Floats value = fused(mul(sub(load(at), mean[r]), inverse[r]), weight, bias);
      largest[r] = max(largest[r], magnitude(value));
      store(at, value);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    quantize_row(rows + r * columns, columns, largest_of(largest[r]), bytes + r * columns,
                 scales + r);
  }
}

template <bool kSymmetric, std::size_t kRows>
ONRECORD_INLINE void add_and_norm_block(const std::int32_t* sums, std::size_t first,
                                        const Dequantizer& how, const QuantizedRows& from,
                                        const Norm& norm, float* rows, const QuantizedRows& to) {
  const std::size_t begin = first * how.columns;
  RowReader row[kRows];
  Floats sum[kRows];
  for (std::size_t r = 0; r < kRows; ++r) {
    row[r] = reader_of(from, first + r);
    sum[r] = fill(0.0f);
  }
  for (std::size_t i = 0; i < how.columns; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const std::size_t at = begin + r * how.columns;
      const Floats value =
          add(dequantized<kSymmetric>(sums + at, i, how, row[r]), load(rows + at + i));
      sum[r] = add(sum[r], value);
      store(rows + at + i, value);
    }
  }
  norm_block<kRows>(rows + begin, how.columns, sum, norm, to.bytes + begin, to.scale + first);
}

template <bool kSymmetric>
void add_and_norm_rows(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                       const QuantizedRows& from, const Norm& norm, float* rows,
                       const QuantizedRows& to) {
  std::size_t r = 0;
  for (; r + 2 <= count; r += 2) {
    add_and_norm_block<kSymmetric, 2>(sums, r, how, from, norm, rows, to);
  }
  if (r < count) add_and_norm_block<kSymmetric, 1>(sums, r, how, from, norm, rows, to);
}

void add_and_norm(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                  const QuantizedRows& from, const Norm& norm, float* rows, QuantizedRows to) {
  if (from.zero == nullptr) {
    add_and_norm_rows<true>(sums, count, how, from, norm, rows, to);
  } else {
    add_and_norm_rows<false>(sums, count, how, from, norm, rows, to);
  }
}

void norm_rows(float* rows, std::size_t count, std::size_t columns, const Norm& norm,
               QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    float* row = rows + r * columns;
    Floats sum[1] = {fill(0.0f)};
    for (std::size_t i = 0; i < columns; i += kLanes) sum[0] = add(sum[0], load(row + i));
    norm_block<1>(row, columns, sum, norm, to.bytes + r * columns, to.scale + r);
  }
}

float score_pair(const float* left, const float* right, const float* apart, const float* weight,
                 std::size_t hidden, std::size_t products, float scale) {
  Floats mixed = fill(0.0f), product = fill(0.0f);
  for (std::size_t i = 0; i < hidden; i += kLanes) {
    const Floats x = add(add(load(left + i), load(right + i)), load(apart + i));
    mixed = fused(gelu_of(x), load(weight + i), mixed);
  }
  for (std::size_t i = hidden; i < hidden + products; i += kLanes) {
    product = fused(load(left + i), load(right + i), product);
  }
  return sum_of(fused(product, fill(scale), mixed));
}

}  // namespace
}  // namespace onrecord

#include "extract/encoder_attention_code.h"

namespace onrecord {

extern const EncoderKernels ONRECORD_KERNEL_TABLE;
const EncoderKernels ONRECORD_KERNEL_TABLE = {
    ONRECORD_KERNEL_NAME, embed,     multiply, quantize,   dequantize, gelu,
    add_and_norm,         norm_rows, attend,   score_pair,
};

}  // namespace onrecord
