#include "graph/paths.h"
#include "server/pages.h"
#include "server/routes.h"
#include "server/target.h"

namespace onrecord {
namespace {

EntityRef to_ref(const SubgraphNode& node) { return {node.id, node.type, node.name}; }

Html hop_item(const Hop& hop) {
  Html html;
  html.raw("<li class=\"hop\"><p class=\"step\">");
  html.text(hop.edge.co_mentioned() ? "↔ " : hop.forward ? "↓ " : "↑ ");
  html.text(edge_label(hop.edge)).raw(" <span class=\"note\">").number(hop.edge.support);
  html.text(hop.edge.support == 1 ? " document" : " documents").raw("</span></p>");
  for (const SentenceEvidence& evidence : hop.edge.evidence) html.add(sentence_block(evidence));
  html.raw("</li>\n<li class=\"node\">").add(entity_link(to_ref(hop.to))).raw(" ");
  html.add(type_tag(hop.to.type)).raw("</li>\n");
  return html;
}

Html path_list(const Path& path) {
  Html html;
  html.raw("<ol class=\"hops\">\n<li class=\"node\">");
  html.add(entity_link(to_ref(path.hops.front().from))).raw(" ");
  html.add(type_tag(path.hops.front().from.type)).raw("</li>\n");
  for (const Hop& hop : path.hops) html.add(hop_item(hop));
  html.raw("</ol>\n");
  return html;
}

Result<Html> found_paths(Call& call, std::size_t k, bool co_mentioned) {
  const auto from = param_entity(call, "from");
  if (!from) return from.error();
  const auto to = param_entity(call, "to");
  if (!to) return to.error();
  if (!*from || !*to) {
    return Error{ErrorCode::InvalidInput, "a path needs two names: from and to"};
  }
  PathOptions options;
  options.k = k;
  options.filter.co_mentioned = co_mentioned;
  options.limits = search_limits(call);
  const auto paths = find_paths(*call.graph, call.store, **from, **to, options);
  if (!paths) return paths.error();
  Html html;
  if (paths->empty()) {
    html.raw("<p class=\"lead\">Nothing on record connects the two.</p>\n");
    return html;
  }
  html.raw("<p class=\"picture\"><img alt=\"The paths below as a picture\" src=\"");
  html.text("/api/v1/path?format=svg&from=" + to_string(**from) + "&to=" + to_string(**to) +
            "&k=" + std::to_string(k) + "&co_mentioned=" + (co_mentioned ? "true" : "false"));
  html.raw("\"></p>\n");
  for (const Path& path : *paths) html.add(path_list(path));
  return html;
}

}  // namespace

Result<Reply> show_path(Call& call) {
  const std::size_t k = call.params.count("k", 1, 1, 20);
  const bool co_mentioned = call.params.flag("co_mentioned", true);
  if (!call.params.ok()) return call.params.error();
  Html html;
  html.raw("<h1>What connects two names?</h1>\n");
  html.add(path_form(call.params.text("from"), call.params.text("to"), k));
  if (call.params.has("from") || call.params.has("to")) {
    const auto found = found_paths(call, k, co_mentioned);
    if (!found) return found.error();
    html.add(*found);
  }
  return page_reply("Paths – Onrecord", "path", html);
}

}  // namespace onrecord
