// Where an operation took place and against whom it went. Places stand after "in" and the like, in
// lists, or before the noun ("the Boston raids"); "in Ellsworth, Maine" is one place. Targets are
// the objects of "targeted", "dismantle", "aimed at". Not handled: places that only a possessive
// tells ("Boston's waterfront"), targets named a sentence later.

#include "extract/operation_scenes.h"

#include <algorithm>

#include "extract/titles.h"

namespace onrecord {
namespace {

class PlaceReader {
 public:
  PlaceReader(const SentenceLinks& links, const DocumentEntities& entities,
              const std::vector<EventMention>& events, bool tells_result)
      : words_(links.words()),
        entities_(entities),
        first_(links.first()),
        end_(links.end()),
        events_(events),
        links_(links),
        way_(!events.empty() ? Confidence::kPlaceWithEvent
             : tells_result  ? Confidence::kPlaceWithCount
                             : Confidence::kPlaceOfCase) {}

  std::vector<Role> read() {
    for (std::size_t n = 0; n < links_.all().size(); ++n) {
      const SentenceLink& link = links_.all()[n];
      if (link.type != EntityType::Place) continue;
      if (before_event(link)) {
        add(link, Confidence::kPlaceBeforeNoun);
        continue;
      }
      std::size_t at = link.first;
      while (at > first_ &&
             words_.is(at - 1, {"the", "downtown", "greater", "coastal", "southern", "northern",
                                "eastern", "western", "central", "metropolitan", "nearby", "south",
                                "north", "east", "west", "metro", "rural", "suburban"})) {
        --at;
      }
      if (at == first_) continue;
      const bool of_parts = words_.at(at - 1) == "of" && at >= first_ + 2 &&
                            words_.is(at - 2, {"streets", "parts", "areas", "communities", "city",
                                               "cities", "towns", "coast", "state", "county"});
      if (!locative(at - 1) && !of_parts) continue;
      if (words_.is(link.end, {"illegally", "unlawfully", "legally"})) continue;
      if (other_scene(at - 1)) continue;
      add(link, way_);
      follow_list(n);
    }
    reach();
    return std::move(found_);
  }

 private:
  void add(const SentenceLink& link, const Way& way) { add_role(found_, {link.entity, way}); }

  bool locative(std::size_t token) const {
    return words_.is(token, {"in", "across", "throughout", "around", "near", "at", "within",
                             "inside", "outside", "along", "off"});
  }

  /// Whether what happened there is of another kind: "wanted in Mexico", "the DEA in Boston".
  bool other_scene(std::size_t preposition) const {
    for (std::size_t i = preposition; i-- > first_ && preposition - i <= 4;) {
      if (words_.is(i, {"wanted", "convicted", "born", "lived", "living", "lives", "sentenced",
                        "warrant", "entered", "reentered", "citizen", "native", "office",
                        "headquartered", "based", "residing", "hearing", "court", "judge"})) {
        return true;
      }
      if (!words_.word(i)) break;
    }
    const SentenceLink* body = links_.until(preposition);
    return body != nullptr && body->type == EntityType::Agency && links_.title_before(body->first);
  }

  /// "in Memphis, Little Rock and Tulsa"; "in Ellsworth, Maine" is one place.
  void follow_list(std::size_t n) {
    std::size_t at = links_.all()[n].end;
    for (std::size_t next = n + 1; next < links_.all().size(); ++next) {
      const SentenceLink& link = links_.all()[next];
      std::size_t past = at;
      while (words_.is(past, {",", "and", "&", "or", "the"})) ++past;
      if (past != link.first || past == at || link.type != EntityType::Place) return;
      const bool comma_only = words_.at(at) == "," && past == at + 1;
      const bool state = comma_only && inside(links_.all()[next - 1].entity, link.entity);
      if (!state) add(link, way_);
      at = link.end;
    }
  }

  bool inside(std::size_t child, std::size_t parent) const {
    for (const auto& row : entities_.parents()) {
      if (row.child != child) continue;
      if (row.parent == parent || inside(row.parent, parent)) return true;
    }
    return false;
  }

  /// "reached from Rockland to Portsmouth", "stretched from Ellsworth, Maine, to Gloucester".
  void reach() {
    for (std::size_t i = first_; i < end_; ++i) {
      if (!words_.is(i, {"reached", "stretched", "ranged", "ranging", "stretching", "reaching",
                         "spanned", "extending", "extended"})) {
        continue;
      }
      for (const SentenceLink& link : links_.all()) {
        const bool named = link.type == EntityType::Place && link.first > i && link.first < i + 14;
        if (named && words_.is(link.first - 1, {"from", "to"})) add(link, Confidence::kReach);
      }
    }
  }

