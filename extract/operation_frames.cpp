// Who ran an operation, with whom, where and against whom, sentence by sentence. An agency ran it
// when it is the subject of a verb of action ("ICE conducted the operation", "deputies of X
// arrested 40 people"), stands after "led by", or right before the noun ("the ICE operation"). It
// was a partner after words such as "with help from". Places stand after "in" and the like, or
// before the noun ("the Boston raids"); targets are the objects of "targeted", "dismantle", "aimed
// at". Not handled: agencies in the sentence before ("Its officers …"), places that only a
// possessive tells ("Boston's waterfront").

#include "extract/operation_frames.h"

#include <algorithm>

#include "extract/operation_scenes.h"
#include "extract/outcome_words.h"
#include "extract/titles.h"
#include "extract/utf8.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostSentenceWords = 1000;  // longer ones are no prose

bool conduct_verb(std::string_view low) {
  static const WordSet words = {
      "conducted", "conducts",    "conducting", "led",       "leads",       "leading",   "ran",
      "runs",      "running",     "run",        "carried",   "executed",    "launched",  "launches",
      "organized", "coordinated", "oversaw",    "overseen",  "spearheaded", "headed",    "mounted",
      "staged",    "completed",   "concluded",  "undertook", "undertaken",  "performed", "made"};
  return words.contains(low);
}

bool enforcement_verb(std::string_view low) {
  static const WordSet more = {"rounded", "swept", "dismantled", "apprehend", "stormed", "recover"};
  const auto verb = outcome_verb(low);
  if (!verb) return more.contains(low);
  return low != "arrests" && low != "arrest" && low != "charged" && low != "located" &&
         verb->kind != OutcomeClass::Charge && verb->kind != OutcomeClass::Harm;
}

/// Words between a body and its people: "deputies from", "agents of the".
bool people_of(std::string_view low) {
  static const WordSet words = {"officers",   "agents",  "deputies",    "investigators",
                                "officials",  "police",  "detectives",  "troopers",
                                "inspectors", "teams",   "units",       "wardens",
                                "personnel",  "members", "authorities", "crews"};
  return words.contains(low);
}

class FrameReader {
 public:
  FrameReader(const Words& words, const DocumentEntities& entities, std::size_t first,
              std::size_t end, const std::vector<EventMention>& events, bool tells_result)
      : words_(words),
        entities_(entities),
        first_(first),
        end_(end),
        events_(events),
        tells_result_(tells_result),
        links_(words, entities, first, end) {}

  SentenceFrame read() {
    partners();
    passive();
    active();
    before_noun();
    frame_.places = places_of(links_, entities_, events_, tells_result_);
    frame_.targets = targets_of(links_);
    for (const Role& partner : frame_.partners) {
      const auto same = [&](const Role& role) { return role.entity == partner.entity; };
      std::erase_if(frame_.conducted_by, same);
      std::erase_if(frame_.announced_by, same);
    }
    return std::move(frame_);
  }

 private:
  static void add(std::vector<std::size_t>& list, std::size_t entity) {
    if (std::find(list.begin(), list.end(), entity) == list.end()) list.push_back(entity);
  }

  static void add(std::vector<Role>& list, const std::vector<std::size_t>& bodies, const Way& way) {
    for (const std::size_t body : bodies) add_role(list, {body, way});
  }

  bool event_within(std::size_t from, std::size_t to) const {
    return std::any_of(events_.begin(), events_.end(), [&](const EventMention& event) {
      return event.first >= from && event.first < to;
    });
  }

