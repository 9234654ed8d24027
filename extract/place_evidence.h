#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "extract/gazetteer.h"
#include "extract/token_range.h"
#include "extract/words.h"

namespace onrecord {

/// What the words beside a place name say of it.
struct PlaceHint {
  std::vector<PlaceIndex> inside;  ///< readings of the state or country told for it: ", Ohio"
  bool listed = false;      ///< `inside` may be the next item of a list: "Lima, Peru and Chile"
  std::size_t told_at = 0;  ///< the token where `inside` stands
  std::optional<PlaceKind> kind;  ///< "Washington Gov.": a state; "downtown Orange": a city
  bool of_another = false;        ///< it is the state told for another name: "Albany, [New York]"
  bool dateline = false;
  bool article = false;  ///< "the Levant": a region, and no town
};

/// Reads the words beside place names. Views its arguments.
class PlaceNeighbours {
 public:
  PlaceNeighbours(const Words& words, const Gazetteer& gazetteer)
      : words_(words), gazetteer_(gazetteer) {}

  PlaceHint read(TokenRange place) const;
  /// States and countries that a name which begins at `token` may mean, and one past it.
  std::vector<PlaceIndex> wide_at(std::size_t token, std::size_t& end) const;

 private:
  std::optional<GazetteerMatch> match_at(std::size_t token) const;
  std::vector<PlaceIndex> wide_until(std::size_t end, std::size_t& first) const;
  void told_after(TokenRange place, PlaceHint& hint) const;
  void told_before(TokenRange place, PlaceHint& hint) const;
  bool goes_on_as_list(std::size_t before, std::size_t after) const;
  std::optional<PlaceKind> kind_told(TokenRange place) const;
  bool is_dateline(TokenRange place) const;
  bool has_article(TokenRange place) const;

  const Words& words_;
  const Gazetteer& gazetteer_;
};

/// A place that a document surely means, and where its names stand.
struct ContextPlace {
  PlaceIndex place{};
  std::vector<std::size_t> tokens;  ///< ascending; empty: the publisher's place
};

/// How much the context says for a candidate, in powers of ten of population: a place in the right
/// state may be that much smaller than the largest of its name.
/// at: tokens where the doubtful name stands, ascending.
double context_support(const Gazetteer& gazetteer, PlaceIndex candidate,
                       std::span<const std::size_t> at, std::span<const ContextPlace> context);

/// The likeliest candidate. Nothing when none is likely enough: several as likely, or one so small
/// that the name alone does not mean it.
/// first_is_usual: the first candidate is what the bare name means although others are larger.
std::optional<PlaceIndex> choose_place(const Gazetteer& gazetteer,
                                       std::span<const PlaceIndex> candidates, bool first_is_usual,
                                       std::span<const std::size_t> at,
                                       std::span<const ContextPlace> context);

}  // namespace onrecord
