// Entities of one document. A name's key decides: a gazetteer row, a full name without middle
// initials, a regular name as written. Shorter forms join the longer ones of the same document:
// "Roe" the last Ann Roe before it, "(HCW)" the name it was defined by. Somebody who is only ever
// a surname is an entity of this document alone, so that two articles never merge two people.
// Not handled: one person under two unlike names, places that share a name within one document.

#include "extract/entities.h"

#include <algorithm>

#include "extract/renamings.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostContext = 64;  // places that help to tell places of one name apart

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find_first_of(" \n\t", at), name.size());
    if (end > at) words.emplace_back(name.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// "PORT ELLERY" of a dateline -> "Port Ellery"; other names as they are.
std::string without_shouting(std::string name) {
  const bool shouted = std::none_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128;
  });
  if (!shouted) return name;
  for (std::size_t i = 1; i < name.size(); ++i) {
    const bool letter = name[i] >= 'A' && name[i] <= 'Z';
    const bool inner = name[i - 1] != ' ' && name[i - 1] != '-';
    if (letter && inner) name[i] = static_cast<char>(name[i] - 'A' + 'a');
  }
  return name;
}

std::string join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

bool is_suffix(std::string_view word) {
  return word == "Jr." || word == "Sr." || word == "II" || word == "III" || word == "IV";
}

/// "Patricia H. Hyde" -> "Patricia Hyde": initials come and go between articles.
std::string person_key(const std::vector<std::string>& words) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool initial = words[i].size() == 2 && words[i][1] == '.';
    if (initial && i > 0 && i + 1 < words.size()) continue;
    kept.push_back(words[i]);
  }
  return join(kept);
}

std::string surname(const std::vector<std::string>& words) {
  std::size_t last = words.size() - 1;
  while (last > 0 && is_suffix(words[last])) --last;
  return words[last];
}

class Resolver {
 public:
  Resolver(const Words& words, const std::vector<NameMention>& names, const Gazetteer& gazetteer)
      : words_(words), names_(names), gazetteer_(gazetteer) {}

  DocumentEntities run() {
    gather_context();
    for (const NameMention& name : names_) resolve(name);
    governments();
    return std::move(result_);
  }

 private:
  std::string text(Span span) const { return join(words_of(slice(words_.analysis().text, span))); }

  /// Places that only one place can be meant by, and the names that acronyms stand for.
  void gather_context() {
    for (const NameMention& name : names_) {
      if (name.place && !name.body) {
        const PlaceKind kind = gazetteer_.place(*name.place).kind;
        const bool wide = kind == PlaceKind::State || kind == PlaceKind::Country;
        if (wide) wide_places_.emplace(words_.tokens_of(name.span).first, *name.place);
        const bool sure = wide || gazetteer_.find_places(text(name.span)).size() == 1;
        const bool there =
            std::find(context_.begin(), context_.end(), *name.place) != context_.end();
        if (sure && !there && context_.size() < kMostContext) context_.push_back(*name.place);
      }
      if (name.type == EntityType::Person) {
        std::vector<std::string> full = words_of(slice(words_.analysis().text, name.span));
        if (full.size() > 1) {
          const auto [given, fresh] = by_given_.try_emplace(full.front(), person_key(full));
          if (!fresh && given->second != person_key(full)) given->second.clear();  // two of them
          full_names_.try_emplace(surname(full), std::move(full));
        }
      }
      const std::size_t after = words_.tokens_of(name.span).second;
      if (words_.at(after) == "(" && words_.at(after + 2) == ")") {
        const std::string inside(words_.text(after + 1, after + 2));
        if (inside.size() > 1 && name.type != EntityType::Person) acronyms_.emplace(inside, &name);
      }
    }
    for (const Renaming& renaming : find_renamings(words_, names_)) {
      const NameMention& current = names_[renaming.current];
      const auto known = acronyms_.find(text(current.span));
      former_.emplace(text(names_[renaming.former].span),
                      known == acronyms_.end() ? &current : known->second);
    }
  }

  void resolve(const NameMention& name) {
    if (const auto it = acronyms_.find(text(name.span)); it != acronyms_.end() && !name.place) {
      if (it->second != &name) {
        add(*it->second, name.span);
        return;
      }
    }
    const auto former = former_.find(text(name.span));
    if (former != former_.end() && text(former->second->span) != text(name.span)) {
      add_former(*former->second, name);
      return;
    }
    if (const NameMention* whole = whole_name(name); whole != nullptr) {
      add(*whole, name.span);
      return;
    }
    add(name, name.span);
    if (is_actor(name) && !words_of(text(name.span)).empty()) {
      by_last_word_[words_of(text(name.span)).back()] = &name;
    }
  }

