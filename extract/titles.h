#pragma once

#include <string>
#include <string_view>

#include "extract/words.h"

namespace onrecord {

/// What the last word of a title tells. An office stands on its own ("the mayor"); an occupation
/// makes a position only together with a body ("a lawyer for the union").
enum class TitleHead { None, Occupation, Office };

/// low: one word in lower case, singular or an abbreviation ("sen.").
TitleHead title_head(std::string_view low);

/// The singular of a title that announces several people: "sens." -> "Sen.", "mayors" -> "Mayor";
/// empty when the word is no such plural. Keeps the case of the first letter.
std::string singular_title(std::string_view word);

/// Somebody's own staff, who serve a person: "press secretary", "aide", "lawyer".
bool serves_a_person(std::string_view low);

/// Holders of an office of a place, for whom "in Boston" names it: mayor, councilor, sheriff.
bool office_of_place(std::string_view low);

/// "sen." and "senator", "spokeswoman" and "spokesman" are one office.
std::string_view office_key(std::string_view low);

/// Words before a title that make it former, acting or hoped for: "former", "ex-", "candidate".
/// returns: "former", "acting", "candidate", "nominee", or "" when the word says nothing.
std::string_view status_word(std::string_view low);

/// Words that cannot stand within a title: prepositions, pronouns, verbs, conjunctions.
bool breaks_title(std::string_view low);

}  // namespace onrecord
