#pragma once

// Sixteen floats or sixteen 32-bit integers, whatever the processor's width: one AVX-512 register,
// two of AVX2, four of the baseline's. Every operation is lane by lane and rounds once, the
// compiler fuses nothing that is not written as `fused`, and sums over lanes have one fixed order,
// so all widths give the same bits.
//
// Only for encoder_kernels_*.cpp, which are compiled once per instruction set: everything here is
// in an unnamed namespace, so that no function compiled for a wide set is taken for the others.

#include <cstddef>
#include <cstdint>
#include <cstring>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define ONRECORD_INLINE [[gnu::always_inline]] inline

namespace onrecord {
namespace {

constexpr int kLanes = 16;
constexpr std::size_t kTwoLanes = 32;  // two vectors

#if defined(__AVX512F__)

using Floats = __m512;
using Ints = __m512i;

ONRECORD_INLINE Floats fill(float x) { return _mm512_set1_ps(x); }
ONRECORD_INLINE Ints fill(std::int32_t x) { return _mm512_set1_epi32(x); }
ONRECORD_INLINE Floats load(const float* at) { return _mm512_loadu_ps(at); }
ONRECORD_INLINE Ints load(const std::int32_t* at) { return _mm512_loadu_si512(at); }
ONRECORD_INLINE Ints load(const std::int8_t* at) {
  return _mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
}
ONRECORD_INLINE void store(float* at, Floats x) { _mm512_storeu_ps(at, x); }
ONRECORD_INLINE void store(std::int32_t* at, Ints x) { _mm512_storeu_si512(at, x); }
ONRECORD_INLINE void store_low_bytes(std::uint8_t* at, Ints x) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(at), _mm512_cvtepi32_epi8(x));
}
ONRECORD_INLINE Floats add(Floats a, Floats b) { return _mm512_add_ps(a, b); }
ONRECORD_INLINE Floats sub(Floats a, Floats b) { return _mm512_sub_ps(a, b); }
ONRECORD_INLINE Floats mul(Floats a, Floats b) { return _mm512_mul_ps(a, b); }
/// a * b + c, rounded once.
ONRECORD_INLINE Floats fused(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
ONRECORD_INLINE Floats max(Floats a, Floats b) { return _mm512_max_ps(a, b); }
ONRECORD_INLINE Floats min(Floats a, Floats b) { return _mm512_min_ps(a, b); }
ONRECORD_INLINE Ints max(Ints a, Ints b) { return _mm512_max_epi32(a, b); }
ONRECORD_INLINE Ints min(Ints a, Ints b) { return _mm512_min_epi32(a, b); }
ONRECORD_INLINE Ints add(Ints a, Ints b) { return _mm512_add_epi32(a, b); }
ONRECORD_INLINE Ints sub(Ints a, Ints b) { return _mm512_sub_epi32(a, b); }
ONRECORD_INLINE Ints mul(Ints a, Ints b) { return _mm512_mullo_epi32(a, b); }
ONRECORD_INLINE Ints bit_and(Ints a, Ints b) { return _mm512_and_si512(a, b); }
ONRECORD_INLINE Ints bit_or(Ints a, Ints b) { return _mm512_or_si512(a, b); }
template <int kBits>
ONRECORD_INLINE Ints shift_left(Ints a) {
  return _mm512_slli_epi32(a, kBits);
}
ONRECORD_INLINE Floats to_floats(Ints a) { return _mm512_cvtepi32_ps(a); }
ONRECORD_INLINE Ints bits_of(Floats a) { return _mm512_castps_si512(a); }
ONRECORD_INLINE Floats from_bits(Ints a) { return _mm512_castsi512_ps(a); }
/// sum += a.low * b.low + a.high * b.high, where low and high are the signed 16-bit halves.
ONRECORD_INLINE void add_pair_products(Ints& sum, Ints a, Ints b) {
  // Not the intrinsic: g++ 12 copies every sum of a block on each step.
  asm("vpdpwssd %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
}
/// sum += the four products of the unsigned bytes of `a` with the signed bytes of `b`.
ONRECORD_INLINE void add_quad_products(Ints& sum, Ints a, Ints b) {
  asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
}
/// Lanes i and i + 8, of 16 bits each, as one of eight lanes.
ONRECORD_INLINE void store_quads(std::int32_t* at, Ints x) {
  const __m256i high = _mm256_slli_epi32(_mm512_extracti64x4_epi64(x, 1), 16);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(at),
                      _mm256_or_si256(_mm512_castsi512_si256(x), high));
}
ONRECORD_INLINE __m256 low_half(Floats a) { return _mm512_castps512_ps256(a); }
ONRECORD_INLINE __m256 high_half(Floats a) {
  return _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(a), 1));
}
ONRECORD_INLINE std::int32_t largest_of(Ints a) { return _mm512_reduce_max_epi32(a); }

