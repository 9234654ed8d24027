#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/traits.h"

namespace onrecord {

/// What speaks for or against two profiles being one entity, in the order of the table of weights.
struct Clue {
  std::size_t weight = 0;  ///< index into clue_weights()
  double value = 1.0;
  std::string what;  ///< "both sheriff, Harrow County"; empty unless asked for
};

struct Likeness {
  double log_odds = 0.0;   ///< that they are one, natural logarithm
  bool same_name = false;  ///< names agree as wholes, so a third of another name is no rival
  std::vector<Clue> clues;
  double probability() const;
};

/// A row of the table of weights: log-odds that a clue of value 1 adds.
struct ClueWeight {
  std::string_view name;
  double log_odds;
};
std::span<const ClueWeight> clue_weights();

/// Nothing when they cannot be one: their names, or two of them in one document, say so. Both
/// are of one type, or bodies and organizations. With `explain`, clues say what they rest
/// on. A pure function; symmetric.
std::optional<Likeness> compare(const Occurrences& all, const Profile& a, const Profile& b,
                                bool explain);

/// "for: …", "against: …", strongest first.
std::vector<std::string> reasons_of(const Likeness& likeness);

/// Profiles that could be one share a key.
std::vector<std::string> blocking_keys(const Occurrences& all, const Profile& profile,
                                       EntityType type);

/// Whether occurrences of one extracted id may be several: people, local bodies and operations.
/// Federal bodies and companies have one name and many places.
bool may_be_several(const Occurrences& all, const Profile& profile, EntityType type);

}  // namespace onrecord
