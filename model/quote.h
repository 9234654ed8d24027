#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/span.h"

namespace onrecord {

/// stored: never renumber
enum class QuoteKind : std::uint8_t {
  Direct = 1,    ///< the whole content stands in quotation marks
  Indirect = 2,  ///< none of it does
  Mixed = 3,     ///< part of it does
};

/// Why a quote is said to concern a place. stored: never renumber
enum class PlaceBasis : std::uint8_t { Content = 1, Sentence = 2, Jurisdiction = 3 };

struct QuotePlace {
  EntityId place;
  PlaceBasis basis = PlaceBasis::Content;
  auto operator<=>(const QuotePlace&) const = default;
};

/// One attribution: whose words (source), introduced how (cue), which words (content).
struct Quote {
  QuoteId id;
  QuoteKind kind = QuoteKind::Direct;
  Spans source;   ///< may be empty: nobody is named
  Spans cue;      ///< may be empty: `"…" – Commissioner X`
  Spans content;  ///< never empty; with the quotation marks, as PolNeAR and PARC have it
  std::optional<EntityId> speaker;
  std::string speaker_name;    ///< the speaker's canonical name, else the source's own words
  std::vector<EntityId> also;  ///< further speakers of words said jointly, in text order
  std::optional<QuoteId> parent;
  std::vector<EntityId> about;  ///< sorted by id, no repeats
  std::vector<QuotePlace> places;
  PartialDate date;         ///< when it was said, else when it was published
  double confidence = 0.0;  ///< probability in [0, 1] that source, cue and content are right
  bool operator==(const Quote&) const = default;
};

std::string_view to_string(QuoteKind kind);
std::string_view to_string(PlaceBasis basis);
std::optional<QuoteKind> parse_quote_kind(std::string_view word);
std::optional<PlaceBasis> parse_place_basis(std::string_view word);

/// Hash of (document, content, source): the same for the same words at the same place.
QuoteId make_quote_id(const DocumentId& document, const Spans& content, const Spans& source);

}  // namespace onrecord
