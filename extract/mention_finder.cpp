// Noun phrases by parts of speech: a determiner, up to seven modifiers and nouns, the last common
// noun as the head: "the state's largest [hospital]". Not handled: phrases without a determiner
// ("officials"), heads with "of" (their first part alone is the mention), coordination.

#include "extract/mention_finder.h"

#include <algorithm>
#include <unordered_map>

namespace onrecord {
namespace {

constexpr std::size_t kLongest = 9;          // words of a description
constexpr std::size_t kLongestPronoun = 10;  // bytes: "yourselves"

const std::unordered_map<std::string_view, Pronoun>& pronouns() {
  static const std::unordered_map<std::string_view, Pronoun> table = {
      {"i", Pronoun::First},
      {"me", Pronoun::First},
      {"my", Pronoun::First},
      {"mine", Pronoun::First},
      {"myself", Pronoun::First},
      {"we", Pronoun::FirstPlural},
      {"us", Pronoun::FirstPlural},
      {"our", Pronoun::FirstPlural},
      {"ours", Pronoun::FirstPlural},
      {"ourselves", Pronoun::FirstPlural},
      {"you", Pronoun::Second},
      {"your", Pronoun::Second},
      {"yours", Pronoun::Second},
      {"yourself", Pronoun::Second},
      {"yourselves", Pronoun::Second},
      {"he", Pronoun::He},
      {"him", Pronoun::He},
      {"his", Pronoun::He},
      {"himself", Pronoun::He},
      {"she", Pronoun::She},
      {"her", Pronoun::She},
      {"hers", Pronoun::She},
      {"herself", Pronoun::She},
      {"it", Pronoun::It},
      {"its", Pronoun::It},
      {"itself", Pronoun::It},
      {"they", Pronoun::They},
      {"them", Pronoun::They},
      {"their", Pronoun::They},
      {"theirs", Pronoun::They},
      {"themselves", Pronoun::They}};
  return table;
}

std::string lower(std::string_view word) {
  std::string low(word);
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

bool begins_description(std::string_view word) {
  static constexpr std::string_view kWords[] = {"the", "this", "that",  "these", "those", "his",
                                                "her", "its",  "their", "our",   "my",    "your"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

class Finder {
 public:
  Finder(std::span<const std::string_view> words, std::span<const WordClass> classes,
         std::span<const TokenRange> names)
      : words_(words), classes_(classes), names_(names), named_(words.size(), false) {}

  std::vector<FoundMention> run() {
    for (const TokenRange name : names_) {
      found_.push_back({name, MentionForm::Name, false});
      for (std::size_t i = name.first; i < name.end; ++i) named_[i] = true;
    }
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (named_[i] || words_[i].size() > kLongestPronoun) continue;
      const std::string word = lower(words_[i]);
      // "US" is no pronoun.
      const bool shouted = words_[i].size() > 1 && words_[i][1] >= 'A' && words_[i][1] <= 'Z';
      if (!shouted && pronoun_of(word) != Pronoun::None) {
        found_.push_back({{i, i + 1}, MentionForm::Pronoun, false});
      }
      if (begins_description(word) && classes_[i] == WordClass::Determiner) description(i);
    }
    std::sort(found_.begin(), found_.end(), [](const FoundMention& a, const FoundMention& b) {
      return a.words.first != b.words.first ? a.words.first < b.words.first
                                            : a.words.end < b.words.end;
    });
    return std::move(found_);
  }

 private:
  void description(std::size_t first) {
    std::size_t end = first + 1, head = first;
    for (; end < words_.size() && end - first < kLongest; ++end) {
      const WordClass kind = classes_[end];
      if (kind == WordClass::Other || kind == WordClass::Determiner) break;
      if (kind != WordClass::Modifier) head = end;
    }
    if (head == first || named_[head] || classes_[head] == WordClass::ProperNoun) return;
    const bool plural = classes_[head] == WordClass::PluralNoun;
    found_.push_back({{first, head + 1}, MentionForm::Description, plural});
  }

  std::span<const std::string_view> words_;
  std::span<const WordClass> classes_;
  std::span<const TokenRange> names_;
  std::vector<bool> named_;
  std::vector<FoundMention> found_;
};

}  // namespace

WordClass word_class(std::string_view tag) {
  if (tag == "NN") return WordClass::Noun;
  if (tag == "NNS") return WordClass::PluralNoun;
  if (tag == "NNP" || tag == "NNPS") return WordClass::ProperNoun;
  if (tag == "DT" || tag.starts_with("PRP")) return WordClass::Determiner;
  const bool modifies = tag.starts_with("JJ") || tag == "CD" || tag == "VBN" || tag == "VBG" ||
                        tag == "POS" || tag == "HYPH";
  return modifies ? WordClass::Modifier : WordClass::Other;
}

Pronoun pronoun_of(std::string_view lower_case_word) {
  const auto it = pronouns().find(lower_case_word);
  return it == pronouns().end() ? Pronoun::None : it->second;
}

std::vector<FoundMention> find_mentions(std::span<const std::string_view> words,
                                        std::span<const WordClass> classes,
                                        std::span<const TokenRange> names) {
  return Finder(words, classes, names).run();
}

}  // namespace onrecord
