// Attention of one window; part of encoder_kernels_code.h, included nowhere else.
//
// Queries and keys of a head become 8-bit integers, values 12-bit, attention weights 0 to 4095;
// each has one scale per window and head, so a window's result does not depend on its batch. Keys
// are stored with 128 added: that adds the same to all scores of a query, which softmax ignores.
//
// Integers lie in groups in one 32-bit lane, because processors multiply and add such groups in one
// step: values and weights by two, queries and keys by four where there is AVX-512 VNNI and by two
// elsewhere, with the same sums. Which numbers are a group is free: for values rows (j, j + 16),
// for keys dimensions (d, d + 16) and with four (d, d + 16, d + 8, d + 24) of each 32. No sum can
// overflow: 256 * 4095 * 2047 < 2^31, and scores stay below 128 * 127 * 255 < 2^24, which float
// holds exactly.

namespace onrecord {
namespace {

constexpr float kQueryLimit = 127.0f, kValueLimit = 2047.0f;
constexpr std::int32_t kFarBelow = -0x7FFFFFFF;
#if defined(__AVX512F__)
constexpr std::size_t kRowBlock = 8, kGroup = 4;
#elif defined(__AVX2__)
constexpr std::size_t kRowBlock = 2, kGroup = 2;
#else
constexpr std::size_t kRowBlock = 1, kGroup = 2;
#endif
constexpr std::size_t kGroupsOf32 = 32 / kGroup;
constexpr std::size_t kVectors = 2;  // of keys, or of a value's dimensions, at a time

/// One head's numbers as integers in the order in which they are multiplied.
struct PackedHead {
  std::size_t rows, padded, head;  // padded: rows up to a multiple of 32
  std::int32_t* queries;           // padded x head/kGroup groups
  std::int32_t* keys;              // head/kGroup groups x padded
  std::int32_t* values;            // padded/2 pairs x head
  std::int32_t* scores;            // kRowBlock x padded
  std::int32_t* weights;           // kRowBlock x padded/2 pairs
  std::int32_t* ceiling;           // 32: of the last scores; far below where there is no row
  std::int32_t* live;              // 16 pairs: all ones where the last weights have a row
  float score_scale, value_scale;
};

/// The low 16 bits of round(low * inverse) and of round(high * inverse), as one lane.
ONRECORD_INLINE Ints pack_pair(Floats low, Floats high, Floats inverse) {
  const Ints a = bits_of(fused(low, inverse, fill(kRounding)));
  const Ints b = bits_of(fused(high, inverse, fill(kRounding)));
  return bit_or(bit_and(a, fill(std::int32_t{0xFFFF})), shift_left<16>(b));
}

float largest_magnitude(const float* numbers, std::size_t count) {
  Floats even = fill(0.0f), odd = fill(0.0f);
  for (std::size_t i = 0; i < count; i += kTwoLanes) {
    even = max(even, magnitude(load(numbers + i)));
    odd = max(odd, magnitude(load(numbers + i + kLanes)));
  }
  return largest_of(max(even, odd));
}

/// 32 dimensions -> kGroupsOf32 groups of round(number * inverse) + offset.
ONRECORD_INLINE void pack_groups(const float* from, Floats inverse, float offset,
                                 std::int32_t* to) {
  const Floats rounding = fill(kRounding + offset);
#if defined(__AVX512F__)
  const Ints byte = fill(std::int32_t{0xFF});
  const Ints a = bit_and(bits_of(fused(load(from), inverse, rounding)), byte);
  const Ints b = bit_and(bits_of(fused(load(from + kLanes), inverse, rounding)), byte);
  store_quads(to, bit_or(a, shift_left<8>(b)));
#else
  const Ints a = bits_of(fused(load(from), inverse, rounding));
  const Ints b = bits_of(fused(load(from + kLanes), inverse, rounding));
  store(to, bit_or(bit_and(a, fill(std::int32_t{0xFFFF})), shift_left<16>(b)));
#endif
}

void pack_queries(const float* from, float inverse, const PackedHead& to) {
  const std::size_t groups = to.head / kGroup;
  for (std::size_t r = 0; r < to.rows; ++r) {
    for (std::size_t d = 0; d < to.head; d += 32) {
      pack_groups(from + r * to.head + d, fill(inverse), 0.0f,
                  to.queries + r * groups + d / kGroup);
    }
  }
  for (std::size_t i = to.rows * groups; i < to.padded * groups; ++i) to.queries[i] = 0;
}

void pack_keys(const float* from, float inverse, const PackedHead& to) {
  alignas(64) std::int32_t group[kGroupsOf32];
  for (std::size_t d = 0; d < to.head; d += 32) {
    std::int32_t* keys = to.keys + d / kGroup * to.padded;
    for (std::size_t r = 0; r < to.rows; ++r) {
      pack_groups(from + r * to.head + d, fill(inverse), 128.0f, group);
      for (std::size_t i = 0; i < kGroupsOf32; ++i) keys[i * to.padded + r] = group[i];
    }
    for (std::size_t i = 0; i < kGroupsOf32; ++i) {
      for (std::size_t r = to.rows; r < to.padded; ++r) keys[i * to.padded + r] = 0;
    }
  }
}

void pack_values(const float* from, float inverse, const PackedHead& to) {
  for (std::size_t pair = 0; pair < to.padded / 2; ++pair) {
    const std::size_t low = pair / kLanes * kTwoLanes + pair % kLanes, high = low + kLanes;
    for (std::size_t i = 0; i < to.head; i += kLanes) {
      const Floats zero = fill(0.0f);
      const Floats a = low < to.rows ? load(from + low * to.head + i) : zero;
      const Floats b = high < to.rows ? load(from + high * to.head + i) : zero;
      store(to.values + pair * to.head + i, pack_pair(a, b, fill(inverse)));
    }
  }
}

enum class Product { Scores, Values };

/// sums[r][j] = sum over groups of left[r][group] . right[group][j] for kRowBlock rows and two
/// vectors.
template <Product kProduct>
ONRECORD_INLINE void multiply_block(const std::int32_t* left, std::size_t groups,
                                    const std::int32_t* right, std::size_t right_stride,
                                    Ints (&sums)[kRowBlock][kVectors]) {
  for (std::size_t r = 0; r < kRowBlock; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = fill(std::int32_t{0});
  }
  for (std::size_t g = 0; g < groups; ++g) {
    const Ints first = load(right + g * right_stride);
    const Ints second = load(right + g * right_stride + kLanes);
    for (std::size_t r = 0; r < kRowBlock; ++r) {
      const Ints group = fill(left[r * groups + g]);
#if defined(__AVX512F__)
      if constexpr (kProduct == Product::Scores) {
        add_quad_products(sums[r][0], first, group);
        add_quad_products(sums[r][1], second, group);
        continue;
      }
#endif
      add_pair_products(sums[r][0], first, group);
      add_pair_products(sums[r][1], second, group);
    }
  }
}

/// Scores of kRowBlock queries from row `first` on; the largest of each row goes to `largest`.
void score_rows(const PackedHead& head, std::size_t first, std::int32_t* largest) {
  Ints most[kRowBlock];
  for (Ints& row : most) row = fill(kFarBelow);
  for (std::size_t j = 0; j < head.padded; j += kVectors * kLanes) {
    Ints sums[kRowBlock][kVectors];
    const std::size_t groups = head.head / kGroup;
    multiply_block<Product::Scores>(head.queries + first * groups, groups, head.keys + j,
                                    head.padded, sums);
    const bool last = j + kVectors * kLanes == head.padded;
    for (std::size_t r = 0; r < kRowBlock; ++r) {
      for (std::size_t v = 0; v < kVectors; ++v) {
        if (last) sums[r][v] = min(sums[r][v], load(head.ceiling + v * kLanes));
        most[r] = max(most[r], sums[r][v]);
        store(head.scores + r * head.padded + j + v * kLanes, sums[r][v]);
      }
    }
  }
  for (std::size_t r = 0; r < kRowBlock; ++r) largest[r] = largest_of(most[r]);
}

/// 4095 * 2^x to 4095 * 8e-5 for x from -60 to 0, by a minimax polynomial on [-0.5, 0.5].
ONRECORD_INLINE Floats weight_of(Floats x) {
  const Floats shifted = add(x, fill(kRounding));
  const Floats rest = sub(x, sub(shifted, fill(kRounding)));
  Floats value = fill(4095 * 0.0551716688f);
  value = fused(value, rest, fill(4095 * 0.242611133f));
  value = fused(value, rest, fill(4095 * 0.693260986f));
  value = fused(value, rest, fill(4095 * 0.999928073f));
  return from_bits(add(bits_of(value), shift_left<23>(bits_of(shifted))));
}

/// Scores of one row -> weights 0 to 4095 in pairs; returns their sum.
///
/// scale: turns scores into logarithms to base 2. live: see PackedHead.
ONRECORD_INLINE float weigh_row(const std::int32_t* scores, std::size_t padded,
                                std::int32_t largest, float scale, const std::int32_t* live,
                                std::int32_t* weights) {
  const Floats scales = fill(scale), shift = fill(-static_cast<float>(largest) * scale);
  const Floats bottom = fill(-60.0f), rounding = fill(kRounding);
  Ints total = fill(std::int32_t{0});
  for (std::size_t j = 0; j < padded; j += kTwoLanes) {
    const Floats low = fused(to_floats(load(scores + j)), scales, shift);
    const Floats high = fused(to_floats(load(scores + j + kLanes)), scales, shift);
    const Ints a = bits_of(add(weight_of(max(low, bottom)), rounding));
    const Ints b = bits_of(add(weight_of(max(high, bottom)), rounding));
    Ints pair = bit_or(bit_and(a, fill(std::int32_t{0xFFFF})), shift_left<16>(b));
    if (j + kTwoLanes == padded) pair = bit_and(pair, load(live));
    add_pair_products(total, pair, fill(std::int32_t{0x00010001}));
    store(weights + j / 2, pair);
  }
  return sum_of(to_floats(total));  // whole numbers below 2^24: exact in any order
}

/// Output of kRowBlock queries from row `first` on.
void mix_values(const PackedHead& head, std::size_t first, const float* totals, float* to,
                std::size_t stride) {
  for (std::size_t d = 0; d < head.head; d += kVectors * kLanes) {
    Ints sums[kRowBlock][kVectors];
    multiply_block<Product::Values>(head.weights, head.padded / 2, head.values + d, head.head,
                                    sums);
    for (std::size_t r = 0; r < kRowBlock && first + r < head.rows; ++r) {
      const Floats scale = fill(head.value_scale / totals[r]);
      for (std::size_t v = 0; v < kVectors; ++v) {
        store(to + (first + r) * stride + d + v * kLanes, mul(to_floats(sums[r][v]), scale));
      }
    }
  }
}

float inverse_of(float largest, float limit) { return largest > 0 ? limit / largest : 0.0f; }

void attend_head(const float* queries, const float* keys, const float* values, PackedHead& head,
                 float* to, std::size_t to_stride) {
  const float query = largest_magnitude(queries, head.rows * head.head);
  const float key = largest_magnitude(keys, head.rows * head.head);
  const float value = largest_magnitude(values, head.rows * head.head);
  pack_queries(queries, inverse_of(query, kQueryLimit), head);
  pack_keys(keys, inverse_of(key, kQueryLimit), head);
  pack_values(values, inverse_of(value, kValueLimit), head);
  constexpr float kLog2E = 1.4426950409f;
  head.score_scale = (query / kQueryLimit) * (key / kQueryLimit) *
                     (kLog2E / __builtin_sqrtf(static_cast<float>(head.head)));
  head.value_scale = value / kValueLimit;
  for (std::size_t first = 0; first < head.rows; first += kRowBlock) {
    std::int32_t largest[kRowBlock];
    float totals[kRowBlock];
    score_rows(head, first, largest);
    for (std::size_t r = 0; r < kRowBlock; ++r) {
      totals[r] = weigh_row(head.scores + r * head.padded, head.padded, largest[r],
                            head.score_scale, head.live, head.weights + r * head.padded / 2);
    }
    mix_values(head, first, totals, to, to_stride);
  }
}

void attend(const float* qkv, const AttentionShape& shape, void* scratch, float* to) {
  const std::size_t padded = (shape.rows + 31) / 32 * 32;
  PackedHead head{};
  head.rows = shape.rows;
  head.padded = padded;
  head.head = shape.head;
  head.queries = static_cast<std::int32_t*>(scratch);
  head.keys = head.queries + padded * shape.head / kGroup;
  head.values = head.keys + padded * shape.head / kGroup;
  head.weights = head.values + padded * shape.head / 2;
  head.scores = head.weights + kRowBlock * padded / 2;
  head.ceiling = head.scores + kRowBlock * padded;
  head.live = head.ceiling + kTwoLanes;
  for (std::size_t i = 0; i < kTwoLanes; ++i) {
    const bool live = padded - kTwoLanes + i < shape.rows;
    head.ceiling[i] = live ? -kFarBelow : kFarBelow;
    if (i < kLanes) head.live[i] = 0;
    if (live) head.live[i % kLanes] |= i < kLanes ? 0x0000FFFF : -0x10000;
  }
  const std::size_t step = shape.all_rows * shape.head;  // from a head to the next
  for (std::size_t h = 0; h < shape.heads; ++h) {
    const float* from = qkv + h * step;
    attend_head(from, from + shape.heads * step, from + 2 * shape.heads * step, head,
                to + h * shape.head, shape.heads * shape.head);
  }
}

}  // namespace
}  // namespace onrecord