  /// The bodies listed from `token` on: "the FBI and deputies of the Maple County Sheriff's
  /// Office". `past` becomes the token after them.
  std::vector<std::size_t> bodies_from(std::size_t token, std::size_t& past,
                                       bool agencies_only) const {
    std::vector<std::size_t> bodies;
    std::size_t at = token;
    past = token;
    for (int rounds = 0; rounds < 12 && at < end_; ++rounds) {
      const SentenceLink* link = nullptr;
      std::size_t look = at;
      for (; look < at + 7 && look < end_; ++look) {
        link = links_.from(look);
        if (link != nullptr && link->type == EntityType::Agency) break;
        if (link != nullptr && link->type == EntityType::Organization) break;
        const bool name_goes_on = link != nullptr && words_.capital(link->end);
        if (link != nullptr && !words_.possessive(link->end) && !name_goes_on) return bodies;
        const bool unknown_name = words_.capital(look) && link == nullptr && look > token;
        const bool passes = people_of(words_.at(look)) || words_.possessive(look) || unknown_name ||
                            words_.is(look, {"the", "of", "from", "at", "a", "with", "department",
                                             "agency", "bureau", "federal", "state", "local",
                                             "special", "and", "both", "by"}) ||
                            link != nullptr;
        link = nullptr;
        if (!passes) return bodies;
      }
      if (link == nullptr) return bodies;
      if (agencies_only && link->type != EntityType::Agency) return bodies;
      add(bodies, link->entity);
      at = past = link->end;
      if (words_.at(at) == "(") {
        while (at < end_ && words_.at(at) != ")") ++at;
        past = ++at;
      }
      if (words_.possessive(at)) {  // "the department's Wage and Hour Division"
        const SentenceLink* owned = links_.from(at + 1);
        if (owned != nullptr) bodies.pop_back();
        ++at;
        continue;
      }
      const std::size_t before = at;
      while (words_.is(at, {",", "and", ";", "&"}) || words_.phrase_at(at, "along with")) {
        at += words_.phrase_at(at, "along with") ? 2 : 1;
      }
      if (at == before) return bodies;
    }
    return bodies;
  }

  void partners() {
    for (std::size_t i = first_; i < end_; ++i) {
      std::size_t length = words_.any_phrase_at(i, {"with help from",
                                                    "with the help of",
                                                    "in partnership with",
                                                    "alongside",
                                                    "along with",
                                                    "in coordination with",
                                                    "in collaboration with",
                                                    "in cooperation with",
                                                    "in conjunction with",
                                                    "assisted by",
                                                    "supported by",
                                                    "joined by",
                                                    "aided by",
                                                    "backed by",
                                                    "with assistance from",
                                                    "with the assistance of",
                                                    "with support from",
                                                    "with the support of",
                                                    "partnered with",
                                                    "working with",
                                                    "worked with",
                                                    "worked alongside",
                                                    "worked beside",
                                                    "worked collaboratively with",
                                                    "worked closely with",
                                                    "partners included",
                                                    "partners include",
                                                    "partners :",
                                                    "partners were",
                                                    "assistance was provided by",
                                                    "collaborated with",
                                                    "teamed up with",
                                                    "coordinated with",
                                                    "participating agencies included",
                                                    "with partners from"});
      bool as_partners = false;
      if (length == 0 && words_.at(i) == "with" && partner_list_after(i)) {
        length = 1;
        as_partners = true;
      }
      const bool with_event =
          words_.at(i) == "with" && i > first_ &&
          (event_within(i - 1, i) ||
           (words_.at(i - 1) == "it" && i > first_ + 1 && conduct_verb(words_.at(i - 2))));
      if (with_event && !as_partners) length = 1;
      if (length == 0) continue;
      if (words_.at(i) == "worked") {
        add(frame_.conducted_by, subjects(i), Confidence::kSubjectOfWork);
      }
      std::size_t past = i + length;
      const auto bodies = bodies_from(i + length, past, false);
      const bool bare = length == 1 && words_.at(i) == "with" && !as_partners;
      add(frame_.partners, bodies, bare ? Confidence::kAfterWith : Confidence::kAfterPartnerWords);
      if (bodies.empty()) group(i + length);
      i = std::max(i, past - 1);
    }
    for (const SentenceLink& link : links_.all()) joined(link);
    for (std::size_t i = first_; i + 1 < end_; ++i) {  // "ICE and its law enforcement partners"
      if (words_.at(i) == "and" && words_.is(i + 1, {"its", "their", "our"})) group(i + 1);
      const SentenceLink* body = words_.at(i) == "and" ? links_.until(i) : nullptr;
      if (body != nullptr && words_.is(i + 1, {"local", "federal", "state"})) group(i + 1);
    }
  }

  /// "with X and Y as partners".
  bool partner_list_after(std::size_t with) const {
    for (std::size_t i = with + 1; i < with + 24 && i + 1 < end_; ++i) {
      if (words_.phrase_at(i, "as partners") || words_.phrase_at(i, "as partner")) return true;
      if (words_.is(i, {";", "said", "told"})) return false;
    }
    return false;
  }

