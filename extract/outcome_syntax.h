#pragma once

#include <optional>
#include <string>

#include "extract/entities.h"
#include "extract/numbers.h"
#include "extract/words.h"
#include "model/ids.h"

namespace onrecord {

/// What is counted: the tokens of a noun phrase.
struct Counted {
  std::size_t first = 0, end = 0;  ///< empty when the figure stands alone
  std::size_t head = 0;  ///< the noun itself: "firearms", "pounds" of "pounds of fentanyl"
};

/// "will", "could", "not", "to": before a verb of result, nothing has happened.
bool is_modal(std::string_view low);
/// "were", "have been", "also": may stand between what is counted and its verb.
bool is_auxiliary(std::string_view low);

/// Looks around a figure, within the tokens [first, end) of one sentence. Views its arguments,
/// which must outlive it. `limit` is one past the last token that may belong to the figure.
class OutcomeSyntax {
 public:
  OutcomeSyntax(const Words& words, const DocumentEntities& entities, std::size_t first,
                std::size_t end)
      : words_(words), entities_(entities), first_(first), end_(end) {}

  Counted counted(const Number& number, std::size_t limit) const;
  /// The verb of result after a noun that ends before `from`: "were later arrested".
  std::optional<std::size_t> verb_after(std::size_t from, std::size_t limit) const;
  /// "arrested [more than] 370", "the arrest of 370"; not what is only planned.
  std::optional<std::size_t> verb_before(const Number& number) const;
  /// One past the words that describe a part, from `first` on.
  std::size_t category_end(std::size_t first) const;
  std::string lower_text(std::size_t first, std::size_t end) const;

  /// "in NY" right after the figure; nothing when a list of places follows. Moves `evidence_end`
  /// past the place.
  std::optional<EntityId> place_after(std::size_t from, std::size_t limit,
                                      std::size_t& evidence_end) const;
  /// "to Portsmouth, New Hampshire, where 22 people were arrested".
  std::optional<EntityId> place_before_where(std::size_t figure) const;
  /// "In Philadelphia, 107 illegal immigrants were arrested", "- Memphis: 61 arrests".
  std::optional<EntityId> place_in_front(std::size_t figure) const;

 private:
  bool planned(std::size_t verb) const;
  bool list_follows(std::size_t past) const;

  const Words& words_;
  const DocumentEntities& entities_;
  const std::size_t first_, end_;
};

}  // namespace onrecord