#else

template <typename Part>
struct Pair {
  Part low, high;
};

#if defined(__AVX2__)

using Floats8 = __m256;
using Ints8 = __m256i;
using Floats = Pair<Floats8>;
using Ints = Pair<Ints8>;

ONRECORD_INLINE void fill_part(Floats8& to, float x) { to = _mm256_set1_ps(x); }
ONRECORD_INLINE void fill_part(Ints8& to, std::int32_t x) { to = _mm256_set1_epi32(x); }
ONRECORD_INLINE void load_part(Floats8& to, const float* at) { to = _mm256_loadu_ps(at); }
ONRECORD_INLINE void load_part(Ints8& to, const std::int32_t* at) {
  to = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}
ONRECORD_INLINE void load_part(Ints8& to, const std::int8_t* at) {
  to = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(at)));
}
ONRECORD_INLINE void store(float* at, Floats8 x) { _mm256_storeu_ps(at, x); }
ONRECORD_INLINE void store(std::int32_t* at, Ints8 x) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), x);
}
ONRECORD_INLINE void store_low_bytes(std::uint8_t* at, Ints8 x) {
  const __m256i low = _mm256_and_si256(x, _mm256_set1_epi32(255));
  const __m128i words =
      _mm_packus_epi32(_mm256_castsi256_si128(low), _mm256_extracti128_si256(low, 1));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(at), _mm_packus_epi16(words, words));
}
ONRECORD_INLINE Floats8 add(Floats8 a, Floats8 b) { return _mm256_add_ps(a, b); }
ONRECORD_INLINE Floats8 sub(Floats8 a, Floats8 b) { return _mm256_sub_ps(a, b); }
ONRECORD_INLINE Floats8 mul(Floats8 a, Floats8 b) { return _mm256_mul_ps(a, b); }
ONRECORD_INLINE Floats8 fused(Floats8 a, Floats8 b, Floats8 c) { return _mm256_fmadd_ps(a, b, c); }
ONRECORD_INLINE Floats8 max(Floats8 a, Floats8 b) { return _mm256_max_ps(a, b); }
ONRECORD_INLINE Floats8 min(Floats8 a, Floats8 b) { return _mm256_min_ps(a, b); }
ONRECORD_INLINE Ints8 max(Ints8 a, Ints8 b) { return _mm256_max_epi32(a, b); }
ONRECORD_INLINE Ints8 min(Ints8 a, Ints8 b) { return _mm256_min_epi32(a, b); }
ONRECORD_INLINE Ints8 add(Ints8 a, Ints8 b) { return _mm256_add_epi32(a, b); }
ONRECORD_INLINE Ints8 sub(Ints8 a, Ints8 b) { return _mm256_sub_epi32(a, b); }
ONRECORD_INLINE Ints8 mul(Ints8 a, Ints8 b) { return _mm256_mullo_epi32(a, b); }
ONRECORD_INLINE Ints8 bit_and(Ints8 a, Ints8 b) { return _mm256_and_si256(a, b); }
ONRECORD_INLINE Ints8 bit_or(Ints8 a, Ints8 b) { return _mm256_or_si256(a, b); }
template <int kBits>
ONRECORD_INLINE Ints8 shift_left(Ints8 a) {
  return _mm256_slli_epi32(a, kBits);
}
ONRECORD_INLINE Floats8 to_floats(Ints8 a) { return _mm256_cvtepi32_ps(a); }
ONRECORD_INLINE Ints8 bits_of(Floats8 a) { return _mm256_castps_si256(a); }
ONRECORD_INLINE Floats8 from_bits(Ints8 a) { return _mm256_castsi256_ps(a); }
ONRECORD_INLINE void add_pair_products(Ints8& sum, Ints8 a, Ints8 b) {
  sum = _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
}

#else  // the compiler's own vectors of four: SSE2, NEON, or plain code

using Floats4 = float __attribute__((vector_size(16)));
using Ints4 = std::int32_t __attribute__((vector_size(16)));
using Floats = Pair<Pair<Floats4> >;
using Ints = Pair<Pair<Ints4> >;

