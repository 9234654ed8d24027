#include <algorithm>

#include "extract/entities.h"

namespace onrecord {

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

void add_alias(Entity& entity, const std::string& alias) {
  if (alias.empty() || alias == entity.name) return;
  if (std::find(entity.aliases.begin(), entity.aliases.end(), alias) == entity.aliases.end()) {
    entity.aliases.push_back(alias);
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

}  // namespace onrecord