  static bool is_actor(const NameMention& name) {
    return name.type == EntityType::Agency || name.type == EntityType::Organization;
  }

  /// "the Coalition" after "the Harbor Families Coalition": the latest name that ends so.
  const NameMention* whole_name(const NameMention& name) const {
    if (!is_actor(name) || name.body || words_of(text(name.span)).size() != 1) return nullptr;
    const std::size_t first = words_.tokens_of(name.span).first;
    if (first == 0 || words_.at(first - 1) != "the") return nullptr;
    const auto known = by_last_word_.find(text(name.span));
    return known == by_last_word_.end() ? nullptr : known->second;
  }

  /// A name that the text says was another's before: "Ann Roe, formerly Ann Poe", "née Poe".
  void add_former(const NameMention& current, const NameMention& former) {
    Entity same = result_.entity(add(current, former.span));
    std::string alias = text(former.span);
    const std::vector<std::string> words = words_of(slice(words_.analysis().text, current.span));
    const bool surname_alone = alias.find(' ') == std::string::npos;
    if (current.type == EntityType::Person && surname_alone && words.size() > 1) {
      alias = words.front() + " " + alias;
    }
    add_alias(same, alias);
    result_.add(std::move(same), std::nullopt);
  }

  std::size_t add(const NameMention& name, Span mention) {
    switch (name.type) {
      case EntityType::Person:
        return person(name, mention);
      case EntityType::Place:
        return place(name, mention);
      default:
        break;
    }
    if (name.body) return body(name, mention);
    Entity entity;
    entity.type = name.type;
    entity.name = text(name.span);
    entity.id = make_entity_id(name.type, entity.name);
    add_alias(entity, text(mention));
    return result_.add(std::move(entity), mention);
  }

  static void add_alias(Entity& entity, const std::string& alias) {
    if (alias.empty() || alias == entity.name) return;
    if (std::find(entity.aliases.begin(), entity.aliases.end(), alias) == entity.aliases.end()) {
      entity.aliases.push_back(alias);
    }
  }

  std::size_t person(const NameMention& name, Span mention) {
    const std::vector<std::string> words = words_of(slice(words_.analysis().text, name.span));
    Entity entity;
    entity.type = EntityType::Person;
    entity.name = words.size() == 1 ? without_shouting(join(words)) : join(words);
    if (words.size() > 1) {
      entity.id = make_entity_id(EntityType::Person, person_key(words));
      const std::size_t index = result_.add(std::move(entity), mention);
      by_surname_[surname(words)] = index;
      return index;
    }
    if (const auto given = by_given_.find(entity.name);
        given != by_given_.end() && !given->second.empty() && !full_names_.contains(entity.name)) {
      const auto index = result_.find(make_entity_id(EntityType::Person, given->second));
      if (index) {
        Entity same = result_.entity(*index);
        add_alias(same, text(mention));
        return result_.add(std::move(same), mention);
      }
    }
    const auto known = by_surname_.find(entity.name);
    if (known != by_surname_.end()) {
      Entity same = result_.entity(known->second);
      add_alias(same, text(mention));
      return result_.add(std::move(same), mention);
    }
    // The full name may follow: "Roe said. … Ann Roe, who …".
    if (const auto later = full_names_.find(entity.name); later != full_names_.end()) {
      Entity same;
      same.type = EntityType::Person;
      same.name = join(later->second);
      same.id = make_entity_id(EntityType::Person, person_key(later->second));
      add_alias(same, entity.name);
      const std::size_t index = result_.add(std::move(same), mention);
      by_surname_[entity.name] = index;
      return index;
    }
    entity.id = make_entity_id(EntityType::Person,
                               entity.name + " @ " + words_.analysis().document->id.value);
    const std::string alone = entity.name;
    const std::size_t index = result_.add(std::move(entity), mention);
    by_surname_[alone] = index;
    return index;
  }

  std::size_t place(const NameMention& name, Span mention) {
    const std::string written = text(mention);
    if (!name.place) {
      Entity entity;
      entity.type = EntityType::Place;
      entity.name = without_shouting(text(name.span));
      entity.id = make_entity_id(EntityType::Place, entity.name);
      return result_.add(std::move(entity), mention);
    }
    const std::vector<PlaceIndex> candidates = gazetteer_.find_places(written);
    std::optional<PlaceIndex> best;
    if (const std::optional<PlaceIndex> state = state_after(mention)) {
      const PlaceIndex only[] = {*state};
      best = gazetteer_.best_place(candidates, only);
    } else {
      best = gazetteer_.best_place(candidates, context_);
    }
    const std::size_t index = add_place(best.value_or(*name.place), mention);
    Entity same = result_.entity(index);
    add_alias(same, written);
    result_.add(std::move(same), std::nullopt);
    return index;
  }

