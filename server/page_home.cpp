#include "server/pages.h"
#include "server/routes.h"

namespace onrecord {
namespace {

constexpr std::size_t kShown = 50;
constexpr std::size_t kQuotesAtHome = 12;

struct TypeWords {
  EntityType type;
  std::string_view one, many;
};
constexpr TypeWords kTypeWords[] = {
    {EntityType::Person, "person", "people"},
    {EntityType::Agency, "public body", "public bodies"},
    {EntityType::Organization, "organization", "organizations"},
    {EntityType::Place, "place", "places"},
    {EntityType::Operation, "operation", "operations"},
};

Html count_item(std::uint64_t count, std::string_view one, std::string_view many) {
  Html html;
  html.raw("<li><b>").number(count).raw("</b> ").text(count == 1 ? one : many).raw("</li>");
  return html;
}

Html counts(const StoreStats& stats) {
  Html html;
  html.raw("<ul class=\"counts\">").add(count_item(stats.documents, "document", "documents"));
  html.add(count_item(stats.quotes, "quote", "quotes"));
  for (const auto& [type, one, many] : kTypeWords) {
    const auto it = stats.entities.find(type);
    if (it != stats.entities.end()) html.add(count_item(it->second, one, many));
  }
  html.raw("</ul>\n");
  return html;
}

}  // namespace

Result<Reply> show_home(Call& call) {
  const auto stats = call.store.stats();
  if (!stats) return stats.error();
  const auto page = call.store.quotes({}, "", kQuotesAtHome);
  if (!page) return page.error();
  const auto quotes = view_quotes(call.lookup, page->items);
  if (!quotes) return quotes.error();
  Html html;
  html.raw("<h1>Who said what, and how they connect</h1>\n").add(counts(*stats));
  html.add(search_form(""));
  html.raw("<section><h2>What connects two names?</h2>\n").add(path_form("", "", 1));
  html.raw("</section>\n<section><h2>Who said what</h2>\n").add(quote_table(*quotes));
  if (!page->next.empty()) html.raw("<p class=\"more\"><a href=\"/quotes\">All quotes</a></p>\n");
  html.raw("</section>");
  return page_reply("Onrecord", "", html);
}

Result<Reply> show_search(Call& call) {
  const std::string wanted = call.params.text("q");
  const auto type = call.params.type("type");
  if (!call.params.ok()) return call.params.error();
  Html html;
  html.raw("<h1>Search</h1>\n").add(search_form(wanted));
  if (fold_for_search(wanted).empty()) return page_reply("Search – Onrecord", "search", html);
  auto matches = call.store.find_names(wanted, kShown);
  if (!matches) return matches.error();
  std::vector<NameCandidate> found;
  for (const NameMatch& match : *matches) {
    if (type && match.type != *type) continue;
    const auto ref = call.lookup.entity(match.entity);
    if (!ref) return ref.error();
    if (*ref)
      found.push_back({match.entity, match.type, (*ref)->name, match.name, match.documents});
  }
  if (!found.empty()) {
    html.add(candidate_list(found));
    return page_reply(wanted + " – Onrecord", "search", html);
  }
  const auto near = find_near_names(call.store, wanted, {type, 8});
  if (!near) return near.error();
  html.raw("<p class=\"lead\">Nobody and nothing has a name that begins with “");
  html.text(wanted).raw("”.</p>\n");
  if (!near->empty()) html.raw("<p>Did you mean</p>\n").add(candidate_list(*near));
  return page_reply(wanted + " – Onrecord", "search", html);
}

}  // namespace onrecord
