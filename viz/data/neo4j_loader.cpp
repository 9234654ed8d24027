// Cypher has no labels and types that come from data, so each gets a statement of its own.

#include <algorithm>

#include "viz/data/neo4j_tables.h"

namespace onrecord::neo4j {
namespace {

/// `name:type` of a header, taken apart.
struct Column {
  std::string header, name, type;
};

Column column_of(const std::string& header) {
  const std::size_t colon = header.find(':');
  if (colon == std::string::npos) return {header, header, ""};
  return {header, header.substr(0, colon), header.substr(colon + 1)};
}

std::string cell(const std::string& header) { return "row.`" + header + "`"; }

/// The expression that gives a cell its type.
std::string typed_cell(const Column& column) {
  const std::string raw = cell(column.header);
  if (column.type == "long" || column.type == "int") return "toInteger(" + raw + ")";
  if (column.type == "double") return "toFloat(" + raw + ")";
  const std::string parts = "split(" + raw + ", ';')";
  if (column.type == "string[]") return parts;
  if (column.type == "int[]") return "[part IN " + parts + " | toInteger(part)]";
  return raw;
}

void write_head(std::ostream& out, std::string_view file, const std::string& kind,
                const std::string& value) {
  out << "LOAD CSV WITH HEADERS FROM 'file:///" << file << "' AS row\n"
      << "WITH row WHERE " << cell(kind) << " = '" << value << "'\n"
      << "CALL (row) {\n";
}

/// Properties of what the query calls `thing`: all columns but ids, labels and types.
void write_tail(std::ostream& out, const std::vector<std::string>& header) {
  const char* before = "  SET ";
  for (const std::string& name : header) {
    const Column column = column_of(name);
    if (column.name.empty() || column.type.starts_with("ID(")) continue;
    out << before << "thing." << column.name << " = " << typed_cell(column);
    before = ",\n      ";
  }
  if (std::string_view(before).starts_with(',')) out << '\n';
  out << "} IN TRANSACTIONS OF 10000 ROWS;\n\n";
}

std::string labels_in_cypher(std::string labels) {
  std::replace(labels.begin(), labels.end(), ';', ':');
  return labels;
}

}  // namespace

void write_loader(std::ostream& out) {
  out << "// Takes the tables beside it into a running Neo4j, 5.23 or later:\n"
         "//   1. copy the .csv files into its import folder;\n"
         "//   2. set db.import.csv.legacy_quote_escaping=false, so that a backslash is one;\n"
         "//   3. cypher-shell -f load.cypher\n"
         "// An empty database takes them faster by neo4j-admin database import full with\n"
         "// --multiline-fields=true, and --nodes and --relationships for each of them.\n"
         "// Running this again changes nothing.\n\n";
  for (const NodeTable& table : node_tables()) {
    out << "CREATE CONSTRAINT onrecord_" << table.space << " IF NOT EXISTS FOR (n:" << table.space
        << ") REQUIRE n.id IS UNIQUE;\n";
  }
  out << '\n';
  for (const NodeTable& table : node_tables()) {
    for (const std::string& labels : labels_of(table.space)) {
      write_head(out, table.file, ":LABEL", labels);
      out << "  MERGE (thing:" << table.space << " {id: " << cell(table.header.front()) << "})\n"
          << "  SET thing:" << labels_in_cypher(labels) << '\n';
      write_tail(out, table.header);
    }
  }
  for (const LinkTable& table : link_tables()) {
    for (const std::string& type : types_of(table.from, table.to)) {
      const bool states =
          std::find(table.header.begin(), table.header.end(), "statement") != table.header.end();
      write_head(out, table.file, ":TYPE", type);
      out << "  MATCH (a:" << table.from << " {id: " << cell(table.header[0]) << "})\n"
          << "  MATCH (b:" << table.to << " {id: " << cell(table.header[1]) << "})\n"
          << "  MERGE (a)-[thing:" << type << (states ? " {statement: row.statement}" : "")
          << "]->(b)\n";
      write_tail(out, table.header);
    }
  }
}

}  // namespace onrecord::neo4j
