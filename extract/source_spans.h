#pragma once

#include <cstddef>
#include <optional>

#include "extract/entities.h"
#include "extract/lexicon.h"
#include "extract/token_range.h"
#include "extract/words.h"

namespace onrecord {

struct ModelReading;

/// What the attribution rules look things up in. Views; all must outlive it.
struct AttributionContext {
  const Analysis& analysis;
  const Words& words;
  const DocumentEntities& entities;
  const Lexicon& lexicon;
  const ModelReading* reading = nullptr;  ///< what the language model reads; null: nothing was read
};

/// The noun phrase that ends where the words before a cue end: "Ann Roe, the sheriff, [said]",
/// "two people close to the talks [said]", "she also [said]". Looks no further left than `limit`.
std::optional<TokenRange> source_before(const AttributionContext& context, std::size_t cue,
                                        std::size_t limit);

/// The noun phrase right after a cue, with its apposition: "[said] Ann Roe, the sheriff, ...".
/// Looks no further right than `limit`.
std::optional<TokenRange> source_after(const AttributionContext& context, std::size_t after_cue,
                                       std::size_t limit);

/// Whether the tokens name somebody who can speak: a pronoun, an actor, a name, or a noun that the
/// lexicon knows as the head of sources.
bool can_speak(const AttributionContext& context, TokenRange range);

}  // namespace onrecord
