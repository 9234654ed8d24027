#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/date.h"
#include "model/entity.h"

namespace onrecord::realistic {

/// A stream of numbers that follows from its seed alone (SplitMix64, Steele et al. 2014); the same
/// on every machine.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// below: above 0.
  std::uint64_t pick(std::uint64_t below) { return next() % below; }
  double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }  ///< in [0, 1)
  bool chance(double probability) { return fraction() < probability; }
  /// From 0 to count - 1, number r about as often as 1 / (r + 12): Zipf's law as Mandelbrot has it.
  std::uint64_t zipf(std::uint64_t count);
  /// least to most, both included, in thousandths.
  double confidence(double least, double most);

 private:
  std::uint64_t state_;
};

/// The people, bodies, places and operations that an archive writes about. All of it follows from
/// the seed and a number: nothing is kept. Names are invented and differ within a type.
class World {
 public:
  /// entities: of all types together.
  World(std::uint64_t entities, std::uint64_t seed) : entities_(entities), seed_(seed) {}

  std::uint64_t count(EntityType type) const;
  /// rank: below count(type); the lower, the more is written of it.
  Entity entity(EntityType type, std::uint64_t rank) const;
  std::uint64_t draw_rank(EntityType type, Draw& draw) const { return draw.zipf(count(type)); }

  // What is true of an entity in whichever article it stands. Ranks of the type in question.
  std::uint64_t employer(std::uint64_t person) const;  ///< an agency
  std::string_view title(std::uint64_t person) const;
  std::uint64_t seat(std::uint64_t agency) const;         ///< a place
  std::uint64_t parent_body(std::uint64_t agency) const;  ///< itself at the top
  std::uint64_t parent_place(std::uint64_t place) const;  ///< itself at the top
  std::uint64_t conductor(std::uint64_t operation) const;
  std::uint64_t scene(std::uint64_t operation, std::uint64_t number) const;  ///< a place
  DateRange dates(std::uint64_t operation) const;
  std::uint64_t arrests(std::uint64_t operation) const;

  /// A word of everyday text: frequent ones are short, as in any language.
  static std::string word(Draw& draw);
  /// One of the 3,652 days from 2015-01-01 on.
  static PartialDate day(std::uint64_t number);

 private:
  Draw facts(EntityType type, std::uint64_t rank, std::uint64_t which) const;

  std::uint64_t entities_;
  std::uint64_t seed_;
};

inline constexpr std::uint64_t kDays = 3'652;

}  // namespace onrecord::realistic
