#pragma once

#include <cstdint>
#include <limits>

#include "model/span.h"

namespace onrecord {

/// How the letters of a basic token stood before lower-casing; an input of the encoder, whose
/// vocabulary is lower-case. Part of the model file: never renumber. Letters without case count as
/// lower.
enum class CaseClass : std::uint8_t {
  None = 0,     ///< no letter and no digit; special pieces
  Lower = 1,    ///< "said"
  Title = 2,    ///< "Ann": first letter upper, the rest lower, two letters or more
  Upper = 3,    ///< "ICE": two letters or more, all upper
  Initial = 4,  ///< "J": one letter, upper
  Mixed = 5,    ///< "McCain", "iPhone"
  Digit = 6,    ///< "2nd": holds a decimal digit
};
constexpr std::size_t kCaseClasses = 7;

constexpr std::uint32_t kNoWord = std::numeric_limits<std::uint32_t>::max();

/// One unit of the encoder's input: a word or a part of one.
struct Piece {
  std::int32_t id = 0;  ///< index into the vocabulary
  CaseClass case_class = CaseClass::None;
  std::uint32_t word = kNoWord;  ///< index of its word; kNoWord for [CLS] and [SEP]
  Span span;                     ///< bytes inside its word
  bool operator==(const Piece&) const = default;
};

}  // namespace onrecord
