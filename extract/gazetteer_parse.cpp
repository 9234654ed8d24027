// Reads the tables of data/ (columns in data/README.md) and lays their names into hash tables. All
// text stays where it is; only views are kept. Parents stand above their children in the files, so
// one pass resolves them and no circle can arise.

#include <algorithm>
#include <limits>
#include <numeric>

#include "extract/embedded_data.h"
#include "extract/gazetteer_parts.h"
#include "extract/gazetteer_tables.h"
#include "model/ids.h"

namespace onrecord {
namespace {

using Kind = NamedThing::Kind;

template <typename Index>
std::uint32_t row_of(Index index) {
  return static_cast<std::uint32_t>(index);
}

constexpr std::pair<std::string_view, PlaceKind> kPlaceKinds[] = {
    {"region", PlaceKind::Region}, {"country", PlaceKind::Country}, {"state", PlaceKind::State},
    {"county", PlaceKind::County}, {"city", PlaceKind::City},
};
constexpr std::pair<std::string_view, TitleKind> kTitleKinds[] = {
    {"position", TitleKind::Position},
    {"honorific", TitleKind::Honorific},
    {"rank", TitleKind::Rank},
};
constexpr std::pair<std::string_view, Gender> kGenders[] = {
    {"", Gender::Unknown}, {"f", Gender::Female}, {"m", Gender::Male}};
constexpr std::pair<std::string_view, bool> kTypes[] = {{"agency", true}, {"organization", false}};
constexpr std::pair<std::string_view, bool> kYesNo[] = {{"yes", true}, {"no", false}};
constexpr std::pair<std::string_view, bool> kSides[] = {{"before", true}, {"after", false}};

/// The cell as a word of a closed list.
template <typename Value, std::size_t N>
Result<Value> word_of(const GazetteerRow& row, std::size_t column,
                      const std::pair<std::string_view, Value> (&words)[N]) {
  for (const auto& [word, value] : words) {
    if (word == row[column]) return value;
  }
  std::string expected;
  for (const auto& [word, value] : words) {
    if (!expected.empty()) expected += ", ";
    expected += word.empty() ? "nothing" : word;
  }
  return row.error(column, "unknown word, expected one of " + expected);
}

void add_names(std::vector<Phrase>& names, std::string_view cell, NamedThing thing) {
  for (const std::string_view name : split_names(cell)) names.push_back({name, thing.pack()});
}

}  // namespace

/// Fills a Tables, table by table; the order of the reads matters.
class GazetteerReader {
 public:
  explicit GazetteerReader(Gazetteer::Tables& tables) : tables_(tables) {}

  Status read_places(std::string_view bytes);
  void name_places();
  Status read_bodies(std::string_view bytes);
  void name_bodies();
  Status read_patterns(std::string_view bytes);
  Status read_given_names(std::string_view bytes);
  Status read_titles(std::string_view bytes);
  Status read_ambiguous_names(std::string_view bytes);

 private:
  /// The place whose id the cell holds, if it holds one.
  Result<std::optional<PlaceIndex>> place_in(const GazetteerRow& row, std::size_t column,
                                             std::string_view missing) const;

