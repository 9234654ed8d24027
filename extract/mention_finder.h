#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/token_range.h"

namespace onrecord {

enum class MentionForm : std::uint8_t {
  Name,
  Pronoun,      ///< "she", "their"
  Description,  ///< "the agency", "his elder brother"
};

struct FoundMention {
  TokenRange words;
  MentionForm form = MentionForm::Name;
  bool plural = false;  ///< of a description: its head is
  bool operator==(const FoundMention&) const = default;
};

/// What a part of speech does in a noun phrase.
enum class WordClass : std::uint8_t { Other, Determiner, Modifier, Noun, PluralNoun, ProperNoun };

/// Of a tag of the Penn Treebank.
WordClass word_class(std::string_view tag);

/// What can refer to somebody: the names as given, personal pronouns, and noun phrases that begin
/// with "the", "this" or a possessive and end in a common noun. Words of a name are no part of
/// another mention's head. In order of first word, shorter ones first.
///
/// words, classes: one a word; names: in text order.
std::vector<FoundMention> find_mentions(std::span<const std::string_view> words,
                                        std::span<const WordClass> classes,
                                        std::span<const TokenRange> names);

/// Personal pronouns in lower case, by what they can stand for.
enum class Pronoun : std::uint8_t { None, First, FirstPlural, Second, He, She, It, They };
Pronoun pronoun_of(std::string_view lower_case_word);

}  // namespace onrecord
