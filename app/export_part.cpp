#include "app/export_part.h"

#include <fstream>
#include <iterator>

#include "app/graph_questions.h"
#include "app/name_option.h"
#include "app/outlet_option.h"
#include "server/resolve_name.h"

namespace onrecord {
namespace {

bool asks_quotes_of_names(const ExportArguments& options) {
  return !options.speaker.empty() || !options.about.empty() || !options.place.empty();
}

Status read_names(const Store& store, const ExportArguments& options, PartQuestion& question) {
  if (!options.path.empty()) {
    const auto ends = find_entities(store, options.path);
    if (!ends) return ends.error();
    question.part = GraphPart::Paths;
    question.from = ends->front();
    question.to = ends->back();
  } else if (!options.among.empty()) {
    auto entities = find_entities(store, options.among);
    if (!entities) return entities.error();
    question.part = GraphPart::Among;
    question.entities = *std::move(entities);
  } else if (!options.entity.empty()) {
    const auto centre = find_entity(store, options.entity);
    if (!centre) return centre.error();
    question.part = GraphPart::Around;
    question.centre = *centre;
  } else if (question.part == GraphPart::Quotes) {
    return read_named(store, {options.speaker, options.about, options.place}, question.quotes);
  }
  return {};
}

std::string title_of(const ExportArguments& options) {
  if (!options.path.empty()) return options.path.front() + " to " + options.path.back();
  for (const std::string& name : {options.about, options.speaker, options.place}) {
    if (!name.empty()) return name;
  }
  return options.entity;
}

/// As the parser of views takes.
constexpr std::size_t kMostViewBytes = 4u << 20;

Result<std::string> read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  std::string bytes(kMostViewBytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.eof() && !file.good())
    return Error{ErrorCode::Io, "--view: cannot read '" + name + "'"};
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (bytes.size() <= kMostViewBytes) return bytes;
  return Error{ErrorCode::TooLarge,
               "--view: '" + name + "' has more than 4 MiB; save it from the page under Views"};
}

/// option: where the names are from.
Result<DocumentChoice> documents_of(const Store& store, const std::string& option,
                                    const std::vector<std::string>& outlets) {
  const auto chosen = find_outlets(store, outlets, option);
  if (!chosen) return chosen.error();
  return chosen_documents(*chosen);
}

Result<AskedPart> read_view(const Store& store, const ExportArguments& options) {
  const auto bytes = read_file(options.view);
  if (!bytes) return bytes.error();
  auto view = parse_saved_view(*bytes, options.view);
  if (!view) return view.error();
  auto question = to_question(*view);
  if (!question) return question.error();
  auto chosen = documents_of(store, "--view", view->outlets);
  if (!chosen) return chosen.error();
  question->chosen = *std::move(chosen);
  return AskedPart{*std::move(question), view->name, *std::move(view)};
}

/// All that needs no store.
Result<PartQuestion> read_words(const ExportArguments& options) {
  PartQuestion question;
  auto filter = to_filter(options.filter, true);
  if (!filter) return filter.error();
  question.filter = *std::move(filter);
  question.depth = options.depth;
  question.max_nodes = options.max_nodes;
  if (options.quotes) question.shape = QuoteShape::Nodes;
  if (options.collapse_quotes) question.shape = QuoteShape::Counted;
  const bool others = !options.entity.empty() || !options.path.empty() || !options.among.empty() ||
                      !options.view.empty();
  if (asks_part(options) && !others) question.part = GraphPart::Quotes;
  return question;
}

Result<AskedPart> read_named(const Store& store, const ExportArguments& options) {
  auto question = read_words(options);
  if (!question) return question.error();
  const Status read = read_names(store, options, *question);
  if (!read) return read.error();
  auto chosen = documents_of(store, "--outlet", options.outlets);
  if (!chosen) return chosen.error();
  question->chosen = *std::move(chosen);
  return AskedPart{*std::move(question), title_of(options), {}};
}

}  // namespace

int parts_asked(const ExportArguments& options) {
  return asks_quotes_of_names(options) + !options.entity.empty() + !options.path.empty() +
         !options.among.empty() + !options.view.empty();
}

bool asks_part(const ExportArguments& options) {
  return parts_asked(options) > 0 || options.quotes || options.collapse_quotes;
}

Status check_filter_words(const ExportArguments& options) {
  const auto question = read_words(options);
  return question ? check_part(*question) : question.error();
}

Result<AskedPart> read_part(const Store& store, const ExportArguments& options) {
  auto asked = options.view.empty() ? read_named(store, options) : read_view(store, options);
  if (!asked) return asked;
  asked->question.evidence_per_edge = options.evidence;
  asked->question.dates = options.times == "timestamps";
  return asked;
}

Result<GraphParts> load_part(const Store& store, const AskedPart& asked) {
  std::optional<Snapshot> snapshot;
  if (needs_snapshot(asked.question)) {
    SnapshotOptions options;
    options.chosen = asked.question.chosen;
    auto loaded = Snapshot::load(store, options);
    if (!loaded) return loaded.error();
    snapshot.emplace(*std::move(loaded));
  }
  auto graph = find_part(snapshot ? &*snapshot : nullptr, store, asked.question);
  if (graph && asked.view) arrange(*asked.view, *graph);
  return graph;
}

}  // namespace onrecord
