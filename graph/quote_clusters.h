#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/date.h"
#include "model/ids.h"
#include "model/quote.h"

namespace onrecord {

/// A quote as it is compared with what other documents tell.
struct QuoteTelling {
  QuoteId id;
  DocumentId document;
  std::optional<EntityId> speaker;
  std::string speaker_name;  ///< compared when `speaker` is empty; empty: nobody is named
  PartialDate date;          ///< when it was said, else published; unknown: near every date
  std::uint32_t at = 0;      ///< where its content begins in the document
  std::string content;       ///< its words, pieces joined by a blank
};

struct QuoteClusterOptions {
  int days = 7;  ///< tellings that lie further apart are quotes of their own
};

/// One quote as told once or more, as indices into what was given.
struct QuoteCluster {
  std::size_t fullest = 0;            ///< the telling with the most words that tell something
  std::vector<std::size_t> tellings;  ///< all, the fullest too; by date, document, place, id
  bool operator==(const QuoteCluster&) const = default;
};

/// Puts together the tellings of one and the same quote: shortened, with other marks, broken by
/// its cue, in part or wholly in indirect speech. The speaker must be the same (the same entity,
/// or the same words where there is none), the dates near, and most of the shorter telling must
/// stand in the longer one in the same order, with at least three different words that tell
/// something and are no names (two, where a sentence is told word by word): "no comment" and
/// "front-runner Ada Moreland" join nothing. Where nobody is named, nearly all of the shorter one
/// must. Each telling is compared with the fullest of its cluster, so a chain of half-likenesses
/// joins nothing either.
///
/// Every telling is in exactly one cluster. Clusters come by the first telling's date, then
/// document and id; the result does not depend on the order given. Near linear: only quotes of one
/// speaker and near dates that share two neighbouring words are compared. Total; ids must be
/// unique.
std::vector<QuoteCluster> cluster_quotes(std::span<const QuoteTelling> tellings,
                                         const QuoteClusterOptions& options = {});

}  // namespace onrecord
