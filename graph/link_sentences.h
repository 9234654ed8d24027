#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/subgraph.h"
#include "storage/reading.h"
#include "storage/spill_sort.h"

namespace onrecord {

/// The best sentences of all statements that join two entities, in the order of the statements'
/// ids, for who asks for those of most of them: collected in a walk over the documents, in memory
/// that does not grow with them. EvidenceSentences looks up those of a few, and gives the same.
class LinkSentences {
 public:
  struct Options {
    std::size_t sentences = 1;              ///< of each statement
    std::function<bool(Predicate)> wanted;  ///< null: all
    DocumentChoice chosen;                  ///< null: all
    SpillSort::Options sort = {};
  };

  explicit LinkSentences(const Options& options) : options_(options), sorted_(options.sort) {}

  /// Of documents in the order of their ids; those that are not chosen are passed over. Io when
  /// there is no room to sort in.
  Status add(const Document& document, const Extraction& extraction);
  /// After the last of them, before the first `of`.
  Status finish();
  /// As EvidenceSentences::best. id: greater than in the call before.
  Result<std::vector<SentenceEvidence>> of(StatementId id);

 private:
  Status advance();

  const Options options_;
  SpillSort sorted_;
  std::uint32_t documents_ = 0;
  std::optional<SpillSort::Record> next_;
};

}  // namespace onrecord
