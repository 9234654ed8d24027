#pragma once

#include <string>
#include <vector>

#include "extract/entities.h"
#include "extract/words.h"

namespace onrecord {

/// Words that speak of an operation, as tokens [first, end).
struct EventMention {
  enum class Kind {
    Name,     ///< "Operation Long Haul", "\"Safe City\" operation"
    Event,    ///< "the six-day operation", "a sweep", "raids"
    Result,   ///< "the arrests", "those arrested"
    Pronoun,  ///< "It ran from …" after a sentence that speaks of the operation
    General,  ///< "future operations", "two operations": of no operation in particular
  };
  std::size_t first = 0, end = 0;
  Kind kind = Kind::Event;
  std::string name;  ///< of a Name: "Long Haul"; as written, without "Operation"
  bool plural = false;
};

/// Every such mention in text order, never overlapping. Names whose words `entities` took for a
/// person, place or body are names of operations all the same.
std::vector<EventMention> find_event_mentions(const Words& words, const DocumentEntities& entities);

/// "quiet harbor" for "Quiet Harbor" and "“QUIET HARBOR”".
std::string operation_key(std::string_view name);

/// "operation", "raids", "sweep", ...: nouns for what police and other bodies do in the field.
bool is_event_noun(std::string_view low);

}  // namespace onrecord
