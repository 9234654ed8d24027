#include "server/known_by.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "server/wording.h"

namespace onrecord {
namespace {

/// An entity's statements are about as many as its documents, and are looked up one by one.
constexpr std::uint64_t kMostDocuments = 2000;
constexpr std::size_t kMostAliases = 2;

/// What places an entity, what says most about it first.
constexpr std::array kTelling = {Predicate::HoldsPosition, Predicate::PartOf, Predicate::LocatedIn,
                                 Predicate::TookPlaceIn};

std::string qualifier(const Statement& statement, const char* name) {
  const auto found = statement.qualifiers.find(name);
  return found == statement.qualifiers.end() ? std::string() : found->second;
}

/// Less is told first: an office held now before one of the past, then what most documents say.
auto order_of(const StoredStatement& stored) {
  const auto at = std::find(kTelling.begin(), kTelling.end(), stored.statement.predicate);
  const std::string status = qualifier(stored.statement, "status");
  const bool now = status.empty() || status == "current" || status == "acting";
  return std::tuple(at, !now, -static_cast<double>(stored.support), -stored.confidence,
                    stored.statement.id);
}

Result<std::string> object_name(const Store& store, const Statement& statement) {
  const auto* id = std::get_if<EntityId>(&statement.object);
  if (id == nullptr) return std::string();
  const auto found = store.entity(*id);
  if (!found) return found.error();
  return *found ? (*found)->entity.name : std::string();
}

/// "former Sheriff, Maple County", "located in Maine"; empty for one that names nothing.
Result<std::string> to_words(const Store& store, const Statement& statement) {
  const auto name = object_name(store, statement);
  if (!name) return name;
  if (statement.predicate == Predicate::HoldsPosition) {
    const std::string status = qualifier(statement, "status");
    const std::string title = qualifier(statement, "title");
    return join({join({status == "current" ? "" : status, title}, " "), *name});
  }
  return name->empty() ? *name : std::string(row_of(statement.predicate).phrase) + " " + *name;
}

Result<std::string> best_statement(const Store& store, EntityId id) {
  auto statements = store.statements_of(id);
  if (!statements) return statements.error();
  std::erase_if(*statements, [](const StoredStatement& stored) {
    return std::find(kTelling.begin(), kTelling.end(), stored.statement.predicate) ==
           kTelling.end();
  });
  std::sort(statements->begin(), statements->end(),
            [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  for (const StoredStatement& stored : *statements) {
    auto words = to_words(store, stored.statement);
    if (!words || !words->empty()) return words;
  }
  return std::string();
}

/// Without those that are words of the name, such as the surname: namesakes have them, too.
std::string other_names(const Entity& entity) {
  const std::vector<std::string> name = words_of(fold_for_search(entity.name));
  std::vector<std::string> others;
  for (const std::string& alias : entity.aliases) {
    const std::vector<std::string> words = words_of(fold_for_search(alias));
    const bool within = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::find(name.begin(), name.end(), word) != name.end();
    });
    if (!within && others.size() < kMostAliases) others.push_back(alias);
  }
  return join(others);
}

}  // namespace

Result<std::string> find_known_by(const Store& store, EntityId id) {
  const auto found = store.entity(id);
  if (!found) return found.error();
  if (!*found) return std::string();
  if ((*found)->documents <= kMostDocuments) {
    auto words = best_statement(store, id);
    if (!words || !words->empty()) return words;
  }
  const std::string aliases = other_names((*found)->entity);
  if (!aliases.empty()) return std::string("also ").append(aliases);
  const auto page = store.mentioned_in(id, "", 1);
  if (!page) return page.error();
  if (page->items.empty()) return std::string();
  return std::string("in ").append(page->items.front().value);
}

}  // namespace onrecord
