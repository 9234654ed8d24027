#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/clue_weights.h"
#include "graph/traits.h"

namespace onrecord {

/// What speaks for or against two profiles being one entity.
struct Clue {
  Weight weight = kPersonSame;
  double value = 1.0;
  std::string what;  ///< "both sheriff, Harrow County"; empty unless asked for
};

struct Likeness {
  double log_odds = 0.0;   ///< that they are one, natural logarithm
  bool same_name = false;  ///< names agree as wholes, so a third of another name is no rival
  std::vector<Clue> clues;
  double probability() const;
};

/// Nothing when they cannot be one: their names, or two of them in one document, say so. Both
/// are of one type, or bodies and organizations. With `explain`, clues say what they rest
/// on. A pure function; symmetric.
std::optional<Likeness> compare(const Occurrences& all, const Profile& a, const Profile& b,
                                bool explain);

/// "for: … [2.3]", "against: … [0.4]", strongest first; the number is the weight in log-odds.
std::vector<std::string> reasons_of(const Likeness& likeness);

/// Profiles that could be one share a key.
std::vector<std::string> blocking_keys(const Occurrences& all, const Profile& profile,
                                       EntityType type);

/// Whether occurrences of one extracted id may be several: people, local bodies and operations.
/// Federal bodies and companies have one name and many places.
bool may_be_several(const Occurrences& all, const Profile& profile, EntityType type);

}  // namespace onrecord