  /// "The Marshals Service took part", "which the ATF joined in July", "supported the operation".
  void joined(const SentenceLink& link) {
    if (link.type != EntityType::Agency && link.type != EntityType::Organization) return;
    const std::size_t at = link.end;
    const bool part = words_.any_phrase_at(
                          at, {"took part", "participated", "assisted", "joined", "also took part",
                               "also participated", "also assisted", "provided assistance"}) > 0;
    const bool supported =
        words_.is(at, {"supported", "aided", "helped"}) && event_within(at, std::min(at + 9, end_));
    if (!part && !supported) return;
    add_role(frame_.partners, {link.entity, Confidence::kTookPart});
    if (link.first >= first_ + 2 && words_.is(link.first - 1, {"and", "the"})) {
      const std::size_t joint = link.first - (words_.at(link.first - 1) == "the" ? 2 : 1);
      const SentenceLink* other = words_.at(joint) == "and" ? links_.until(joint) : nullptr;
      if (other != nullptr && other->type == EntityType::Agency) {
        add_role(frame_.partners, {other->entity, Confidence::kTookPart});
      }
    }
  }

  /// Unnamed partners in their own words: "local law enforcement partners".
  void group(std::size_t token) {
    std::size_t begin = token;
    while (words_.is(begin, {"the", "its", "their", "our", "a", "other"})) ++begin;
    std::size_t end = begin;
    bool body = false;
    while (end < end_ && end < begin + 7 && words_.word(end)) {
      const bool joins = words_.at(end) == "and" && end > begin && words_.word(end + 1) && !body;
      if (breaks_title(words_.at(end)) && !joins) break;
      if (links_.from(end) != nullptr || conduct_verb(words_.at(end)) ||
          enforcement_verb(words_.at(end)) || words_.at(end).ends_with("ly")) {
        break;
      }
      ++end;
      if (words_.is(end - 1, {"partners", "agencies", "departments", "authorities", "offices",
                              "counterparts", "officers", "police"})) {
        body = true;
        if (!words_.is(end, {"partners", "agencies", "departments", "officers"})) break;
      }
    }
    if (!body || end - begin < 2) return;
    std::string text = lower(words_.text(begin, end));
    auto& groups = frame_.partner_groups;
    if (std::find(groups.begin(), groups.end(), text) == groups.end()) groups.push_back(text);
  }

  /// "was led by the FBI", "an operation by ICE", "were arrested by deputies of X".
  void passive() {
    for (std::size_t i = first_; i < end_; ++i) {
      if (words_.at(i) != "by" || i == first_) continue;
      bool verb = event_within(i - 1, i);
      for (std::size_t v = i; v-- > first_ && i - v <= 3;) {
        verb |= conduct_verb(words_.at(v)) || is_participle(words_.at(v));
      }
      const bool by_pronoun = words_.at(first_) == "it" || words_.at(first_) == "they";
      if (!verb || (events_.empty() && !tells_result_ && !by_pronoun)) continue;
      std::size_t past = i + 1;
      add(frame_.conducted_by, bodies_from(i + 1, past, true), Confidence::kAgentOfPassive);
    }
  }

  void active() {
    for (std::size_t i = first_ + 1; i < end_; ++i) {
      const std::string_view low = words_.at(i);
      const bool conduct = conduct_verb(low);
      const bool announce = words_.is(i, {"announced", "announces", "reported", "released"});
      if (!conduct && !announce && !enforcement_verb(low)) continue;
      if (is_be_form(words_.at(i - 1)) && !low.ends_with("ing")) continue;
      if (words_.is(i - 1, {"to", "will", "would", "could", "may", "not", "those", "n't"}))
        continue;
      const std::size_t reach = std::min(i + 13, end_);
      if (conduct) {
        const bool it = words_.at(i + 1) == "it" || words_.at(i + 2) == "it";
        const bool arrests = low == "made" && tells_result_;
        const bool relative = relative_before(i);
        if (low == "made" ? !arrests : !(it || event_within(i, reach) || relative)) continue;
      } else if (announce) {
        if (!event_within(i, reach) || !words_.is(i + 2, {"results", "result"})) continue;
      } else if (!object_after(i)) {
        continue;
      }
      auto& list = announce ? frame_.announced_by : frame_.conducted_by;
      const bool arrest = !conduct || low == "made";
      const Way& way = announce ? Confidence::kAnnouncedResults
                       : arrest ? Confidence::kSubjectOfArrest
                                : Confidence::kSubjectOfRun;
      add(list, subjects(i), way);
      for (const EventMention& event : events_) {  // "who led the operation for the FBI"
        if (!conduct || event.first < i || event.first > i + 4) continue;
        if (words_.at(event.end) != "for") continue;
        std::size_t past = event.end + 1;
        add(list, bodies_from(event.end + 1, past, true), Confidence::kSubjectOfRun);
      }
    }
  }

