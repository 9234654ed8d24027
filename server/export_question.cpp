#include "server/export_question.h"

namespace onrecord {
namespace {

constexpr std::size_t kMostQuotes = 10'000;

bool asks_quotes_of_names(const Call& call) {
  return call.params.has("speaker") || call.params.has("about") || call.params.has("place");
}

Status read_ends(Call& call, PartQuestion& question) {
  const auto from = required_entity(call, "from");
  if (!from) return from.error();
  const auto to = required_entity(call, "to");
  if (!to) return to.error();
  question.from = *from;
  question.to = *to;
  return {};
}

Status read_centre(Call& call, PartQuestion& question) {
  const auto centre = required_entity(call, "entity");
  if (!centre) return centre.error();
  question.centre = *centre;
  return {};
}

Status read_quotes(Call& call, PartQuestion& question) {
  auto filter = param_quote_filter(call);
  if (!filter) return filter.error();
  question.quotes = *std::move(filter);
  return {};
}

Status read_names(Call& call, PartQuestion& question) {
  switch (question.part) {
    case GraphPart::Whole:
      return {};
    case GraphPart::Around:
      return read_centre(call, question);
    case GraphPart::Paths:
      return read_ends(call, question);
    case GraphPart::Quotes:
      return read_quotes(call, question);
    case GraphPart::Among: {
      auto entities = param_entities(call, "entities");
      if (!entities) return entities.error();
      if (entities->empty()) {
        return Error{ErrorCode::InvalidInput, "parameter 'entities' names nobody"};
      }
      question.entities = *std::move(entities);
      return {};
    }
  }
  return {};
}

/// As the command names a part: by what was asked for.
std::string title_of(const Call& call) {
  if (call.params.has("from")) return call.params.text("from") + " to " + call.params.text("to");
  for (const char* name : {"about", "speaker", "place"}) {
    if (call.params.has(name)) return call.params.text(name);
  }
  return call.params.text("entity");
}

}  // namespace

Result<ExportQuestion> read_export_question(Call& call) {
  ExportQuestion question;
  PartQuestion& part = question.part;
  const bool nodes = call.params.flag("quotes", false);
  const bool counted = call.params.flag("collapse_quotes", false);
  part.filter = call.params.graph_filter(true);
  part.depth = call.params.count("depth", 1, 0, 6);
  part.max_nodes = call.params.count("nodes", 60, 1, 2000);
  part.max_quotes = kMostQuotes;
  if (!call.params.ok()) return call.params.error();
  const bool path = call.params.has("from") || call.params.has("to");
  const bool around = !call.params.text("entity").empty(), among = call.params.has("entities");
  const bool of_names = asks_quotes_of_names(call);
  if (path + around + among + of_names > 1) {
    return Error{ErrorCode::InvalidInput,
                 "entity, entities, from and to, and speaker, about or place are different parts; "
                 "take one"};
  }
  for (const char* name : {"depth", "nodes"}) {
    if (!around && call.params.has(name)) {
      return Error{ErrorCode::InvalidInput,
                   "parameter '" + std::string(name) + "' goes with entity only"};
    }
  }
  part.part = path                           ? GraphPart::Paths
              : around                       ? GraphPart::Around
              : among                        ? GraphPart::Among
              : of_names || nodes || counted ? GraphPart::Quotes
                                             : GraphPart::Whole;
  if (counted || nodes) part.shape = counted ? QuoteShape::Counted : QuoteShape::Nodes;
  if (const Status read = read_names(call, part); !read) return read.error();
  auto outlets = param_outlets(call);
  if (!outlets) return outlets.error();
  question.outlets = *std::move(outlets);
  part.chosen = chosen_documents(question.outlets);
  question.title = title_of(call);
  return question;
}

Result<ExportQuestion> read_view_question(Call& call) {
  auto view = parse_saved_view(call.request.body, "the body");
  if (!view) return view.error();
  auto part = to_question(*view);
  if (!part) return part.error();
  ExportQuestion question{*std::move(part), view->name, {}, {}};
  if (!view->outlets.empty()) {
    if (call.documents == nullptr) return documents_not_read();
    auto outlets = choose_outlets(call.documents, view->outlets);
    if (!outlets) return outlets.error();
    question.outlets = *std::move(outlets);
    question.part.chosen = chosen_documents(question.outlets);
  }
  question.part.max_quotes = kMostQuotes;
  question.view = *std::move(view);
  return question;
}

Status narrow_graph(Call& call, const ExportQuestion& question) {
  if (question.outlets == nullptr || !needs_snapshot(question.part)) return {};
  auto graph =
      call.outlet_graphs->find(question.outlets, call.graph->version(), search_limits(call));
  if (!graph) return graph.error();
  call.graph = *std::move(graph);
  return {};
}

}  // namespace onrecord
