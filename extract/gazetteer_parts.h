#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/gazetteer.h"
#include "extract/gazetteer_phrases.h"

namespace onrecord {

/// What the name of a place or body stands for, packed into Phrase::value.
struct NamedThing {
  enum class Kind : std::uint32_t { Place = 0, Body = 1, Demonym = 2 };
  Kind kind = Kind::Place;
  std::uint32_t index = 0;

  std::uint32_t pack() const { return index << 2U | static_cast<std::uint32_t>(kind); }
  static NamedThing unpack(std::uint32_t value) {
    return {static_cast<Kind>(value & 3U), value >> 2U};
  }
};

template <typename Value>
using FoldedMap = std::unordered_map<std::string_view, Value, FoldedHash, FoldedEqual>;

/// Everything behind a Gazetteer.
struct Gazetteer::Tables {
  std::vector<Place> places;
  std::vector<PublicBody> bodies;
  PhraseTable names;  ///< values: NamedThing::pack; of places the likeliest first
  std::vector<BodyPattern> patterns;
  PhraseTable pattern_heads;  ///< values: row of patterns
  std::vector<Title> titles;
  PhraseTable title_forms;                                         ///< values: row of titles
  FoldedMap<float> female;                                         ///< by given name
  std::unordered_map<std::string_view, OtherSenses> other_senses;  ///< by name as written
  std::vector<std::string_view> usual_names;  ///< by place: names it is the usual meaning of
  std::uint64_t fingerprint = 0;
};

}  // namespace onrecord
