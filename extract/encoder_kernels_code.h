// The body of each encoder_kernels_<set>.cpp, which names the table; included nowhere else.
//
// Reductions keep sixteen sums, one per lane, and add those in a fixed order at the end. Numbers
// are rounded to whole ones by adding 1.5 * 2^23: the low bits of the sum are the whole number.

#include "extract/encoder_kernel_tables.h"
#include "extract/lanes.h"

namespace onrecord {
namespace {

constexpr float kRounding = 12582912.0f;  // 1.5 * 2^23
constexpr std::int32_t kRoundingBits = 0x4B400000;

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

ONRECORD_INLINE Floats dequantized(const std::int32_t* sums, std::size_t at, const Dequantizer& how,
                                   Floats row_scale, Ints zero) {
  const Ints sum = sub(load(sums + at), mul(zero, load(how.column_sum + at)));
  return fused(mul(to_floats(sum), load(how.scale + at)), row_scale, load(how.bias + at));
}

ONRECORD_INLINE void quantize_row(const float* row, std::size_t columns, float largest,
                                  std::uint8_t* to, float* scale, std::int32_t* zero) {
  const Floats inverse = fill(largest > 0 ? 127.0f / largest : 0.0f);
  const Floats rounding = fill(kRounding + 128.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    store_low_bytes(to + i, bits_of(fused(load(row + i), inverse, rounding)));
  }
  *scale = largest / 127.0f;
  *zero = 128;
}

void quantize(const float* rows, std::size_t count, std::size_t columns, QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    const float* row = rows + r * columns;
    Floats largest = fill(0.0f);
    for (std::size_t i = 0; i < columns; i += kLanes) {
      largest = max(largest, magnitude(load(row + i)));
    }
    quantize_row(row, columns, largest_of(largest), to.bytes + r * columns, to.scale + r,
                 to.zero + r);
  }
}

void dequantize(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                const float* row_scale, const std::int32_t* zero, float* to) {
  for (std::size_t r = 0; r < count; ++r) {
    const Floats scale = fill(row_scale[r]);
    const Ints zeros = fill(zero[r]);
    const std::size_t begin = r * how.columns;
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      store(to + begin + i, dequantized(sums + begin, i, how, scale, zeros));
    }
  }
}

void gelu(std::int32_t* sums, std::size_t count, const Dequantizer& how, const float* row_scale,
          const std::int32_t* zero, QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    std::int32_t* row = sums + r * how.columns;
    const Floats scale = fill(row_scale[r]);
    const Ints zeros = fill(zero[r]);
    Floats largest = fill(0.0f), least = fill(0.0f);
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats value = gelu_of(dequantized(row, i, how, scale, zeros));
      largest = max(largest, value);
      least = min(least, value);
      store(row + i, bits_of(value));
    }
    // 253 steps and not 255, so that no rounding leaves the byte.
    const float depth = largest_of(sub(fill(0.0f), least)), range = largest_of(largest) + depth;
    const float inverse = range > 0 ? 253.0f / range : 0.0f;
    const auto zero_byte = static_cast<std::int32_t>(depth * inverse) + 1;
    const Floats inverses = fill(inverse);
    const Floats rounding = fill(kRounding + static_cast<float>(zero_byte));
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats shifted = fused(from_bits(load(row + i)), inverses, rounding);
      store_low_bytes(to.bytes + r * how.columns + i, bits_of(shifted));
    }
    to.scale[r] = range / 253.0f;
    to.zero[r] = zero_byte;
  }
}

/// (row - mean) / deviation * weight + bias, then 8 bits; `sum` is the row's.
ONRECORD_INLINE void norm_row(float* row, std::size_t columns, float sum, const Norm& norm,
                              std::uint8_t* bytes, float* scale, std::int32_t* zero) {
  const float mean = sum / static_cast<float>(columns);
  const Floats means = fill(mean);
  Floats squares = fill(0.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    const Floats distance = sub(load(row + i), means);
    squares = fused(distance, distance, squares);
  }
  const float variance = sum_of(squares) / static_cast<float>(columns);
  const Floats inverse = fill(1.0f / __builtin_sqrtf(variance + norm.epsilon));
  Floats largest = fill(0.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    const Floats unit = mul(sub(load(row + i), means), inverse);
    const Floats value = fused(unit, load(norm.weight + i), load(norm.bias + i));
    largest = max(largest, magnitude(value));
    store(row + i, value);
  }
  quantize_row(row, columns, largest_of(largest), bytes, scale, zero);
}

void add_and_norm(const std::int32_t* sums, std::size_t count, const Dequantizer& how,
                  const float* row_scale, const std::int32_t* zero, const Norm& norm, float* rows,
                  QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    const std::size_t begin = r * how.columns;
    const Floats scale = fill(row_scale[r]);
    const Ints zeros = fill(zero[r]);
    Floats sum = fill(0.0f);
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats value =
          add(dequantized(sums + begin, i, how, scale, zeros), load(rows + begin + i));
      sum = add(sum, value);
      store(rows + begin + i, value);
    }
    norm_row(rows + begin, how.columns, sum_of(sum), norm, to.bytes + begin, to.scale + r,
             to.zero + r);
  }
}

void norm_rows(float* rows, std::size_t count, std::size_t columns, const Norm& norm,
               QuantizedRows to) {
  for (std::size_t r = 0; r < count; ++r) {
    float* row = rows + r * columns;
    Floats sum = fill(0.0f);
    for (std::size_t i = 0; i < columns; i += kLanes) sum = add(sum, load(row + i));
    norm_row(row, columns, sum_of(sum), norm, to.bytes + r * columns, to.scale + r, to.zero + r);
  }
}

}  // namespace
}  // namespace onrecord

#include "extract/encoder_attention_code.h"

namespace onrecord {

extern const EncoderKernels ONRECORD_KERNEL_TABLE;
const EncoderKernels ONRECORD_KERNEL_TABLE = {
    ONRECORD_KERNEL_NAME, quantize, dequantize, gelu, add_and_norm, norm_rows, attend,
};

}  // namespace onrecord
