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

/// The lanes' sum, halves added to halves.
ONRECORD_INLINE float sum_of(Floats x) {
  alignas(64) float lane[kLanes];
  store(lane, x);
  for (int half = kLanes / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; ++i) lane[i] += lane[i + half];
  }
  return lane[0];
}

ONRECORD_INLINE float largest_of(Floats x) {
  alignas(64) float lane[kLanes];
  store(lane, x);
  for (int half = kLanes / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; ++i) lane[i] = lane[i] > lane[i + half] ? lane[i] : lane[i + half];
  }
  return lane[0];
}

ONRECORD_INLINE Floats magnitude(Floats x) {
  return from_bits(bit_and(bits_of(x), fill(std::int32_t{0x7FFFFFFF})));
}

/// 2^x to 8e-8 for x in [-126, 126], by a minimax polynomial on [-0.5, 0.5].
ONRECORD_INLINE Floats power_of_two(Floats x) {
  const Floats shifted = add(x, fill(kRounding));
  const Floats rest = sub(x, sub(shifted, fill(kRounding)));
  Floats value = fill(0.0013276472f);
  value = add(mul(value, rest), fill(0.0096755415f));
  value = add(mul(value, rest), fill(0.0555071328f));
  value = add(mul(value, rest), fill(0.240221197f));
  value = add(mul(value, rest), fill(0.693146967f));
  value = add(mul(value, rest), fill(1.00000007f));
  return from_bits(add(bits_of(value), shift_left<23>(bits_of(shifted))));
}

/// x / (1 + e^(-2u)), u = sqrt(2/pi) (x + 0.044715 x^3): GELU with the tanh of its tanh form
/// written as a logistic function.
ONRECORD_INLINE Floats gelu_of(Floats x) {
  constexpr float kFactor = -2.0f * 0.7978845608f * 1.4426950409f;  // -2 sqrt(2/pi) log2(e)
  const Floats cubic = add(mul(mul(x, x), fill(kFactor * 0.044715f)), fill(kFactor));
  const Floats exponent = max(min(mul(cubic, x), fill(80.0f)), fill(-80.0f));
  return div(x, add(power_of_two(exponent), fill(1.0f)));
}

ONRECORD_INLINE Floats dequantized(const std::int32_t* sums, std::size_t at, const Dequantizer& how,
                                   Floats row_scale, Ints zero) {
  const Ints sum = sub(load(sums + at), mul(zero, load(how.column_sum + at)));
  const Floats scaled = mul(mul(to_floats(sum), load(how.scale + at)), row_scale);
  return add(scaled, load(how.bias + at));
}

ONRECORD_INLINE void quantize_row(const float* row, std::size_t columns, float largest,
                                  std::uint8_t* to, float* scale, std::int32_t* zero) {
  const Floats inverse = fill(largest > 0 ? 127.0f / largest : 0.0f);
  const Floats rounding = fill(kRounding + 128.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    store_low_bytes(to + i, bits_of(add(mul(load(row + i), inverse), rounding)));
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
    Floats largest = fill(0.0f), deepest = fill(0.0f);
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats value = gelu_of(dequantized(row, i, how, scale, zeros));
      largest = max(largest, value);
      deepest = max(deepest, sub(fill(0.0f), value));
      store(row + i, bits_of(value));
    }
    const float most = largest_of(largest), least = largest_of(deepest);  // least: as -value
    const float range = most + least;
    const float inverse = range > 0 ? 255.0f / range : 0.0f;
    const auto zero_byte = static_cast<std::int32_t>(least * inverse + 0.5f);
    const Floats inverses = fill(inverse);
    const Floats rounding = fill(kRounding + static_cast<float>(zero_byte));
    const Floats bottom = fill(kRounding), top = fill(kRounding + 255.0f);
    for (std::size_t i = 0; i < how.columns; i += kLanes) {
      const Floats shifted = add(mul(from_bits(load(row + i)), inverses), rounding);
      store_low_bytes(to.bytes + r * how.columns + i, bits_of(min(max(shifted, bottom), top)));
    }
    to.scale[r] = range / 255.0f;
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
    squares = add(squares, mul(distance, distance));
  }
  const float variance = sum_of(squares) / static_cast<float>(columns);
  const Floats inverse = fill(1.0f / __builtin_sqrtf(variance + norm.epsilon));
  Floats largest = fill(0.0f);
  for (std::size_t i = 0; i < columns; i += kLanes) {
    const Floats unit = mul(sub(load(row + i), means), inverse);
    const Floats value = add(mul(unit, load(norm.weight + i)), load(norm.bias + i));
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
