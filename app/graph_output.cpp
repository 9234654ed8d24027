#include "app/graph_output.h"

#include <sstream>

#include "app/answer.h"
#include "app/commands.h"
#include "model/ontology.h"
#include "viz/render.h"
#include "viz/writers.h"

namespace onrecord {
namespace {

constexpr std::size_t kLayeredNodes = 300;  // above, `dot` takes minutes and shows nothing

std::string known_predicates() {
  std::vector<std::string> names;
  for (const PredicateRow& row : ontology()) {
    if (row.links_entities) names.emplace_back(row.name);
  }
  return join(names);
}

}  // namespace

Result<GraphFilter> to_filter(const FilterWords& words) {
  GraphFilter filter;
  for (const std::string& name : words.predicates) {
    const auto predicate = parse_predicate(name);
    if (!predicate || !row_of(*predicate).links_entities) {
      return Error{ErrorCode::InvalidInput,
                   "--predicates '" + name + "': known are " + known_predicates()};
    }
    filter.predicates.push_back(*predicate);
  }
  for (const std::string& name : words.types) {
    const auto type = parse_entity_type(name);
    if (!type) {
      return Error{
          ErrorCode::InvalidInput,
          "--types '" + name + "': known are person, agency, organization, place, operation"};
    }
    filter.types.push_back(*type);
  }
  const auto since = parse_date_option("--since", words.since);
  if (!since) return since.error();
  const auto until = parse_date_option("--until", words.until);
  if (!until) return until.error();
  filter.since = *since;
  filter.until = *until;
  filter.min_support = words.min_support;
  filter.min_confidence = words.min_confidence;
  filter.co_mentioned = !words.statements_only;
  return filter;
}

bool is_graph_format(std::string_view format) {
  return format == "dot" || format == "nodelink" || format == "svg" || format == "png";
}

Status write_graph(const Subgraph& graph, const std::string& format, const std::string& title,
                   std::ostream& out) {
  if (format == "nodelink") {
    write_node_link(graph, out);
    return {};
  }
  DotOptions dot_options;
  dot_options.title = title;
  if (format == "dot") {
    write_dot(graph, out, dot_options);
    return {};
  }
  std::ostringstream dot;
  write_dot(graph, dot, dot_options);
  RenderOptions render_options;
  if (graph.nodes.size() > kLayeredNodes) render_options.layout = Layout::Sfdp;
  render_options.time_limit = std::chrono::minutes(2);
  const auto picture = render_dot(
      dot.str(), format == "png" ? PictureFormat::Png : PictureFormat::Svg, render_options);
  if (!picture) return picture.error();
  out << *picture;
  return {};
}

}  // namespace onrecord
