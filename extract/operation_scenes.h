#pragma once

#include <unordered_map>
#include <vector>

#include "extract/entities.h"
#include "extract/operation_mentions.h"
#include "extract/operation_roles.h"
#include "extract/words.h"

namespace onrecord {

/// A name in a sentence, by tokens.
struct SentenceLink {
  std::size_t first = 0, end = 0;
  std::size_t entity = 0;  ///< index into DocumentEntities::entities()
  EntityType type = EntityType::Person;
};

/// The names within the tokens [first, end) of one sentence, found by where they begin and end.
class SentenceLinks {
 public:
  SentenceLinks(const Words& words, const DocumentEntities& entities, std::size_t first,
                std::size_t end);

  const std::vector<SentenceLink>& all() const { return links_; }
  const Words& words() const { return words_; }
  std::size_t first() const { return first_; }
  std::size_t end() const { return end_; }
  /// The name that begins (ends before) exactly here, or nullptr.
  const SentenceLink* from(std::size_t token) const;
  const SentenceLink* until(std::size_t token) const;
  /// Whether the name that begins at `token` only tells whose title or part stands before it: "the
  /// director of ICE", "HSI, a part of ICE".
  bool title_before(std::size_t token) const;

 private:
  const Words& words_;
  std::size_t first_, end_;
  std::vector<SentenceLink> links_;
  std::unordered_map<std::size_t, std::size_t> from_, until_;
};

/// "was", "were", "being": before a participle it makes a passive.
bool is_be_form(std::string_view low);

/// Where the sentence's operation took place: after "in" and the like, in lists, before the noun.
/// tells_result: whether the sentence counts a result.
std::vector<Role> places_of(const SentenceLinks& links, const DocumentEntities& entities,
                            const std::vector<EventMention>& events, bool tells_result);

/// Whom or where it was directed against: organizations and places after "targeting" and the like.
std::vector<Role> targets_of(const SentenceLinks& links);

}  // namespace onrecord
