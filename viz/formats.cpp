#include "viz/formats.h"

#include <array>

namespace onrecord {
namespace {

constexpr std::string_view kXml = "application/xml; charset=utf-8";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::string_view kZip = "application/zip";

constexpr std::array kFormats = {
    Format{"json", "the whole store, canonical", "json", kJson, FormatKind::Store},
    Format{"ndjson", "the whole store for `onrecord load`: an item a line", "ndjson",
           "application/x-ndjson", FormatKind::Data},
    Format{"nt", "RDF as N-Triples", "nt", "application/n-triples", FormatKind::Data},
    Format{"ttl", "RDF as Turtle", "ttl", "text/turtle; charset=utf-8", FormatKind::Data},
    Format{"jsonld", "RDF as JSON-LD", "jsonld", "application/ld+json", FormatKind::Data},
    Format{"ftm", "FollowTheMoney entities: Aleph", "ftm.json", "application/json+ftm",
           FormatKind::Data},
    Format{"neo4j", "a folder or .zip of tables for neo4j-admin, with a loader", "zip", kZip,
           FormatKind::Data, true},
    Format{"dot", "Graphviz", "dot", "text/vnd.graphviz; charset=utf-8", FormatKind::Picture, false,
           make_dot_writer},
    Format{"svg", "a picture, drawn by Graphviz", "svg", "image/svg+xml", FormatKind::Picture},
    Format{"png", "a picture, drawn by Graphviz", "png", "image/png", FormatKind::Picture},
    Format{"pdf", "a picture, drawn by Graphviz", "pdf", "application/pdf", FormatKind::Picture},
    Format{"nodelink", "D3 and networkx node-link JSON", "json", kJson, FormatKind::Graph, false,
           make_node_link_writer},
    Format{"graphml", "GraphML: yEd, igraph, networkx, Gephi", "graphml", kXml, FormatKind::Graph,
           false, make_graphml_writer},
    Format{"gexf", "GEXF 1.3: Gephi", "gexf", kXml, FormatKind::Graph, false, make_gexf_writer},
    Format{"gexf12", "GEXF 1.2draft: networkx, older Gephi", "gexf", kXml, FormatKind::Graph, false,
           make_gexf12_writer},
    Format{"cyjs", "Cytoscape JSON", "cyjs", "application/vnd.cytoscape.cyjs+json",
           FormatKind::Graph, false, make_cyjs_writer},
    Format{"jgf", "JSON Graph Format, version 2", "jgf.json", "application/vnd.jgf+json",
           FormatKind::Graph, false, make_jgf_writer},
    Format{"mermaid", "a flowchart for notes; for small graphs", "mmd",
           "text/vnd.mermaid; charset=utf-8", FormatKind::Graph, false, make_mermaid_writer},
    Format{"csv", "a folder or .zip with csv-nodes and csv-edges", "zip", kZip, FormatKind::Graph,
           true},
    Format{"csv-nodes", "a table of nodes: Gephi, spreadsheets", "csv", kCsv, FormatKind::Graph,
           false, make_csv_nodes_writer},
    Format{"csv-edges", "a table of edges: Gephi, spreadsheets", "csv", kCsv, FormatKind::Graph,
           false, make_csv_edges_writer},
};

constexpr std::array kCsvFiles = {FolderFile{"nodes.csv", "csv-nodes"},
                                  FolderFile{"edges.csv", "csv-edges"}};

}  // namespace

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::string format_names(bool (*wanted)(const Format&)) {
  std::string names;
  for (const Format& format : kFormats) {
    if (!wanted(format)) continue;
    if (!names.empty()) names += ", ";
    names += format.name;
  }
  return names;
}

std::span<const FolderFile> csv_files() { return kCsvFiles; }

}  // namespace onrecord
