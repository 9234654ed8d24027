#include "app/decisions.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>

#include "app/answer.h"
#include "app/table.h"
#include "server/decide.h"
#include "server/decision_text.h"
#include "server/resolve_name.h"

namespace onrecord {
namespace {

using Made = Result<std::vector<MadeDecision>>;

/// Who is at the keyboard.
std::string login_name() {
  const char* user = std::getenv("USER");
  if (user != nullptr && *user != '\0') return user;
  const passwd* entry = getpwuid(getuid());
  return entry != nullptr ? entry->pw_name : "uid " + std::to_string(getuid());
}

Signature sign(const DecisionArguments& options) {
  return {options.who.empty() ? login_name() : options.who,
          options.when.empty() ? utc_now() : options.when, options.why};
}

void print_made(const DecisionArguments& options, const MadeDecision& made, Console& console) {
  const LoggedDecision logged{made.decision, std::nullopt, made.documents};
  if (options.json) {
    console.out << to_json_text([&](JsonWriter& writer) { write_decision(writer, logged); })
                << '\n';
    return;
  }
  const std::string sequence = std::to_string(made.decision.sequence);
  const std::string reached = made.decision.kind == DecisionKind::KeepApart
                                  ? "they are not joined, and nobody is asked about them"
                                  : counted(made.documents, "document") + " reached";
  print_wrapped(
      console, "Decision " + sequence + ": " + decision_text(made.decision) + "; " + reached + ".");
  if (made.joins_another) {
    const DecidedEntity& result = *made.decision.result;
    print_wrapped(console, "There was a " + std::string(to_string(result.type)) + " " +
                               result.name + " (id " + to_string(result.id) +
                               ") already; the two are one now.");
  }
  if (made.decision.result) {
    print_wrapped(console, "Its id is " + to_string(made.decision.result->id) + ".");
  }
  console.out << "`onrecord undo " << sequence << "` takes it back.\n";
}

/// Opens the store, decides, says what was decided.
ExitCode decide(const DecisionArguments& options, Console& console,
                const std::function<Made(Store&, const Signature&)>& make) {
  StoreOptions store_options;
  store_options.create = false;
  ExitCode code = ExitCode::Ok;
  std::optional<Store> store = open_for_writing(options.store, store_options, console, code);
  if (!store) return code;
  const Made made = make(*store, sign(options));
  if (!made) return fail(console, made.error());
  for (const MadeDecision& one : *made) print_made(options, one, console);
  return ExitCode::Ok;
}

Made one(Result<MadeDecision> made) {
  if (!made) return made.error();
  return std::vector{std::move(*made)};
}

Result<std::vector<EntityId>> find_entities(Store& store, const std::vector<std::string>& names) {
  std::vector<EntityId> ids;
  for (const std::string& name : names) {
    const Result<EntityId> id = find_entity(store, name);
    if (!id) return id.error();
    ids.push_back(*id);
  }
  return ids;
}

/// As decide, about one entity by name.
ExitCode decide_about(
    const DecisionArguments& options, const std::string& name, Console& console,
    const std::function<Result<MadeDecision>(Store&, EntityId, const Signature&)>& make) {
  return decide(options, console, [&](Store& store, const Signature& by) -> Made {
    const Result<EntityId> id = find_entity(store, name);
    if (!id) return id.error();
    return one(make(store, *id, by));
  });
}

}  // namespace

ExitCode merge_entities(const MergeArguments& options, Console& console) {
  return decide(options, console, [&](Store& store, const Signature& by) -> Made {
    Result<std::vector<EntityId>> ids = find_entities(store, options.names);
    if (!ids) return ids.error();
    const EntityId into = ids->back();
    ids->pop_back();
    return one(store.merge(*ids, into, by));
  });
}

ExitCode keep_entities_apart(const KeepApartArguments& options, Console& console) {
  return decide(options, console, [&](Store& store, const Signature& by) -> Made {
    const Result<std::vector<EntityId>> ids = find_entities(store, options.names);
    if (!ids) return ids.error();
    return one(store.keep_apart(*ids, by));
  });
}

ExitCode split_entity(const SplitArguments& options, Console& console) {
  std::vector<DocumentId> documents;
  for (const std::string& id : options.documents) documents.push_back({id});
  return decide_about(options, options.entity, console,
                      [&](Store& store, EntityId id, const Signature& by) {
                        return store.split(id, documents, options.name, by);
                      });
}

ExitCode rename_entity(const RenameArguments& options, Console& console) {
  return decide_about(options, options.entity, console,
                      [&](Store& store, EntityId id, const Signature& by) {
                        return store.rename(id, options.name, by);
                      });
}

ExitCode retype_entity(const RetypeArguments& options, Console& console) {
  const std::optional<EntityType> type = parse_entity_type(options.type);
  if (!type) {
    return fail(console, {ErrorCode::InvalidInput,
                          "type '" + options.type +
                              "': known are person, agency, organization, place, operation"});
  }
  return decide_about(
      options, options.entity, console,
      [&](Store& store, EntityId id, const Signature& by) { return store.retype(id, *type, by); });
}

ExitCode judge_statement(const JudgeArguments& options, Console& console) {
  const auto id = parse_id<StatementId>(options.statement);
  if (!id) {
    return fail(console, {ErrorCode::InvalidInput,
                          "statement '" + options.statement +
                              "': not an id of 16 hex digits; `entity NAME --json`, `path FROM TO "
                              "--json` and `export` show them"});
  }
  return decide(options, console, [&](Store& store, const Signature& by) -> Made {
    return one(options.confirm ? store.confirm(*id, by) : store.reject(*id, by));
  });
}

ExitCode undo_decisions(const UndoArguments& options, Console& console) {
  if (options.sequences.empty()) {
    return fail(console, {ErrorCode::InvalidInput,
                          "undo: which decisions? `onrecord log` lists them with their numbers"});
  }
  return decide(options, console, [&](Store& store, const Signature& by) {
    return store.undo(options.sequences, by);
  });
}

ExitCode show_log(const LogArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto log = store->decisions();
  if (!log) return refuse_store(console, log.error());
  std::vector<TableRow> rows;
  for (const LoggedDecision& logged : *log) {
    const Decision& decision = logged.decision;
    if (options.json) {
      console.out << to_json_text([&](JsonWriter& writer) { write_decision(writer, logged); })
                  << '\n';
      continue;
    }
    rows.push_back({{std::to_string(decision.sequence), decision.when, decision.who,
                     decision_text(decision), state_text(logged)},
                    {}});
    if (!decision.why.empty()) rows.back().notes.push_back(decision.why);
  }
  if (options.json) return ExitCode::Ok;
  if (rows.empty()) {
    console.out << "No decisions.\n";
    return ExitCode::Ok;
  }
  print_table(console,
              {{"NO.", 1}, {"WHEN", 2}, {"WHO", 2, Style::Name}, {"WHAT", 6}, {"STATE", 2}}, rows);
  return ExitCode::Ok;
}

}  // namespace onrecord
