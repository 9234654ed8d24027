#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/entities.h"
#include "extract/lexicon.h"
#include "extract/words.h"

namespace onrecord {

struct ModelReading;

/// The passes of find_names() over one document. Each claims tokens; a token once claimed is left
/// alone by later passes, so the surest come first.
class NameFinder {
 public:
  NameFinder(const Words& words, const Gazetteer& gazetteer, const Lexicon& lexicon);

  void reserve_operations();  ///< words of operations' names are nobody's
  void party_tags();          ///< "R-Spokane": a place, and no person
  void county_lists();        ///< "Muskogee and Wagoner counties": two counties
  void bodies();              ///< gazetteer bodies, regular forms, field offices, administrations
  void definitions();         ///< "Harbor and Coast Watch (HCW)": capitals that an acronym sums up
  void read(const ModelReading& reading);  ///< names that the language model reads
  void full_names();                       ///< people by given name, title or honorific
  /// Gazetteer places whose name is no other word, or that stand like places, and that are no part
  /// of a longer name; reading: null when nothing was read.
  void places(const ModelReading* reading);
  void organizations();  ///< by regular context: "groups such as X", "the X gang", "the Times"
  void known_again();    ///< surnames of full names, acronyms and names found before
  void speakers();       ///< a capitalised name beside a verb of saying

  std::vector<NameMention> take();  ///< in text order

 private:
  struct Found {
    std::size_t first, end;  // tokens
    NameMention mention;
  };

  bool free(std::size_t first, std::size_t end) const;
  void claim(std::size_t first, std::size_t end, EntityType type, double confidence,
             std::optional<BodyIndex> body = std::nullopt,
             std::optional<PlaceIndex> place = std::nullopt);
  /// The words of the sentence of token `at`, and where `at` stands among them.
  std::span<const std::string_view> sentence_words(std::size_t at, std::size_t& offset) const;
  std::optional<GazetteerMatch> gazetteer_at(std::size_t at) const;
  std::optional<BodyPatternMatch> pattern_at(std::size_t at) const;
  std::optional<TitleMatch> title_at(std::size_t at) const;
  /// Tokens [at, end) of capitalised words with the small words that stand inside names.
  std::size_t capital_run(std::size_t at) const;
  bool may_be_opener(std::size_t at) const;
  bool starts_sentence(std::size_t at) const;
  bool plain_word(
      std::size_t at) const;  ///< an opener, pronoun, weekday or the like with a capital
  std::size_t small_body_end(std::size_t at) const;
  std::size_t body_end(std::size_t at, std::optional<BodyIndex>& body, EntityType& type) const;
  std::size_t campus_end(std::size_t end, const GazetteerMatch& state) const;
  std::size_t field_office_end(std::size_t after_body, std::optional<PlaceIndex>& place) const;
  std::size_t titled_name_end(std::size_t at) const;
  bool is_given(std::size_t at) const;
  bool shouted(std::size_t at) const;
  bool is_wide(PlaceIndex place) const;
  bool title_before_name(std::size_t at) const;
  std::size_t nickname_end(std::size_t at) const;
  std::size_t person_end(std::size_t at, bool after_title) const;
  bool stands_like_place(std::size_t first, std::size_t end) const;
  bool hyphened(std::size_t at) const;
  bool opens_organization(std::size_t first, std::size_t end) const;
  bool stands_alone(std::size_t first, std::size_t end) const;
  bool before_state(std::size_t end) const;
  bool in_longer_name(std::size_t first, std::size_t end) const;
  bool read_otherwise(const ModelReading& reading, std::size_t first, std::size_t end,
                      PlaceIndex place) const;
  bool names_office(std::size_t first, std::size_t end) const;
  bool is_region(std::size_t first, std::size_t end, PlaceIndex place) const;
  bool wide_name_at(std::size_t at) const;
  void unlisted_counties();
  void towns_before_state();
  void claim_county(std::size_t end, std::string_view kind);
  bool names_operation(std::size_t first, std::size_t end) const;
  bool title_before_name(std::size_t first, std::size_t end) const;
  bool in_title(std::size_t first, std::size_t end) const;
  bool names_agency(std::size_t first, std::size_t end) const;
  std::optional<GazetteerMatch> body_at(std::size_t at) const;
  std::optional<GazetteerMatch> seat_at(std::size_t at) const;
  std::size_t office_words_end(std::size_t at) const;
  bool claim_office(std::size_t at);
  bool claim_district(std::size_t at);
  bool claim_national(std::size_t at);

  const Words& words_;
  const Gazetteer& gazetteer_;
  const Lexicon& lexicon_;
  std::vector<std::string_view> views_;  // the words of all tokens
  std::vector<bool> taken_;
  std::unordered_set<std::string_view> operations_;  // their names, as reserved; never walked
  std::vector<Found> found_;
};

}  // namespace onrecord
