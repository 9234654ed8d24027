#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/entity.h"
#include "model/ids.h"

namespace onrecord {

/// A name, title or entity by its number; documents are compared by numbers.
using Term = std::uint32_t;

/// What a document tells of an entity, each a set of terms.
enum class Trait : std::size_t {
  Names,       ///< canonical name and aliases, as written
  Offices,     ///< heads of titles: "sheriff"
  Bodies,      ///< where the offices are; of an operation: who ran it or took part
  Neighbours,  ///< entities in its sentences; of an operation: its places
  Topics,      ///< entities elsewhere in the document
  Regions,     ///< states and countries of the places in its sentences
  Home,        ///< the state that most places of the document lie in
  Figures,     ///< of an operation: "arrests 212"
};
inline constexpr std::size_t kTraits = static_cast<std::size_t>(Trait::Figures) + 1;

/// Days since 1970-01-01, both ends included; empty when `first` > `last`.
struct DayBounds {
  std::int32_t first = 1, last = 0;
  bool known() const { return first <= last; }
};

/// Numbers for words and entities, and how many documents have each.
class Terms {
 public:
  Term of_word(std::string_view word);
  /// name: as the first document calls it.
  Term of_entity(EntityId id, std::string_view name);
  /// What people call it.
  const std::string& text(Term term) const { return texts_[term]; }
  std::size_t size() const { return texts_.size(); }

  /// Once for each document and term.
  void count(Term term) { ++documents_[term]; }
  void count_document() { ++all_documents_; }
  /// log((1 + documents) / documents with it): large for what few share.
  double rarity(Term term) const;
  /// A new number for what is called the same.
  Term another(Term term);
  /// One document that has `term` counts for `other` instead.
  void count_as(Term term, Term other);

 private:
  Term add(std::string_view text);
  std::unordered_map<std::string, Term> words_;       // never iterated
  std::unordered_map<std::uint64_t, Term> entities_;  // likewise
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> documents_;
  std::uint32_t all_documents_ = 0;
};

/// An entity in one document.
struct Occurrence {
  EntityId entity;  ///< as it was extracted
  EntityType type = EntityType::Person;
  bool named = true;           ///< false: an operation that only a description stands for
  std::uint32_t document = 0;  ///< index into Occurrences::documents
  std::uint32_t begin = 0;     ///< of its terms in the pool
  std::array<std::uint16_t, kTraits> counts{};
  std::int32_t published = 0;  ///< day; 0 when unknown
  DayBounds days;              ///< of an operation
};

/// What a document tells of one entity, before it is put away.
struct Told {
  EntityId entity;
  EntityType type = EntityType::Person;
  bool named = true;
  std::array<std::vector<Term>, kTraits> traits;
  std::int32_t published = 0;
  DayBounds days;
  std::vector<Term>& operator[](Trait trait) { return traits[static_cast<std::size_t>(trait)]; }
};

/// All entities of all documents, in little memory: 48 bytes and 4 for each term.
class Occurrences {
 public:
  /// Documents come in ascending order of their ids.
  std::uint32_t add_document(DocumentId id);
  /// Of the last document. Terms are sorted and made unique here, at most 65,535 of each trait.
  void add(Told told);

  Terms& terms() { return terms_; }
  const Terms& terms() const { return terms_; }
  const std::vector<DocumentId>& documents() const { return documents_; }
  std::size_t size() const { return occurrences_.size(); }
  const Occurrence& operator[](std::size_t index) const { return occurrences_[index]; }
  std::span<const Term> traits(std::size_t index, Trait trait) const;
  /// Lets clusters stand for entities among the traits: who was named together with "Bob Roe" and
  /// who with "Robert Roe" are then seen to have that in common. clusters: by occurrence, the first
  /// occurrence of its cluster.
  void unite_terms(const std::vector<std::uint32_t>& clusters);
  /// How much is told, for "the best known first".
  std::size_t richness(std::size_t index) const;

 private:
  Term own_term(std::size_t index);

  Terms terms_;
  std::vector<DocumentId> documents_;
  std::vector<Occurrence> occurrences_;
  std::vector<Term> pool_;
};

/// What several documents tell of one entity.
struct Profile {
  std::vector<std::uint32_t> occurrences;         ///< sorted
  std::array<std::vector<Term>, kTraits> traits;  ///< sorted, no repeats
  /// Regions, else homes, of at least half as many of the occurrences as the most frequent one is.
  std::vector<Term> whereabouts;
  bool named = false;
  std::int32_t published_first = 0, published_last = 0;  ///< 0: unknown
  DayBounds days;                                        ///< the widest
  const std::vector<Term>& operator[](Trait trait) const {
    return traits[static_cast<std::size_t>(trait)];
  }
};

/// Of at most 64 of the occurrences, the best known: more would tell little new.
Profile make_profile(const Occurrences& all, std::vector<std::uint32_t> occurrences);

}  // namespace onrecord
