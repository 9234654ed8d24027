#include "graph/read_occurrences.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <unordered_map>

namespace onrecord {

namespace {

/// "sentences" of broken documents hold thousands of names.
constexpr std::size_t kMostInSentence = 40;

constexpr std::string_view kCountryOfStates = "United States";

// As newspapers shorten them before a name.
constexpr std::pair<std::string_view, std::string_view> kShortTitles[] = {
    {"adm", "admiral"},
    {"atty", "attorney"},
    {"capt", "captain"},
    {"cmdr", "commander"},
    {"col", "colonel"},
    {"congressman", "representative"},
    {"congresswoman", "representative"},
    {"cpl", "corporal"},
    {"det", "detective"},
    {"dr", "doctor"},
    {"gen", "general"},
    {"gov", "governor"},
    {"insp", "inspector"},
    {"lt", "lieutenant"},
    {"maj", "major"},
    {"ofc", "officer"},
    {"pres", "president"},
    {"prof", "professor"},
    {"rep", "representative"},
    {"rev", "reverend"},
    {"sec", "secretary"},
    {"sen", "senator"},
    {"sgt", "sergeant"},
    {"spokesman", "spokesperson"},
    {"spokeswoman", "spokesperson"},
    {"supt", "superintendent"},
    {"chairman", "chair"},
    {"chairwoman", "chair"},
    {"chairperson", "chair"}};

std::int32_t day_of(const PartialDate& date, bool last) {
  using namespace std::chrono;
  if (date.year == 0) return 0;
  const auto month_of = date.month == 0 ? (last ? 12 : 1) : date.month;
  const year_month start{year{date.year}, month{static_cast<unsigned>(month_of)}};
  const unsigned end = static_cast<unsigned>((start / std::chrono::last).day());
  const unsigned day_number = date.day == 0 ? (last ? end : 1u) : static_cast<unsigned>(date.day);
  return static_cast<std::int32_t>(
      sys_days(start / std::chrono::day{day_number}).time_since_epoch().count());
}

DayBounds days_of(const DateRange& dates) {
  const PartialDate& end = dates.end.empty() ? dates.start : dates.end;
  const PartialDate& start = dates.start.empty() ? dates.end : dates.start;
  if (start.year == 0 || end.year == 0) return {};
  return {day_of(start, false), day_of(end, true)};
}

class Reader {
 public:
  Reader(const Document& document, const Extraction& extraction, Occurrences& all)
      : document_(document), extraction_(extraction), all_(all), terms_(all.terms()) {}

  void run() {
    all_.add_document(document_.id);
    for (std::size_t i = 0; i < extraction_.entities.size(); ++i) {
      const EntityRecord& record = extraction_.entities[i];
      index_.emplace(record.entity.id, i);
      entity_terms_.push_back(terms_.of_entity(record.entity.id, record.entity.name));
      if (!record.mentions.empty()) terms_.count(entity_terms_.back());
    }
    told_.resize(extraction_.entities.size());
    read_links();
    read_sentences();
    read_operations();
    const std::vector<Term> of_document = document_regions();
    for (std::size_t i = 0; i < told_.size(); ++i) finish(i, of_document);
  }

 private:
  bool is_place(std::size_t i) const {
    return extraction_.entities[i].entity.type == EntityType::Place;
  }
  bool is_wide(std::size_t i) const {
    const auto& attributes = extraction_.entities[i].entity.attributes;
    const auto kind = attributes.find("kind");
    return kind != attributes.end() &&
           (kind->second == "state" || kind->second == "country" || kind->second == "region");
  }

  std::optional<std::size_t> find(const Object& object) const {
    const auto* id = std::get_if<EntityId>(&object);
    if (id == nullptr) return std::nullopt;
    const auto found = index_.find(*id);
    if (found == index_.end()) return std::nullopt;
    return found->second;
  }

  /// Candidates and nominees hold other offices beside the one they seek.
  static bool only_sought(const SupportedStatement& item) {
    const auto is_sought = [](const Qualifiers& qualifiers) {
      const auto status = qualifiers.find("status");
      return status != qualifiers.end() &&
             (status->second == "candidate" || status->second == "nominee");
    };
    return is_sought(item.statement.qualifiers) ||
           std::all_of(item.evidence.begin(), item.evidence.end(),
                       [&](const Evidence& one) { return is_sought(one.qualifiers); });
  }

