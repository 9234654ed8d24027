#pragma once

// Sixteen floats or sixteen 32-bit integers, whatever the processor's width: one AVX-512 register,
// two of AVX2, four of the baseline's. Every operation is lane by lane and rounds once, nothing is
// fused, and sums over lanes have one fixed order, so all widths give the same bits.
//
// Only for encoder_kernels_*.cpp, which are compiled once per instruction set: everything here is
// in an unnamed namespace, so that no function compiled for a wide set is taken for the others.

#include <cstdint>
#include <cstring>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#define ONRECORD_INLINE [[gnu::always_inline]] inline

namespace onrecord {
namespace {

constexpr int kLanes = 16;

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
ONRECORD_INLINE Floats div(Floats a, Floats b) { return _mm512_div_ps(a, b); }
ONRECORD_INLINE Floats max(Floats a, Floats b) { return _mm512_max_ps(a, b); }
ONRECORD_INLINE Floats min(Floats a, Floats b) { return _mm512_min_ps(a, b); }
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
/// sum + a.low * b.low + a.high * b.high, where low and high are the signed 16-bit halves.
ONRECORD_INLINE Ints add_pair_products(Ints sum, Ints a, Ints b) {
#if defined(__AVX512VNNI__)
  return _mm512_dpwssd_epi32(sum, a, b);
#else
  return _mm512_add_epi32(sum, _mm512_madd_epi16(a, b));
#endif
}

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
ONRECORD_INLINE Floats8 div(Floats8 a, Floats8 b) { return _mm256_div_ps(a, b); }
ONRECORD_INLINE Floats8 max(Floats8 a, Floats8 b) { return _mm256_max_ps(a, b); }
ONRECORD_INLINE Floats8 min(Floats8 a, Floats8 b) { return _mm256_min_ps(a, b); }
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
ONRECORD_INLINE Ints8 add_pair_products(Ints8 sum, Ints8 a, Ints8 b) {
  return _mm256_add_epi32(sum, _mm256_madd_epi16(a, b));
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
ONRECORD_INLINE Floats4 div(Floats4 a, Floats4 b) { return a / b; }
ONRECORD_INLINE Floats4 max(Floats4 a, Floats4 b) { return a > b ? a : b; }
ONRECORD_INLINE Floats4 min(Floats4 a, Floats4 b) { return a < b ? a : b; }
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
ONRECORD_INLINE Ints4 add_pair_products(Ints4 sum, Ints4 a, Ints4 b) {
#if defined(__SSE2__)
  using Words = std::int16_t __attribute__((vector_size(16)));
  return sum + reinterpret_cast<Ints4>(__builtin_ia32_pmaddwd128(reinterpret_cast<Words>(a),
                                                                 reinterpret_cast<Words>(b)));
#else
  const Ints4 low = ((a << 16) >> 16) * ((b << 16) >> 16);
  return sum + low + (a >> 16) * (b >> 16);
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
ONRECORD_PAIRWISE(div)
ONRECORD_PAIRWISE(max)
ONRECORD_PAIRWISE(min)
ONRECORD_PAIRWISE(bit_and)
ONRECORD_PAIRWISE(bit_or)
#undef ONRECORD_PAIRWISE

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
ONRECORD_INLINE Pair<Part> add_pair_products(const Pair<Part>& sum, const Pair<Part>& a,
                                             const Pair<Part>& b) {
  return {add_pair_products(sum.low, a.low, b.low), add_pair_products(sum.high, a.high, b.high)};
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

}  // namespace
}  // namespace onrecord
