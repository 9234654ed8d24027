#include "app/answer.h"
#include "app/commands.h"
#include "app/operation_text.h"
#include "app/table.h"
#include "server/cards.h"
#include "server/json_cards.h"
#include "server/resolve_name.h"

namespace onrecord {
namespace {

constexpr std::size_t kDocumentsShown = 10;

void print_heading(Console& console, const std::string& text) {
  console.out << '\n' << paint(console, text, Style::Bold) << '\n';
}

void print_list(Console& console, const std::string& label, const std::string& list) {
  if (!list.empty()) print_wrapped(console, label + ": " + list, 2);
}

/// "Sheriff, Maple County", then each period with its sentences.
void print_offices(Console& console, const std::string& heading,
                   const std::vector<OfficeView>& offices) {
  if (offices.empty()) return;
  print_heading(console, heading);
  for (const OfficeView& office : offices) {
    const std::string title = office.title.empty() ? "a position" : office.title;
    print_wrapped(console, join({title, office.other ? office.other->name : ""}), 2, Style::Name);
    for (const PeriodView& period : office.periods) {
      print_wrapped(
          console,
          join({period.status, period_text(period), counted(period.documents, "document")}), 4);
      for (const SentenceEvidence& evidence : period.evidence) {
        print_sentence(console, evidence, 8);
      }
    }
  }
}

void print_card(Console& console, const EntityCard& card) {
  const Entity& entity = card.entity.entity;
  print_wrapped(console,
                entity.name + " (" + std::string(to_string(entity.type)) + ", id " +
                    to_string(entity.id) + ")",
                0, Style::Bold);
  print_list(console, "also", join(entity.aliases));
  for (const auto& [name, value] : entity.attributes) print_list(console, name, value);
  print_list(
      console, "mentioned",
      counted(card.entity.mentions, "time") + " in " + counted(card.entity.documents, "document"));
  print_list(console, "quotes",
             std::to_string(card.quotes_by) + " by it, " + std::to_string(card.quotes_about) +
                 " about it");
  print_offices(console, "Offices", card.offices);
  print_offices(console, "Who held an office here", card.holders);
  if (card.operation) print_operation_card(console, *card.operation);
  if (!card.neighbours.empty()) print_heading(console, "Links");
  for (const CardNeighbours& links : card.neighbours) {
    print_wrapped(console,
                  std::string(links.outgoing ? "" : "others ") +
                      std::string(to_string(links.predicate)) + ": " +
                      std::to_string(links.entities),
                  2);
  }
  if (!card.documents.empty()) print_heading(console, "Documents");
  for (std::size_t i = 0; i < std::min(card.documents.size(), kDocumentsShown); ++i) {
    const DocumentRef& document = card.documents[i];
    print_wrapped(console, document.id.value + ": " + document.title, 2);
  }
  if (card.more_documents || card.documents.size() > kDocumentsShown) {
    console.out << "  and more: --json lists them\n";
  }
}

}  // namespace

ExitCode show_entity(const EntityArguments& options, Console& console) {
  ResolveOptions resolve;
  if (!options.type.empty()) {
    resolve.type = parse_entity_type(options.type);
    if (!resolve.type) {
      return fail(console, unknown_type(options.type));
    }
  }
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto id = find_entity(*store, options.name, resolve);
  if (!id) return fail(console, id.error());
  Lookup lookup(*store);
  CardOptions card_options;
  card_options.min_confidence = options.min_confidence;
  const auto card = make_card(lookup, *id, card_options);
  if (!card) return fail(console, card.error());
  if (options.json) {
    console.out << to_json(*card) << '\n';
  } else {
    print_card(console, *card);
  }
  return ExitCode::Ok;
}

ExitCode search_names(const SearchArguments& options, Console& console) {
  ExitCode code = ExitCode::Ok;
  const std::optional<Store> store = open_for_reading(options.store, console, code);
  if (!store) return code;
  const auto matches = store->find_names(options.prefix, options.limit);
  if (!matches) return fail(console, matches.error());
  if (matches->empty()) {
    const auto near = find_near_names(*store, options.prefix);
    if (!near) return fail(console, near.error());
    return fail(console, to_error(NameResolution{std::nullopt, {}, *near}, options.prefix));
  }
  std::vector<TableRow> rows;
  Lookup lookup(*store);
  for (const NameMatch& match : *matches) {
    const auto ref = lookup.entity(match.entity);
    if (!ref) return fail(console, ref.error());
    const std::string name = *ref ? (*ref)->name : match.name;
    if (options.json) {
      console.out << to_json_text([&](JsonWriter& writer) {
        writer.StartObject();
        write_member(writer, "id", to_string(match.entity));
        write_member(writer, "type", to_string(match.type));
        write_member(writer, "name", name);
        write_member(writer, "matched", match.name);
        write_count(writer, "documents", match.documents);
        writer.EndObject();
      }) << '\n';
    } else {
      rows.push_back(
          {{name, std::string(to_string(match.type)), match.name == name ? "" : match.name,
            std::to_string(match.documents), to_string(match.entity)},
           {}});
    }
  }
  if (!options.json) {
    print_table(
        console,
        {{"NAME", 4, Style::Name}, {"TYPE", 2}, {"FOUND AS", 3}, {"DOCUMENTS", 2}, {"ID", 3}},
        rows);
  }
  return ExitCode::Ok;
}

}  // namespace onrecord