ONRECORD_INLINE void fill_part(Floats4& to, float x) { to = Floats4{x, x, x, x}; }
ONRECORD_INLINE void fill_part(Ints4& to, std::int32_t x) { to = Ints4{x, x, x, x}; }
ONRECORD_INLINE void load_part(Floats4& to, const float* at) { std::memcpy(&to, at, sizeof to); }
ONRECORD_INLINE void load_part(Ints4& to, const std::int32_t* at) {
  std::memcpy(&to, at, sizeof to);
}
ONRECORD_INLINE void load_part(Ints4& to, const std::int8_t* at) {
  to = Ints4{at[0], at[1], at[2], at[3]};
}
ONRECORD_INLINE void store(float* at, Floats4 x) { std::memcpy(at, &x, sizeof x); }
ONRECORD_INLINE void store(std::int32_t* at, Ints4 x) { std::memcpy(at, &x, sizeof x); }
ONRECORD_INLINE void store_low_bytes(std::uint8_t* at, Ints4 x) {
  for (int i = 0; i < 4; ++i) at[i] = static_cast<std::uint8_t>(x[i] & 255);
}
ONRECORD_INLINE Floats4 add(Floats4 a, Floats4 b) { return a + b; }
ONRECORD_INLINE Floats4 sub(Floats4 a, Floats4 b) { return a - b; }
ONRECORD_INLINE Floats4 mul(Floats4 a, Floats4 b) { return a * b; }
/// The product of two floats is exact in double. The sum is not: it is rounded to odd, which leaves
/// the second rounding, to float, as if it were the only one (Boldo and Melquiond 2008).
ONRECORD_INLINE float fused_one(float a, float b, float c) {
  const double product = static_cast<double>(a) * static_cast<double>(b);
  const double sum = product + static_cast<double>(c);
  const double added = sum - product;
  const double error = (product - (sum - added)) + (static_cast<double>(c) - added);
  std::int64_t bits;
  std::memcpy(&bits, &sum, sizeof bits);
  if (error != 0 && (bits & 1) == 0) bits += (error > 0) == (sum > 0) ? 1 : -1;
  double odd;
  std::memcpy(&odd, &bits, sizeof odd);
  return static_cast<float>(odd);
}
ONRECORD_INLINE Floats4 fused(Floats4 a, Floats4 b, Floats4 c) {
  return Floats4{fused_one(a[0], b[0], c[0]), fused_one(a[1], b[1], c[1]),
                 fused_one(a[2], b[2], c[2]), fused_one(a[3], b[3], c[3])};
}
ONRECORD_INLINE Floats4 max(Floats4 a, Floats4 b) { return a > b ? a : b; }
ONRECORD_INLINE Floats4 min(Floats4 a, Floats4 b) { return a < b ? a : b; }
ONRECORD_INLINE Ints4 max(Ints4 a, Ints4 b) { return a > b ? a : b; }
ONRECORD_INLINE Ints4 min(Ints4 a, Ints4 b) { return a < b ? a : b; }
ONRECORD_INLINE Ints4 add(Ints4 a, Ints4 b) { return a + b; }
ONRECORD_INLINE Ints4 sub(Ints4 a, Ints4 b) { return a - b; }
ONRECORD_INLINE Ints4 mul(Ints4 a, Ints4 b) { return a * b; }
ONRECORD_INLINE Ints4 bit_and(Ints4 a, Ints4 b) { return a & b; }
ONRECORD_INLINE Ints4 bit_or(Ints4 a, Ints4 b) { return a | b; }
template <int kBits>
ONRECORD_INLINE Ints4 shift_left(Ints4 a) {
  return a << kBits;
}
ONRECORD_INLINE Floats4 to_floats(Ints4 a) { return __builtin_convertvector(a, Floats4); }
ONRECORD_INLINE Ints4 bits_of(Floats4 a) { return reinterpret_cast<Ints4>(a); }
ONRECORD_INLINE Floats4 from_bits(Ints4 a) { return reinterpret_cast<Floats4>(a); }
ONRECORD_INLINE void add_pair_products(Ints4& sum, Ints4 a, Ints4 b) {
#if defined(__SSE2__)
  using Words = std::int16_t __attribute__((vector_size(16)));
  sum += reinterpret_cast<Ints4>(
      __builtin_ia32_pmaddwd128(reinterpret_cast<Words>(a), reinterpret_cast<Words>(b)));
#else
  sum += ((a << 16) >> 16) * ((b << 16) >> 16) + (a >> 16) * (b >> 16);
#endif
}

#endif

// A pair does what its halves do.

template <typename Part, typename Number>
ONRECORD_INLINE void fill_part(Pair<Part>& to, Number x) {
  fill_part(to.low, x);
  fill_part(to.high, x);
}
template <typename Part, typename Number>
ONRECORD_INLINE void load_part(Pair<Part>& to, const Number* at) {
  load_part(to.low, at);
  load_part(to.high, at + sizeof(Part) / 4);
}
template <typename Part, typename Number>
ONRECORD_INLINE void store(Number* at, const Pair<Part>& x) {
  store(at, x.low);
  store(at + sizeof(Part) / 4, x.high);
}
template <typename Part>
ONRECORD_INLINE void store_low_bytes(std::uint8_t* at, const Pair<Part>& x) {
  store_low_bytes(at, x.low);
  store_low_bytes(at + sizeof(Part) / 4, x.high);
}