  /// Statements between entities: parents first, because offices look at them.
  void read_links() {
    for (const SupportedStatement& item : extraction_.statements) {
      const auto* subject = std::get_if<EntityId>(&item.statement.subject);
      const std::optional<std::size_t> object = find(item.statement.object);
      if (subject == nullptr || !index_.contains(*subject)) continue;
      const std::size_t from = index_.at(*subject);
      const Predicate predicate = item.statement.predicate;
      if (object && (predicate == Predicate::LocatedIn || predicate == Predicate::PartOf)) {
        parents_[from].push_back(*object);
      }
      if (predicate != Predicate::HoldsPosition) continue;
      if (only_sought(item)) continue;
      const auto title = item.statement.qualifiers.find("title");
      if (title != item.statement.qualifiers.end()) {
        const std::string head = head_of_title(title->second);
        if (!head.empty()) told_[from][Trait::Offices].push_back(terms_.of_word(head));
      }
      if (object) offices_[from].push_back(*object);
    }
    for (const auto& [person, bodies] : offices_) {
      for (const std::size_t body : bodies) {
        told_[person][Trait::Bodies].push_back(entity_terms_[body]);
        add_regions(body, told_[person][Trait::Regions]);
      }
    }
  }

  /// The states or foreign countries above and at a place or body.
  void add_regions(std::size_t entity, std::vector<Term>& regions) const {
    std::vector<std::size_t> waiting = {entity};
    std::set<std::size_t> seen;
    while (!waiting.empty()) {
      const std::size_t next = waiting.back();
      waiting.pop_back();
      if (!seen.insert(next).second) continue;
      const Entity& one = extraction_.entities[next].entity;
      const auto kind = one.attributes.find("kind");
      if (kind != one.attributes.end() && kind->second == "state") {
        regions.push_back(entity_terms_[next]);
        continue;  // its country says less
      }
      if (one.name == kCountryOfStates) {
        continue;  // most articles have it
      }
      const auto above = parents_.find(next);
      if (above != parents_.end()) {
        waiting.insert(waiting.end(), above->second.begin(), above->second.end());
      } else if (kind != one.attributes.end() && kind->second == "country" && next != entity) {
        regions.push_back(entity_terms_[next]);
      }
    }
  }

  void read_sentences() {
    std::vector<std::pair<Span, std::size_t>> mentions;
    for (std::size_t i = 0; i < extraction_.entities.size(); ++i) {
      for (const Span& span : extraction_.entities[i].mentions) mentions.emplace_back(span, i);
    }
    std::sort(mentions.begin(), mentions.end());
    auto next = mentions.begin();
    for (const Span& sentence : extraction_.sentences) {
      std::vector<std::size_t> inside;
      while (next != mentions.end() && next->first.begin < sentence.begin) ++next;
      for (; next != mentions.end() && next->first.begin < sentence.end; ++next) {
        inside.push_back(next->second);
      }
      std::sort(inside.begin(), inside.end());
      inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
      if (inside.size() > kMostInSentence) continue;
      for (const std::size_t a : inside) {
        for (const std::size_t b : inside) {
          if (a != b) stand_together(a, b);
        }
      }
    }
  }

  void stand_together(std::size_t a, std::size_t b) {
    if (is_place(a)) return;
    if (is_place(b)) add_regions(b, told_[a][Trait::Regions]);
    if (!is_place(b) || !is_wide(b)) told_[a][Trait::Neighbours].push_back(entity_terms_[b]);
  }