  /// "Springfield, [Illinois]".
  std::optional<PlaceIndex> state_after(Span mention) const {
    const std::size_t after = words_.tokens_of(mention).second;
    if (words_.at(after) != ",") return std::nullopt;
    const auto it = wide_places_.find(after + 1);
    if (it != wide_places_.end()) return it->second;
    return std::nullopt;
  }

  std::size_t add_place(PlaceIndex row, std::optional<Span> mention) {
    const Place& place = gazetteer_.place(row);
    const std::vector<PlaceIndex> parents = gazetteer_.ancestors(row);
    Entity entity;
    entity.type = EntityType::Place;
    entity.name = std::string(place.name);
    std::string key(place.name);
    for (const PlaceIndex parent : parents) {
      key += ", ";
      key += gazetteer_.place(parent).name;
    }
    key += " (" + std::string(to_string(place.kind)) + ")";
    entity.id = make_entity_id(EntityType::Place, key);
    entity.attributes["kind"] = std::string(to_string(place.kind));
    entity.attributes["geonames"] = std::to_string(place.id);
    entity.attributes["lat"] = degrees(place.lat);
    entity.attributes["lon"] = degrees(place.lon);
    const std::size_t index = result_.add(std::move(entity), mention);
    if (!parents.empty()) result_.add_parent(index, add_place(parents.front(), std::nullopt));
    return index;
  }

  static std::string degrees(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
  }

  std::size_t add_body(BodyIndex row, std::optional<Span> mention) {
    const PublicBody& body = gazetteer_.body(row);
    Entity entity;
    entity.type = EntityType::Agency;
    entity.name = std::string(body.name);
    entity.id = make_entity_id(EntityType::Agency, body.name);
    for (const std::string_view acronym : split_names(body.acronyms)) {
      add_alias(entity, std::string(acronym));
    }
    const std::size_t index = result_.add(std::move(entity), mention);
    if (body.parent) result_.add_parent(index, add_body(*body.parent, std::nullopt));
    return index;
  }

  std::size_t body(const NameMention& name, Span mention) {
    if (!name.place) {
      const std::size_t index = add_body(*name.body, mention);
      Entity same = result_.entity(index);
      add_alias(same, text(mention));
      result_.add(std::move(same), std::nullopt);
      return index;
    }
    // A field office: "ERO Boston" under whatever words the text has for it.
    const PublicBody& row = gazetteer_.body(*name.body);
    const std::vector<std::string_view> acronyms = split_names(row.acronyms);
    const std::string place(gazetteer_.place(*name.place).name);
    Entity entity;
    entity.type = EntityType::Agency;
    const auto plain = std::find_if(acronyms.begin(), acronyms.end(), [](std::string_view a) {
      return a.find('.') == std::string_view::npos;
    });
    entity.name = std::string(plain == acronyms.end() ? row.name : *plain) + " " + place;
    entity.id = make_entity_id(EntityType::Agency, std::string(row.name) + " " + place);
    add_alias(entity, std::string(row.name) + " " + place);
    add_alias(entity, text(mention));
    const std::size_t index = result_.add(std::move(entity), mention);
    result_.add_parent(index, add_body(*name.body, std::nullopt));
    result_.add_parent(index, add_place(*name.place, std::nullopt));
    return index;
  }

  /// "the administration" after "President Ann Roe" is the Roe administration.
  void governments() {
    const std::vector<DocumentEntities::Link> links = result_.links();
    std::size_t next = 0;
    std::optional<std::size_t> head;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (words_.at(i) != "administration" || words_.at(i - 1) != "the" || words_.capital(i)) {
        continue;
      }
      const Span span = words_.span(i, i + 1);
      for (; next < links.size() && links[next].span.begin < span.begin; ++next) {
        if (result_.entity(links[next].entity).type != EntityType::Person) continue;
        const std::size_t first = words_.tokens_of(links[next].span).first;
        if (first > 0 && words_.is(first - 1, {"president", "governor", "gov.", "mayor"})) {
          head = links[next].entity;
        }
      }
      if (!head) continue;
      Entity entity;
      entity.type = EntityType::Agency;
      entity.name = surname(words_of(result_.entity(*head).name)) + " administration";
      entity.id = make_entity_id(EntityType::Agency, entity.name);
      result_.add(std::move(entity), span);
    }
  }

  const Words& words_;
  const std::vector<NameMention>& names_;
  const Gazetteer& gazetteer_;
  DocumentEntities result_;
  std::vector<PlaceIndex> context_;
  std::unordered_map<std::string, const NameMention*> acronyms_;
  std::unordered_map<std::string, const NameMention*> former_;  // names of before, and today's
  std::unordered_map<std::string, const NameMention*> by_last_word_;  // of bodies; the latest
  std::unordered_map<std::string, std::size_t> by_surname_;           // the latest of that surname
  std::unordered_map<std::string, std::vector<std::string>> full_names_;  // the first of a surname
  /// The key of the only full name that begins so; empty when several do.
  std::unordered_map<std::string, std::string> by_given_;
  std::unordered_map<std::size_t, PlaceIndex> wide_places_;  // states and countries by first token
};

}  // namespace