#define ONRECORD_PAIRWISE(name)                                               \
  template <typename Part>                                                    \
  ONRECORD_INLINE Pair<Part> name(const Pair<Part>& a, const Pair<Part>& b) { \
    return {name(a.low, b.low), name(a.high, b.high)};                        \
  }
ONRECORD_PAIRWISE(add)
ONRECORD_PAIRWISE(sub)
ONRECORD_PAIRWISE(mul)
ONRECORD_PAIRWISE(max)
ONRECORD_PAIRWISE(min)
ONRECORD_PAIRWISE(bit_and)
ONRECORD_PAIRWISE(bit_or)
#undef ONRECORD_PAIRWISE

template <typename Part>
ONRECORD_INLINE Pair<Part> fused(const Pair<Part>& a, const Pair<Part>& b, const Pair<Part>& c) {
  return {fused(a.low, b.low, c.low), fused(a.high, b.high, c.high)};
}

template <int kBits, typename Part>
ONRECORD_INLINE Pair<Part> shift_left(const Pair<Part>& a) {
  return {shift_left<kBits>(a.low), shift_left<kBits>(a.high)};
}
#define ONRECORD_PAIR_CONVERSION(name)                             \
  template <typename Part>                                         \
  ONRECORD_INLINE auto name(const Pair<Part>& a) {                 \
    return Pair<decltype(name(a.low))>{name(a.low), name(a.high)}; \
  }
ONRECORD_PAIR_CONVERSION(to_floats)
ONRECORD_PAIR_CONVERSION(bits_of)
ONRECORD_PAIR_CONVERSION(from_bits)
#undef ONRECORD_PAIR_CONVERSION

template <typename Part>
ONRECORD_INLINE void add_pair_products(Pair<Part>& sum, const Pair<Part>& a, const Pair<Part>& b) {
  add_pair_products(sum.low, a.low, b.low);
  add_pair_products(sum.high, a.high, b.high);
}
template <typename Part>
ONRECORD_INLINE const Part& low_half(const Pair<Part>& a) {
  return a.low;
}
template <typename Part>
ONRECORD_INLINE const Part& high_half(const Pair<Part>& a) {
  return a.high;
}

ONRECORD_INLINE Floats fill(float x) {
  Floats filled;
  fill_part(filled, x);
  return filled;
}
ONRECORD_INLINE Ints fill(std::int32_t x) {
  Ints filled;
  fill_part(filled, x);
  return filled;
}
ONRECORD_INLINE Floats load(const float* at) {
  Floats loaded;
  load_part(loaded, at);
  return loaded;
}
ONRECORD_INLINE Ints load(const std::int32_t* at) {
  Ints loaded;
  load_part(loaded, at);
  return loaded;
}
ONRECORD_INLINE Ints load(const std::int8_t* at) {
  Ints loaded;
  load_part(loaded, at);
  return loaded;
}

#endif

// Reductions: the upper half is laid on the lower one until one lane is left.

#if defined(__AVX2__)
using Floats4 = __m128;
ONRECORD_INLINE __m128 add(__m128 a, __m128 b) { return _mm_add_ps(a, b); }
ONRECORD_INLINE __m128 max(__m128 a, __m128 b) { return _mm_max_ps(a, b); }
#if defined(__AVX512F__)
ONRECORD_INLINE __m256 add(__m256 a, __m256 b) { return _mm256_add_ps(a, b); }
ONRECORD_INLINE __m256 max(__m256 a, __m256 b) { return _mm256_max_ps(a, b); }
#endif
ONRECORD_INLINE __m128 low_half(__m256 a) { return _mm256_castps256_ps128(a); }
ONRECORD_INLINE __m128 high_half(__m256 a) { return _mm256_extractf128_ps(a, 1); }
#endif

ONRECORD_INLINE float sum_of(Floats4 x) { return (x[0] + x[2]) + (x[1] + x[3]); }
ONRECORD_INLINE float largest_of(Floats4 x) {
  const float even = x[0] > x[2] ? x[0] : x[2], odd = x[1] > x[3] ? x[1] : x[3];
  return even > odd ? even : odd;
}
#if !defined(__AVX512F__)
ONRECORD_INLINE std::int32_t largest_of(const Ints& x) {
  alignas(64) std::int32_t lane[kLanes];
  store(lane, x);
  std::int32_t largest = lane[0];
  for (int i = 1; i < kLanes; ++i) largest = lane[i] > largest ? lane[i] : largest;
  return largest;
}
#endif
template <typename Wide>
ONRECORD_INLINE float sum_of(const Wide& x) {
  return sum_of(add(low_half(x), high_half(x)));
}
template <typename Wide>
ONRECORD_INLINE float largest_of(const Wide& x) {
  return largest_of(max(low_half(x), high_half(x)));
}

}  // namespace
}  // namespace onrecord