  void read_operations() {
    for (const Operation& operation : extraction_.operations) {
      const auto found = index_.find(operation.id);
      if (found == index_.end()) continue;
      Told& told = told_[found->second];
      told.named = !operation.name.empty();
      told.days = days_of(operation.dates);
      told[Trait::Neighbours].clear();
      const auto add = [&](const std::vector<EntityId>& ids, Trait trait) {
        for (const EntityId id : ids) {
          const auto entity = index_.find(id);
          if (entity == index_.end()) continue;
          if (is_place(entity->second)) add_regions(entity->second, told[Trait::Regions]);
          if (!is_wide(entity->second)) told[trait].push_back(entity_terms_[entity->second]);
        }
      };
      add(operation.places, Trait::Neighbours);
      add(operation.conducted_by, Trait::Bodies);
      add(operation.partners, Trait::Bodies);
      for (const Outcome& outcome : operation.outcomes) {
        if (outcome.percent || outcome.count < 2) continue;
        const std::string figure = outcome.what + " " + std::to_string(outcome.count);
        const Term term = terms_.of_word(figure);
        told[Trait::Figures].push_back(term);
      }
    }
  }

  /// The state that most places of the document lie in, when it is more than half of them.
  std::vector<Term> document_regions() const {
    std::map<Term, std::size_t> counts;
    std::size_t all = 0;
    for (std::size_t i = 0; i < extraction_.entities.size(); ++i) {
      if (!is_place(i) || extraction_.entities[i].mentions.empty()) continue;
      std::vector<Term> regions;
      add_regions(i, regions);
      for (const Term region : regions) counts[region] += extraction_.entities[i].mentions.size();
      if (!regions.empty()) all += extraction_.entities[i].mentions.size();
    }
    for (const auto& [region, count] : counts) {
      if (2 * count > all) return {region};
    }
    return {};
  }

  void finish(std::size_t i, const std::vector<Term>& of_document) {
    const EntityRecord& record = extraction_.entities[i];
    if (record.mentions.empty() || record.entity.attributes.contains("geonames")) return;
    Told& told = told_[i];
    if (is_place(i)) add_regions(i, told[Trait::Regions]);
    told.entity = record.entity.id;
    told.type = record.entity.type;
    told.published = day_of(document_.published, false);
    const bool alone =
        told.type == EntityType::Person && record.entity.name.find(' ') == std::string::npos;
    if (alone) return;  // a bare surname joins nobody
    told[Trait::Names].push_back(terms_.of_word(record.entity.name));
    for (const std::string& alias : record.entity.aliases) {
      const bool surname_alone =
          told.type == EntityType::Person && alias.find(' ') == std::string::npos;
      if (!surname_alone) told[Trait::Names].push_back(terms_.of_word(alias));
    }
    told[Trait::Home] = of_document;
    const std::vector<Term>& near = told[Trait::Neighbours];
    for (std::size_t other = 0; other < entity_terms_.size(); ++other) {
      const bool mentioned = !extraction_.entities[other].mentions.empty();
      const bool apart = std::find(near.begin(), near.end(), entity_terms_[other]) == near.end();
      if (other != i && mentioned && apart && !(is_place(other) && is_wide(other))) {
        told[Trait::Topics].push_back(entity_terms_[other]);
      }
    }
    all_.add(std::move(told));
  }

  const Document& document_;
  const Extraction& extraction_;
  Occurrences& all_;
  Terms& terms_;
  std::unordered_map<EntityId, std::size_t> index_;
  std::vector<Term> entity_terms_;
  std::map<std::size_t, std::vector<std::size_t>> parents_, offices_;
  std::vector<Told> told_;
};

}  // namespace

void add_occurrences(const Document& document, const Extraction& extraction, Occurrences& all) {
  Reader(document, extraction, all).run();
}

Result<Occurrences> read_occurrences(const Store& store) {
  Occurrences all;
  const Status read =
      store.for_each_extracted([&](const Document& document, const Extraction& extraction) {
        add_occurrences(document, extraction, all);
        return true;
      });
  if (!read) return read.error();
  return all;
}

std::string head_of_title(std::string_view title) {
  std::string folded = fold_for_search(title);
  for (const std::string_view stop : {" of ", " for ", " at ", " in ", " on ", ","}) {
    const std::size_t at = folded.find(stop);
    if (at != std::string::npos && at > 0) folded.resize(at);
  }
  const std::size_t blank = folded.rfind(' ');
  std::string head = blank == std::string::npos ? folded : folded.substr(blank + 1);
  for (const auto& [written, whole] : kShortTitles) {
    if (head == written) return std::string(whole);
  }
  return head;
}

}  // namespace onrecord