std::optional<std::size_t> DocumentEntities::at(Span span) const {
  const auto it =
      std::upper_bound(links_.begin(), links_.end(), span.begin,
                       [](std::uint32_t begin, const Link& l) { return begin < l.span.end; });
  if (it == links_.end() || !it->span.overlaps(span)) return std::nullopt;
  return it->entity;
}

std::vector<DocumentEntities::Link> DocumentEntities::within(Span span) const {
  std::vector<Link> found;
  auto it =
      std::lower_bound(links_.begin(), links_.end(), span.begin,
                       [](const Link& l, std::uint32_t begin) { return l.span.begin < begin; });
  for (; it != links_.end() && it->span.begin < span.end; ++it) {
    if (span.contains(it->span)) found.push_back(*it);
  }
  return found;
}

std::optional<std::size_t> DocumentEntities::find(EntityId id) const {
  const auto it = by_id_.find(id);
  if (it == by_id_.end()) return std::nullopt;
  return it->second;
}

std::optional<std::size_t> DocumentEntities::referred(Span span) const {
  auto it = std::lower_bound(
      references_.begin(), references_.end(), span.begin,
      [](const Link& link, std::uint32_t begin) { return link.span.begin < begin; });
  for (; it != references_.end() && it->span.begin == span.begin; ++it) {
    if (it->span == span) return it->entity;
  }
  return std::nullopt;
}

void DocumentEntities::add_reference(Span span, std::size_t entity) {
  const auto place =
      std::upper_bound(references_.begin(), references_.end(), span,
                       [](Span added, const Link& link) { return added < link.span; });
  references_.insert(place, {span, entity});
}

void DocumentEntities::keep_references() {
  for (const Link& link : references_) {
    Spans& mentions = entities_[link.entity].mentions;
    const auto place =
        std::lower_bound(mentions.begin(), mentions.end(), link.span.begin,
                         [](Span mention, std::uint32_t begin) { return mention.end <= begin; });
    if (place != mentions.end() && place->overlaps(link.span)) continue;
    mentions.insert(place, link.span);
  }
}

std::size_t DocumentEntities::add(Entity entity, std::optional<Span> mention) {
  const auto [it, is_new] = by_id_.try_emplace(entity.id, entities_.size());
  const std::size_t index = it->second;
  if (is_new) {
    entities_.push_back({std::move(entity), {}});
  } else {
    Entity& known = entities_[index].entity;
    entity.aliases.push_back(entity.name);
    for (std::string& alias : entity.aliases) {
      const bool there =
          alias == known.name ||
          std::find(known.aliases.begin(), known.aliases.end(), alias) != known.aliases.end();
      if (!there) known.aliases.push_back(std::move(alias));
    }
    known.attributes.merge(entity.attributes);
  }
  std::vector<std::string>& aliases = entities_[index].entity.aliases;
  std::sort(aliases.begin(), aliases.end());
  if (!mention) return index;
  const auto place =
      std::lower_bound(links_.begin(), links_.end(), mention->begin,
                       [](const Link& l, std::uint32_t begin) { return l.span.end <= begin; });
  if (place != links_.end() && place->span.overlaps(*mention)) return index;
  links_.insert(place, {*mention, index});
  Spans& mentions = entities_[index].mentions;
  mentions.insert(std::lower_bound(mentions.begin(), mentions.end(), *mention), *mention);
  return index;
}

void DocumentEntities::add_parent(std::size_t child, std::size_t parent) {
  const Parent row{child, parent};
  const auto is_row = [&](const Parent& p) { return p == row; };
  if (std::none_of(parents_.begin(), parents_.end(), is_row)) parents_.push_back(row);
}

DocumentEntities resolve_entities(const Words& words, const std::vector<NameMention>& names,
                                  const Gazetteer& gazetteer) {
  return Resolver(words, names, gazetteer).run();
}

}  // namespace onrecord
