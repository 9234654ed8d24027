#pragma once

#include "extract/lexicon.h"
#include "extract/words.h"

namespace onrecord {

/// Whether a word stands before the first verb of its sentence, as subjects do. Of a sentence
/// without end only the last 200 words before it are looked at.
bool before_first_verb(const Words& words, const Lexicon& lexicon, std::size_t token);

}  // namespace onrecord
