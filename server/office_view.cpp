#include "server/office_view.h"

#include <algorithm>
#include <set>
#include <utility>

namespace onrecord {
namespace {

std::string qualifier(const Qualifiers& qualifiers, const char* name) {
  const auto it = qualifiers.find(name);
  return it == qualifiers.end() ? std::string() : it->second;
}

Status add_tellings(Lookup& lookup, const StoredStatement& stored,
                    std::vector<OfficeTelling>& tellings) {
  const Statement& statement = stored.statement;
  const auto* person = std::get_if<EntityId>(&statement.subject);
  if (person == nullptr) return {};
  OfficeTelling telling;
  telling.person = *person;
  telling.title = qualifier(statement.qualifiers, "title");
  telling.status = qualifier(statement.qualifiers, "status");
  telling.statement = statement.id;
  if (const auto* at = std::get_if<EntityId>(&statement.object)) {
    const auto ref = lookup.entity(*at);
    if (!ref) return ref.error();
    telling.at = *at;
    if (*ref) telling.at_name = (*ref)->name;
  }
  const auto evidence = lookup.store().evidence(statement.id);
  if (!evidence) return evidence.error();
  for (const Evidence& item : *evidence) {
    telling.evidence = item;
    tellings.push_back(telling);
  }
  return {};
}

/// The first of `count` and the last, in time.
std::vector<std::size_t> chosen(const std::vector<std::size_t>& tellings, std::size_t count) {
  std::vector<std::size_t> some(
      tellings.begin(),
      tellings.begin() + static_cast<std::ptrdiff_t>(std::min(count, tellings.size())));
  if (!some.empty() && count > 1) some.back() = tellings.back();
  return some;
}

Result<PeriodView> view_period(Lookup& lookup, const OfficePeriod& period,
                               const std::vector<OfficeTelling>& tellings,
                               std::size_t evidence_per_period) {
  PeriodView view{period.status, period.first, period.last, {}, 0, {}};
  std::set<StatementId> statements;
  std::set<DocumentId> documents;
  for (const std::size_t i : period.tellings) {
    statements.insert(tellings[i].statement);
    documents.insert(tellings[i].evidence.document);
  }
  view.statements.assign(statements.begin(), statements.end());
  view.documents = documents.size();
  for (const std::size_t i : chosen(period.tellings, evidence_per_period)) {
    auto sentence = lookup.sentence(tellings[i].evidence);
    if (!sentence) return sentence.error();
    view.evidence.push_back(std::move(*sentence));
  }
  return view;
}

}  // namespace

Result<std::vector<OfficeView>> view_offices(Lookup& lookup,
                                             const std::vector<StoredStatement>& statements,
                                             bool of_person, std::size_t evidence_per_period,
                                             double min_confidence) {
  std::vector<OfficeTelling> tellings;
  for (const StoredStatement& stored : statements) {
    if (stored.statement.predicate != Predicate::HoldsPosition) continue;
    if (stored.confidence < min_confidence) continue;
    if (const Status added = add_tellings(lookup, stored, tellings); !added) return added.error();
  }
  std::vector<Office> offices = unite_offices(tellings);
  if (!of_person) sort_by_title(offices);
  std::vector<OfficeView> views;
  for (const Office& office : offices) {
    OfficeView view;
    view.title = office.title;
    const std::optional<EntityId> other = of_person ? office.at : std::optional(office.person);
    if (other) {
      auto ref = lookup.entity(*other);
      if (!ref) return ref.error();
      view.other = *ref;
    }
    for (const OfficePeriod& period : office.periods) {
      auto shown = view_period(lookup, period, tellings, evidence_per_period);
      if (!shown) return shown.error();
      view.periods.push_back(std::move(*shown));
    }
    views.push_back(std::move(view));
  }
  return views;
}

std::string period_text(const PeriodView& period) {
  const std::string first = to_string(period.first), last = to_string(period.last);
  if (first.empty()) return {};
  if (period.status == "former") return "told " + first;
  return first == last ? first : first + " to " + last;
}

}  // namespace onrecord
