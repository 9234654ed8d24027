#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace onrecord {

enum class PlaceIndex : std::uint32_t {};  ///< row among Gazetteer::places()
enum class BodyIndex : std::uint32_t {};   ///< row among Gazetteer::bodies()

enum class PlaceKind : std::uint8_t { Region, Country, State, County, City };

std::string_view to_string(PlaceKind kind);  ///< "region", "country", "state", "county", "city"

/// A row of data/places.tsv. Views live as long as the parsed bytes.
struct Place {
  PlaceIndex index{};
  std::uint32_t id = 0;  ///< GeoNames id, or a number of data/README.md's own
  PlaceKind kind = PlaceKind::City;
  std::string_view name;
  std::string_view aliases;  ///< split by ';'
  std::optional<PlaceIndex> parent;
  double lat = 0, lon = 0;       ///< degrees, north and east positive
  std::uint64_t population = 0;  ///< 0: not known
};

/// A row of data/public_bodies.tsv: an agency of the ontology. Views live as long as the parsed
/// bytes.
struct PublicBody {
  BodyIndex index{};
  std::string_view name;
  std::string_view acronyms;  ///< split by ';'
  std::string_view aliases;   ///< split by ';'
  std::optional<BodyIndex> parent;
  std::optional<PlaceIndex> place;  ///< whose body it is; none for international ones
};

/// What else a capitalised word may be: "Mobile" is a word, "Jackson" a surname, "ICE" a word when
/// it stands in a headline of capitals.
struct OtherSenses {
  bool word = false, given_name = false, surname = false;
  bool any() const { return word || given_name || surname; }
  bool operator==(const OtherSenses&) const = default;
};

/// A run of words that names something. Several places may share the name ("Springfield"), and a
/// place may share it with a body ("VA").
struct GazetteerMatch {
  std::size_t words = 0;           ///< at least 1
  std::vector<PlaceIndex> places;  ///< as find_places orders them; empty when it is only a body
  std::optional<BodyIndex> body;
  OtherSenses other;  ///< of runs of one word; the caller needs more than the name then
};

/// How a body's name is built around a head: "Boston" + "Police Department".
struct BodyPattern {
  std::string_view head;
  bool agency = false;       ///< else an organization
  bool needs_place = false;  ///< the name beside the head must be a place
  bool before_name = false;  ///< the head comes first: "City of" + "Boston"
  bool operator==(const BodyPattern&) const = default;
};

struct BodyPatternMatch {
  std::size_t words = 0;
  BodyPattern pattern;
};

enum class TitleKind : std::uint8_t {
  Position,   ///< a job: "mayor", "Sen."
  Honorific,  ///< a form of address: "Ms."
  Rank,       ///< of police or armed forces: "Sgt."
};

enum class Gender : std::uint8_t { Unknown, Female, Male };

/// A row of data/titles.tsv.
struct Title {
  std::string_view form;       ///< in lower case: "lt. gov."
  std::string_view canonical;  ///< "lieutenant governor"
  TitleKind kind = TitleKind::Position;
  Gender gender = Gender::Unknown;  ///< what the title itself tells
  bool operator==(const Title&) const = default;
};

struct TitleMatch {
  std::size_t words = 0;
  Title title;
};

/// The tables of data/ as bytes. Whoever passes them keeps them alive.
struct GazetteerFiles {
  std::string_view places, public_bodies, body_patterns, given_names, titles, ambiguous_names;
};

/// Places, public bodies, given names and titles, looked up by name.
///
/// Immutable: safe to use from several threads. Movable; moving invalidates nothing that was
/// handed out. "Words" are tokens as extract/analysis.h cuts them: a possessive ending or a comma
/// is a word of its own, abbreviations keep their periods. Curly apostrophes count as straight.
/// Pass the words of one sentence or line, or a run may cross its end.
class Gazetteer {
 public:
  struct Tables;  ///< extract/gazetteer_parts.h; of no use to callers

  /// Bytes that are not such tables give an Error that names file, line and column.
  static Result<Gazetteer> parse(const GazetteerFiles& files);
  /// The tables that were built into the program.
  static Result<Gazetteer> load_embedded();

  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  std::span<const Place> places() const;
  std::span<const PublicBody> bodies() const;
  const Place& place(PlaceIndex index) const;
  const PublicBody& body(BodyIndex index) const;

  /// Places of that name or alias in any case ("boston", "the Bronx"), abbreviations in their own
  /// ("US", not "us"). First the one that newsrooms mean by the bare name where data/places.tsv
  /// says so, then by falling population.
  std::vector<PlaceIndex> find_places(std::string_view name) const;
  /// Places whose people or things are called so: "Mexican", "French".
  std::vector<PlaceIndex> find_demonym(std::string_view word) const;
  /// The body of that name, alias (in any case) or acronym (exactly as written).
  std::optional<BodyIndex> find_body(std::string_view name) const;

  /// The longest run of words from `at` on that names a place or body with the capitals it is
  /// written with, or is such a name all in capitals ("LOS ANGELES", at least four letters;
  /// acronyms and abbreviations never). Nothing when `at` is past the end.
  std::optional<GazetteerMatch> longest_match(std::span<const std::string_view> words,
                                              std::size_t at) const;
  /// The longest head of a body's name from `at` on, with the capitals it is written with or all
  /// in capitals. Where one head may stand on either side of the name, the one after wins.
  std::optional<BodyPatternMatch> longest_pattern(std::span<const std::string_view> words,
                                                  std::size_t at) const;
  /// The longest title from `at` on, in any case.
  std::optional<TitleMatch> longest_title(std::span<const std::string_view> words,
                                          std::size_t at) const;

  /// Share of girls among the Americans who were given that name, in [0, 1]; nothing when the name
  /// is not among the usual ones. Any case.
  std::optional<double> female_probability(std::string_view given_name) const;

  /// Whether `a` lies in `b` by parents; no place lies in itself.
  bool is_inside(PlaceIndex a, PlaceIndex b) const;
  /// The parents of a place, nearest first.
  std::vector<PlaceIndex> ancestors(PlaceIndex place) const;
  /// Great-circle distance in km between the points given for two places.
  double distance_km(PlaceIndex a, PlaceIndex b) const;

  /// Hash of every byte of the tables: changes whenever a table does.
  std::uint64_t fingerprint() const;

 private:
  explicit Gazetteer(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

/// The parts of an `aliases` or `acronyms` cell; none when it is empty.
std::vector<std::string_view> split_names(std::string_view cell);

}  // namespace onrecord