  /// "the Boston raids", "the Massachusetts enforcement operation", "MA arrests".
  bool before_event(const SentenceLink& link) const {
    if (words_.possessive(link.end)) return false;
    for (const EventMention& event : events_) {
      if (event.first < link.end || event.first > link.end + 2) continue;
      bool plain = true;
      for (std::size_t i = link.end; i < event.first; ++i) {
        plain &= words_.word(i) && !breaks_title(words_.at(i));
      }
      if (plain) return true;
    }
    return false;
  }

  const Words& words_;
  const DocumentEntities& entities_;
  const std::size_t first_, end_;
  const std::vector<EventMention>& events_;
  const SentenceLinks& links_;
  const Way way_;  ///< of places after "in"
  std::vector<Role> found_;
};

class TargetReader {
 public:
  explicit TargetReader(const SentenceLinks& links)
      : words_(links.words()), first_(links.first()), end_(links.end()), links_(links) {}

  std::vector<Role> read() {
    for (std::size_t i = first_; i < end_; ++i) {
      std::size_t length = words_.any_phrase_at(
          i, {"targeting",   "targeted",          "targets",       "dismantling",  "dismantle",
              "dismantled",  "cracking down on",  "crack down on", "aimed at",     "directed at",
              "took aim at", "going after",       "went after",    "disrupting",   "disrupt",
              "raided",      "operation against", "sweep against", "crackdown on", "raid on",
              "raids on"});
      if (length == 0) continue;
      if (i > first_ && is_be_form(words_.at(i - 1)) && words_.at(i) == "targeted") continue;
      if (i > first_ && words_.at(i - 1) == "not") continue;
      target_list(i + length);
    }
    return std::move(found_);
  }

 private:
  void target_list(std::size_t token) {
    bool direct = true;
    for (std::size_t i = token; i < end_ && i < token + 30; ++i) {
      if (const SentenceLink* link = links_.from(i)) {
        const bool place = link->type == EntityType::Place && direct && !words_.word(link->end);
        if (link->type == EntityType::Organization || place) {
          add_role(found_, {link->entity, Confidence::kTarget});
        }
        i = link->end - 1;
        continue;
      }
      if (words_.is(i, {".",     ";",   "said", "with",  "where",  "that",     "which", "who",
                        "while", "in",  "from", "after", "during", "and was",  "was",   "were",
                        "but",   "led", "by",   "at",    "on",     "according"})) {
        return;
      }
      if (words_.at(i) == "," && !words_.phrase_at(i + 1, "among them") &&
          links_.from(i + 1) == nullptr && !words_.is(i + 1, {"such", "including", "the", "and"})) {
        return;
      }
      if (words_.word(i) && !words_.is(i, {"the", "a", "an", "and"})) direct = false;
    }
  }

  const Words& words_;
  const std::size_t first_, end_;
  const SentenceLinks& links_;
  std::vector<Role> found_;
};

}  // namespace

SentenceLinks::SentenceLinks(const Words& words, const DocumentEntities& entities,
                             std::size_t first, std::size_t end)
    : words_(words), first_(first), end_(end) {
  for (const auto& link : entities.within(words.span(first, end))) {
    const auto [begin, past] = words.tokens_of(link.span);
    links_.push_back({begin, past, link.entity, entities.entity(link.entity).type});
    from_.emplace(begin, links_.size() - 1);
    until_.emplace(past, links_.size() - 1);
  }
}

const SentenceLink* SentenceLinks::from(std::size_t token) const {
  const auto found = from_.find(token);
  return found == from_.end() ? nullptr : &links_[found->second];
}

const SentenceLink* SentenceLinks::until(std::size_t token) const {
  const auto found = until_.find(token);
  return found == until_.end() ? nullptr : &links_[found->second];
}

bool SentenceLinks::title_before(std::size_t token) const {
  std::size_t at = token;
  if (at > first_ && words_.at(at - 1) == "the") --at;
  if (at < first_ + 2 || !words_.is(at - 1, {"of", "for", "with", "at"})) return false;
  return title_head(words_.at(at - 2)) != TitleHead::None ||
         words_.is(at - 2, {"part", "arm", "branch", "division", "unit", "component", "member"});
}

bool is_be_form(std::string_view low) {
  static const WordSet words = {"was", "were", "been", "being", "be", "is", "are", "get", "got"};
  return words.contains(low);
}

std::vector<Role> places_of(const SentenceLinks& links, const DocumentEntities& entities,
                            const std::vector<EventMention>& events, bool tells_result) {
  return PlaceReader(links, entities, events, tells_result).read();
}

std::vector<Role> targets_of(const SentenceLinks& links) { return TargetReader(links).read(); }

}  // namespace onrecord
