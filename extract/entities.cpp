// Entities of one document. A name's key decides: a gazetteer row, a full name without middle
// initials, a regular name as written. Shorter forms join the longer ones of the same document:
// "Roe" the last Ann Roe before it, "(HCW)" the name it was defined by. Somebody who is only ever
// a surname is an entity of this document alone, so that two articles never merge two people.
// Not handled: one person under two unlike names, places that share a name within one document.

#include "extract/entities.h"

#include <algorithm>

#include "extract/body_linking.h"
#include "extract/place_linking.h"
#include "extract/renamings.h"

namespace onrecord {
namespace {

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

/// Where the nickname in 'Calvin "Duke" Mabry' or "William (Bill) Hart" stands: words [first, end).
/// Nothing when there is none.
std::optional<std::pair<std::size_t, std::size_t>> nickname_in(
    const std::vector<std::string>& words) {
  const auto opens = [](std::string_view word) {
    return word.starts_with('"') || word.starts_with("“") || word.starts_with("‘") ||
           word.starts_with('\'') || word.starts_with('(');
  };
  const auto closes = [](std::string_view word) {
    return word.ends_with('"') || word.ends_with("”") || word.ends_with("’") ||
           word.ends_with('\'') || word.ends_with(')');
  };
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (!opens(words[i])) continue;
    for (std::size_t end = i + 1; end < words.size(); ++end) {
      if (closes(words[end - 1])) return std::pair(i, end);
    }
  }
  return std::nullopt;
}

/// A full name without its nickname, and the nickname without its marks.
struct FullName {
  std::vector<std::string> words;
  std::string nickname;
};

FullName split_nickname(std::vector<std::string> words) {
  FullName full{std::move(words), {}};
  const auto found = nickname_in(full.words);
  if (!found) return full;
  const auto at = [&](std::size_t i) {
    return full.words.begin() + static_cast<std::ptrdiff_t>(i);
  };
  full.nickname = join({at(found->first), at(found->second)});
  for (const std::string_view mark : {"\"", "“", "”", "‘", "’", "'", "(", ")"}) {
    if (full.nickname.starts_with(mark)) full.nickname.erase(0, mark.size());
    if (full.nickname.ends_with(mark)) full.nickname.resize(full.nickname.size() - mark.size());
  }
  full.words.erase(at(found->first), at(found->second));
  return full;
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
      : words_(words), names_(names), gazetteer_(gazetteer), places_(words, names, gazetteer) {}

  DocumentEntities run() {
    gather_context();
    for (const NameMention& name : names_) resolve(name);
    governments();
    return std::move(result_);
  }

 private:
  std::string text(Span span) const { return join(words_of(slice(words_.analysis().text, span))); }

  /// Full names, and the names that acronyms stand for.
  void gather_context() {
    for (const NameMention& name : names_) {
      if (name.type == EntityType::Person) {
        auto [full, nickname] = split_nickname(words_of(slice(words_.analysis().text, name.span)));
        if (full.size() > 1) {
          const std::string key = person_key(full);
          for (const std::string& first : {full.front(), nickname}) {
            if (first.empty()) continue;
            const auto [given, fresh] = by_given_.try_emplace(first, key);
            if (!fresh && given->second != key) given->second.clear();  // two of them
          }
          if (!nickname.empty()) by_nickname_.try_emplace(nickname + " " + surname(full), key);
          full_names_.try_emplace(surname(full), std::move(full));
        }
      }
      const std::size_t after = words_.tokens_of(name.span).second;
      if (words_.at(after) == "(" && words_.at(after + 2) == ")") {
        const std::string inside(words_.text(after + 1, after + 2));
        const bool body = name.type != EntityType::Person && name.type != EntityType::Place;
        if (inside.size() > 1 && body) acronyms_.emplace(inside, &name);  // not "Ohio (AP)"
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
    if (name.type == EntityType::Agency) {
      return add_public_body(words_, gazetteer_, places_, name, mention, result_);
    }
    Entity entity;
    entity.type = name.type;
    entity.name = text(name.span);
    entity.id = make_entity_id(name.type, entity.name);
    add_alias(entity, text(mention));
    return result_.add(std::move(entity), mention);
  }

  std::size_t person(const NameMention& name, Span mention) {
    const auto [words, nickname] =
        split_nickname(words_of(slice(words_.analysis().text, name.span)));
    Entity entity;
    entity.type = EntityType::Person;
    entity.name = words.size() == 1 ? without_shouting(join(words)) : join(words);
    if (words.size() > 1) {
      std::string key = person_key(words);
      if (const auto whole = by_nickname_.find(key); whole != by_nickname_.end()) {
        key = whole->second;  // "Duke Mabry"
      }
      entity.id = make_entity_id(EntityType::Person, key);
      if (!nickname.empty()) {
        add_alias(entity, text(name.span));
        add_alias(entity, nickname + " " + surname(words));
      }
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
    const LinkedPlace linked = places_.link_mention(name.span);
    const std::size_t index = add_place(gazetteer_, linked, mention, result_);
    if (linked.row && name.known_as.empty()) {
      Entity same = result_.entity(index);
      add_alias(same, text(mention));
      result_.add(std::move(same), std::nullopt);
    }
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
  const PlaceLinker places_;
  DocumentEntities result_;
  std::unordered_map<std::string, const NameMention*> acronyms_;
  std::unordered_map<std::string, const NameMention*> former_;  // names of before, and today's
  std::unordered_map<std::string, const NameMention*> by_last_word_;  // of bodies; the latest
  std::unordered_map<std::string, std::size_t> by_surname_;           // the latest of that surname
  std::unordered_map<std::string, std::vector<std::string>> full_names_;  // the first of a surname
  std::unordered_map<std::string, std::string> by_nickname_;  // "Duke Mabry": the whole name's key
  /// The key of the only full name that begins so; empty when several do.
  std::unordered_map<std::string, std::string> by_given_;
};

}  // namespace

DocumentEntities resolve_entities(const Words& words, const std::vector<NameMention>& names,
                                  const Gazetteer& gazetteer) {
  return Resolver(words, names, gazetteer).run();
}

}  // namespace onrecord
