#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/entities.h"
#include "extract/place_evidence.h"
#include "extract/token_range.h"

namespace onrecord {

/// What a place name stands for in one document.
struct LinkedPlace {
  std::string name;               ///< the row's, or as written ("Port Ellery", never "PORT ELLERY")
  std::optional<PlaceIndex> row;  ///< nothing: no row is meant, or which one cannot be told
  std::optional<PlaceIndex> within;  ///< of a place without row: the state or country told for it
};

/// The key that make_entity_id() turns into a place's id: its name and its parents, the same in
/// every document that tells the same place.
std::string place_key(const Gazetteer& gazetteer, const LinkedPlace& place);

/// "PORT ELLERY" of a dateline -> "Port Ellery"; other names as they are.
std::string without_shouting(std::string name);

/// The tokens in the name of a body that name the place it belongs to: "[Kent County] Sheriff's
/// Office", "City of [Kent]", "ERO [Boston]"; nothing when there are none.
std::optional<TokenRange> place_inside(const Words& words, const Gazetteer& gazetteer,
                                       const NameMention& body);

/// Says which place of the gazetteer each place name of a document means. One name means one place
/// throughout, unless the text tells another by the words beside it. Views its arguments, which
/// must outlive it.
class PlaceLinker {
 public:
  PlaceLinker(const Words& words, const std::vector<NameMention>& names,
              const Gazetteer& gazetteer);

  /// place: what place_inside() found.
  LinkedPlace link(TokenRange place) const;
  /// place: the span of a name of type place.
  LinkedPlace link_mention(Span place) const;

 private:
  /// A name where it stands, with what its neighbours say of it.
  struct Occurrence {
    TokenRange tokens;
    std::string
        name;  ///< as the gazetteer has it: "Wagoner County" of "Muskogee and Wagoner counties"
    PlaceHint hint;
  };
  /// What one name means in this document.
  struct Sense {
    std::vector<PlaceIndex> candidates;
    std::vector<std::size_t> occurrences;
    std::optional<PlaceIndex> usual;  ///< where its neighbours say nothing
  };

  void keep_spelled(const std::string& written, std::vector<PlaceIndex>& candidates) const;
  void gather(const std::vector<NameMention>& names);
  std::size_t end_of_list(TokenRange name) const;
  void read_neighbours();
  void read_lists();
  void gather_context();
  void choose();
  LinkedPlace link(const Occurrence& occurrence) const;
  std::optional<PlaceIndex> told(const Occurrence& occurrence, const Sense& sense) const;
  std::vector<PlaceIndex> fitting(const Occurrence& occurrence, const Sense& sense) const;
  std::optional<PlaceIndex> state_of_two(const Sense& sense) const;

  const Words& words_;
  const Gazetteer& gazetteer_;
  PlaceNeighbours neighbours_;
  std::vector<Occurrence> occurrences_;                    // in text order
  std::unordered_map<std::size_t, std::size_t> by_token_;  // occurrence by its first token
  std::unordered_map<std::string, std::size_t> by_name_;   // sense by folded name
  std::vector<Sense> senses_;                              // in text order of first occurrence
  std::vector<ContextPlace> context_;
};

}  // namespace onrecord
