#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/entities.h"
#include "extract/titles.h"
#include "extract/words.h"

namespace onrecord {

/// A title as it stands beside a name, with whose it is: "assistant field office director for ICE
/// in Los Angeles".
struct TitlePhrase {
  std::size_t first = 0, end = 0;     ///< tokens of the whole phrase, its body and place included
  std::string title;                  ///< the words as written, without "former" and the like
  std::string status;                 ///< "current", "acting", "former", "candidate", "nominee"
  std::string head;                   ///< in lower case: "director"
  std::optional<std::size_t> object;  ///< index of an entity; never a person but for own staff
  bool office = false;                ///< else an occupation
  bool closed = false;                ///< names its body, or ends at a mark: no verb follows
};

/// Reads title phrases. Views all three, which must outlive it.
class TitleReader {
 public:
  TitleReader(const Words& words, const DocumentEntities& entities);

  /// The phrase that runs from `token` on: "the executive associate director of ICE".
  std::optional<TitlePhrase> forward(std::size_t token) const;
  /// The phrase that ends before `name`: "ICE's acting Field Office Director", "Secretary of
  /// State". `end` is the name's first token, or that of a comma before it.
  std::optional<TitlePhrase> backward(std::size_t end) const;
  /// The entity of a mention that begins (ends before) exactly here.
  std::optional<DocumentEntities::Link> link_from(std::size_t token) const;
  std::optional<DocumentEntities::Link> link_until(std::size_t token) const;
  /// "the agency", "the city": the latest entity before `token` that this noun can mean.
  std::optional<std::size_t> meant_by(std::string_view noun, std::size_t token) const;
  std::size_t past(const DocumentEntities::Link& link) const;  ///< first token after the mention
  EntityType type_of(std::size_t entity) const { return entities_.entity(entity).type; }

 private:
  struct Chain;
  Chain read_chain(std::size_t token, std::string_view head, std::size_t limit) const;
  std::optional<std::size_t> extend_head(std::size_t head) const;
  std::size_t later_head(std::size_t token) const;
  std::size_t title_begin(std::size_t head, std::size_t least) const;
  void finish(TitlePhrase& phrase, std::size_t title_first, std::size_t title_end) const;
  bool may_hold(std::size_t entity, std::string_view head) const;

  const Words& words_;
  const DocumentEntities& entities_;
  std::vector<std::pair<std::size_t, std::size_t>> tokens_of_link_;  ///< [first, end) of each
  std::vector<int> link_at_;                                         ///< by token; -1 for none
};

}  // namespace onrecord
