#pragma once

#include <cstdint>

#include "model/date.h"
#include "model/ontology.h"

namespace onrecord {

/// What a snapshot keeps of an edge beside its ends.
struct PackedEdge {
  /// Top 4 bits: the predicate. The rest: of a statement, the index of its qualifiers; of a
  /// co_mentioned, that of the first document that has the pair.
  std::uint32_t kind = 0;
  std::uint32_t time = 0;  ///< index of the pair of its first and last date
  /// Top 24 bits: of a statement, its doubt; of a co_mentioned, the sentences. Low 8 bits: the
  /// documents behind it; kMany: too many for them.
  std::uint32_t weight = 0;
};
static_assert(sizeof(PackedEdge) == 12);

inline constexpr unsigned kDetailBits = 28;
inline constexpr std::uint32_t kMaxDetail = (1u << kDetailBits) - 1;
inline constexpr std::uint32_t kMany = 255;
inline constexpr std::uint32_t kMaxAmount = (1u << 24) - 1;

inline std::uint32_t make_kind(Predicate predicate, std::uint32_t detail) {
  return static_cast<std::uint32_t>(predicate) << kDetailBits | detail;
}
inline Predicate predicate_of(std::uint32_t kind) {
  return static_cast<Predicate>(kind >> kDetailBits);
}
inline std::uint32_t detail_of(std::uint32_t kind) { return kind & kMaxDetail; }

/// amount: doubt or sentences, cut at kMaxAmount. support: cut at kMany.
std::uint32_t make_weight(std::uint64_t amount, std::uint64_t support);
inline std::uint32_t amount_of(std::uint32_t weight) { return weight >> 8; }
inline std::uint32_t support_of(std::uint32_t weight) { return weight & 0xffu; }

/// The part of an edge that costs and most filters depend on: the predicate in the top 4 bits, the
/// amount of its weight in the low 24.
struct EdgeGist {
  std::uint32_t bits = 0;

  Predicate predicate() const { return predicate_of(bits); }
  std::uint32_t amount() const { return bits & kMaxAmount; }
};
inline EdgeGist gist_of(const PackedEdge& edge) {
  return {(edge.kind & ~kMaxDetail) | amount_of(edge.weight)};
}

/// -ln(confidence) in millionths, rounded; at most kMaxAmount, which is less than one in ten
/// millions. Sums of it are products of confidences, and do not depend on their order.
std::uint32_t doubt_of(double confidence);
/// Back again; exact for confidences of 6 decimals.
double confidence_of(std::uint32_t doubt);

/// A date as a number of the same order; 0 for the empty one.
inline std::uint32_t date_code(const PartialDate& date) {
  return static_cast<std::uint32_t>(date.year) << 9 | static_cast<std::uint32_t>(date.month) << 5 |
         static_cast<std::uint32_t>(date.day);
}
PartialDate date_of_code(std::uint32_t code);

}  // namespace onrecord