  /// "The operation, which the Wage and Hour Division conducted": the event stands before.
  bool relative_before(std::size_t verb) const {
    for (std::size_t i = verb; i-- > first_ && verb - i < 14;) {
      if (words_.at(i) == "which" || words_.at(i) == "that") return event_within(first_, i);
      if (words_.at(i) == ",") return false;
    }
    return false;
  }

  /// Whether a verb of arrest has an object of several: "arrested 45 people", "arrested removable
  /// aliens", not "arrested a man" and not "people arrested in Boston".
  bool object_after(std::size_t verb) const {
    std::size_t at = verb + 1;
    if (words_.at(verb) == "rounded" && words_.at(at) == "up") ++at;
    if (words_.is(at, {"a", "an", "him", "her", "one", "me", "his"})) return false;
    for (std::size_t i = at; i < at + 7 && i < end_; ++i) {
      const std::string_view low = words_.at(i);
      if (!words_.word(i) && low != "$" && low != "/") return false;
      if (is_be_form(low) || words_.is(i, {"in", "by", "on", "at", "during", "for"})) return false;
      if (low.ends_with('s') || people_noun(low) || low == "people") return true;
      if (low[0] >= '0' && low[0] <= '9') return true;
    }
    return false;
  }

  /// The agencies that are the subject of the verb at `verb`.
  std::vector<std::size_t> subjects(std::size_t verb) const {
    std::vector<std::size_t> found;
    for (std::size_t i = verb; i-- > first_ && verb - i < 30;) {
      const SentenceLink* link = links_.until(i + 1);
      if (link != nullptr && link->type == EntityType::Agency) {
        const bool acronym = link->first > first_ && words_.at(link->first - 1) == "(";
        if (!acronym && !partner_before(link->first) && !links_.title_before(link->first)) {
          add(found, link->entity);
          if (!joint_before(link->first)) break;
        }
        i = link->first;
        continue;
      }
      if (link != nullptr && link->type == EntityType::Person) break;
      if (words_.is(i, {";", ":", "said", "that", "he", "she", "they", "we", "i", "told", "if"})) {
        break;
      }
      if (words_.quote_mark(i) && found.empty() && !words_.possessive(i)) break;
    }
    std::reverse(found.begin(), found.end());
    return found;
  }

  /// Whether the body that begins at `first` is joined to one before it: "X and the Y".
  bool joint_before(std::size_t first) const {
    std::size_t at = first;
    if (at > first_ && words_.at(at - 1) == "the") --at;
    if (at > first_ + 1 && words_.phrase_at(at - 2, "together with")) return true;
    return at > first_ && words_.is(at - 1, {"and", ",", "&", "("});
  }

  bool partner_before(std::size_t first) const {
    const auto& partners = frame_.partners;
    for (const SentenceLink& link : links_.all()) {
      if (link.first == first) {
        return std::any_of(partners.begin(), partners.end(),
                           [&](const Role& role) { return role.entity == link.entity; });
      }
    }
    return false;
  }

  /// "the ICE operation", "an FBI-led sting", "ICE's recent enforcement action".
  void before_noun() {
    for (const EventMention& event : events_) {
      if (event.kind != EventMention::Kind::Event && event.kind != EventMention::Kind::Name) {
        continue;
      }
      for (std::size_t i = event.first; i > first_ && event.first - i < 4; --i) {
        const SentenceLink* link = links_.until(i);
        if (link != nullptr && link->type == EntityType::Agency) {
          add_role(frame_.conducted_by, {link->entity, Confidence::kBodyBeforeNoun});
          break;
        }
        if (!words_.word(i - 1) && !words_.possessive(i - 1)) break;
        if (words_.is(i - 1, {"the", "a", "an", "of", "in", "on", "and", "said", "by", "for",
                              "with", "to", "from", "during", "as", "this"})) {
          break;
        }
      }
    }
  }

  const Words& words_;
  const DocumentEntities& entities_;
  const std::size_t first_, end_;
  const std::vector<EventMention>& events_;
  const bool tells_result_;
  const SentenceLinks links_;
  SentenceFrame frame_;
};

}  // namespace

SentenceFrame read_frame(const Words& words, const DocumentEntities& entities, std::size_t first,
                         std::size_t end, const std::vector<EventMention>& events,
                         bool tells_result) {
  if (end - first > kMostSentenceWords) return {};
  return FrameReader(words, entities, first, end, events, tells_result).read();
}

}  // namespace onrecord