  Gazetteer::Tables& tables_;
  std::vector<Phrase> names_;
  std::vector<std::string_view> demonyms_;             // by place
  std::unordered_map<std::uint32_t, PlaceIndex> ids_;  // of places
};

Status GazetteerReader::read_places(std::string_view bytes) {
  constexpr std::size_t kColumns = 10, kRequired = 3;
  ids_.reserve(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')));
  return read_table(
      "places.tsv", bytes, kColumns, kRequired, [&](const GazetteerRow& row) -> Status {
        Place place;
        place.index = PlaceIndex{static_cast<std::uint32_t>(tables_.places.size())};
        const auto id = row.whole_number(0, std::numeric_limits<std::uint32_t>::max());
        const auto kind = word_of(row, 1, kPlaceKinds);
        const auto lat = row.number(6, -90, 90), lon = row.number(7, -180, 180);
        const auto population = row.whole_number(8, 10'000'000'000U);
        const auto parent = place_in(row, 5, "no row above has this id");
        if (!id) return id.error();
        if (!kind) return kind.error();
        if (!parent) return parent.error();
        if (!lat) return lat.error();
        if (!lon) return lon.error();
        if (!population) return population.error();
        place.id = static_cast<std::uint32_t>(*id);
        place.kind = *kind;
        place.name = row[2];
        place.aliases = row[3];
        place.parent = *parent;
        place.lat = *lat;
        place.lon = *lon;
        place.population = *population;
        if (!ids_.emplace(place.id, place.index).second)
          return row.error(0, "the id is used twice");
        demonyms_.push_back(row[4]);
        tables_.usual_names.push_back(row[9]);
        tables_.places.push_back(place);
        return {};
      });
}

void GazetteerReader::name_places() {
  std::vector<std::uint32_t> order(tables_.places.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return tables_.places[a].population > tables_.places[b].population;
  });
  for (const std::uint32_t i : order) add_names(names_, tables_.usual_names[i], {Kind::Place, i});
  for (const std::uint32_t i : order) {
    names_.push_back({tables_.places[i].name, NamedThing{Kind::Place, i}.pack()});
    add_names(names_, tables_.places[i].aliases, {Kind::Place, i});
    add_names(names_, demonyms_[i], {Kind::Demonym, i});
  }
}

Result<std::optional<PlaceIndex>> GazetteerReader::place_in(const GazetteerRow& row,
                                                            std::size_t column,
                                                            std::string_view missing) const {
  if (row[column].empty()) return std::optional<PlaceIndex>();
  const auto id = row.whole_number(column, std::numeric_limits<std::uint32_t>::max());
  if (!id) return id.error();
  const auto found = ids_.find(static_cast<std::uint32_t>(*id));
  if (found == ids_.end()) return row.error(column, missing);
  return std::optional(found->second);
}

Status GazetteerReader::read_bodies(std::string_view bytes) {
  constexpr std::size_t kColumns = 5, kRequired = 1;
  std::unordered_map<std::string_view, BodyIndex> known;
  return read_table("public_bodies.tsv", bytes, kColumns, kRequired,
                    [&](const GazetteerRow& row) -> Status {
                      PublicBody body;
                      body.index = BodyIndex{static_cast<std::uint32_t>(tables_.bodies.size())};
                      body.name = row[0];
                      body.acronyms = row[1];
                      body.aliases = row[2];
                      if (!row[3].empty()) {
                        const auto parent = known.find(row[3]);
                        if (parent == known.end())
                          return row.error(3, "no row above has this name");
                        body.parent = parent->second;
                      }
                      const auto place = place_in(row, 4, "places.tsv has no such id");
                      if (!place) return place.error();
                      body.place = *place;
                      if (!known.emplace(body.name, body.index).second) {
                        return row.error(0, "the name is used twice");
                      }
                      tables_.bodies.push_back(body);
                      return {};
                    });
}

void GazetteerReader::name_bodies() {
  for (const PublicBody& body : tables_.bodies) {
    const NamedThing thing{Kind::Body, row_of(body.index)};
    names_.push_back({body.name, thing.pack()});
    add_names(names_, body.acronyms, thing);
    add_names(names_, body.aliases, thing);
  }
  tables_.names = PhraseTable(names_);
}

Status GazetteerReader::read_patterns(std::string_view bytes) {
  std::vector<Phrase> heads;
  const Status read =
      read_table("body_patterns.tsv", bytes, 4, 4, [&](const GazetteerRow& row) -> Status {
        const auto agency = word_of(row, 1, kTypes);
        const auto needs_place = word_of(row, 2, kYesNo), before_name = word_of(row, 3, kSides);
        if (!agency) return agency.error();
        if (!needs_place) return needs_place.error();
        if (!before_name) return before_name.error();
        heads.push_back({row[0], static_cast<std::uint32_t>(tables_.patterns.size())});
        tables_.patterns.push_back({row[0], *agency, *needs_place, *before_name});
        return {};
      });
  tables_.pattern_heads = PhraseTable(heads);
  return read;
}

Status GazetteerReader::read_given_names(std::string_view bytes) {
  return read_table("given_names.tsv", bytes, 3, 3, [&](const GazetteerRow& row) -> Status {
    const auto female = row.number(1, 0, 1);
    if (!female) return female.error();
    if (!tables_.female.emplace(row[0], static_cast<float>(*female)).second) {
      return row.error(0, "the name is used twice");
    }
    return {};
  });
}

Status GazetteerReader::read_titles(std::string_view bytes) {
  std::vector<Phrase> forms;
  const Status read = read_table("titles.tsv", bytes, 4, 3, [&](const GazetteerRow& row) -> Status {
    const auto kind = word_of(row, 2, kTitleKinds);
    const auto gender = word_of(row, 3, kGenders);
    if (!kind) return kind.error();
    if (!gender) return gender.error();
    forms.push_back({row[0], static_cast<std::uint32_t>(tables_.titles.size())});
    tables_.titles.push_back({row[0], row[1], *kind, *gender});
    return {};
  });
  tables_.title_forms = PhraseTable(forms);
  return read;
}

Status GazetteerReader::read_ambiguous_names(std::string_view bytes) {
  return read_table("ambiguous_names.tsv", bytes, 2, 2, [&](const GazetteerRow& row) -> Status {
    OtherSenses senses;
    for (const std::string_view sense : split_names(row[1])) {
      if (sense == "word") {
        senses.word = true;
      } else if (sense == "given_name") {
        senses.given_name = true;
      } else if (sense == "surname") {
        senses.surname = true;
      } else {
        return row.error(1, "unknown word, expected one of word, given_name, surname");
      }
    }
    tables_.other_senses[row[0]] = senses;
    return {};
  });
}

Result<Gazetteer> Gazetteer::parse(const GazetteerFiles& files) {
  auto tables = std::make_unique<Tables>();
  GazetteerReader reader(*tables);
  if (const Status read = reader.read_places(files.places); !read) return read.error();
  reader.name_places();
  if (const Status read = reader.read_bodies(files.public_bodies); !read) return read.error();
  reader.name_bodies();
  if (const Status read = reader.read_patterns(files.body_patterns); !read) return read.error();
  if (const Status read = reader.read_given_names(files.given_names); !read) return read.error();
  if (const Status read = reader.read_titles(files.titles); !read) return read.error();
  if (const Status read = reader.read_ambiguous_names(files.ambiguous_names); !read) {
    return read.error();
  }
  std::string hashes;
  for (const std::string_view bytes : {files.places, files.public_bodies, files.body_patterns,
                                       files.given_names, files.titles, files.ambiguous_names}) {
    hashes += to_hex(hash_bytes(bytes));
  }
  tables->fingerprint = hash_bytes(hashes);
  return Gazetteer(std::move(tables));
}

Result<Gazetteer> Gazetteer::load_embedded() {
  GazetteerFiles files;
  const std::pair<std::string_view, std::string_view*> wanted[] = {
      {"places.tsv", &files.places},
      {"public_bodies.tsv", &files.public_bodies},
      {"body_patterns.tsv", &files.body_patterns},
      {"given_names.tsv", &files.given_names},
      {"titles.tsv", &files.titles},
      {"ambiguous_names.tsv", &files.ambiguous_names},
  };
  for (const auto& [name, bytes] : wanted) {
    *bytes = embedded_data(name);
    if (bytes->empty()) {
      return Error{ErrorCode::Corrupt, "load data/" + std::string(name) +
                                           ": the table was not built into this program"};
    }
  }
  return parse(files);
}

}  // namespace onrecord
