#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::neo4j {

// The tables of an import into Neo4j: what neo4j_writer fills, and what the loader reads.

/// The ends that a statement can have; each is a space of ids of its own.
enum class End { Entity, Quote, Document, Value };
std::string_view to_string(End end);

/// A table whose rows are nodes.
struct NodeTable {
  std::string_view file, space;
  std::vector<std::string> header;  ///< of the first column, "id:ID(space)", on
};

/// A table whose rows are relationships.
struct LinkTable {
  std::string_view file;
  std::string_view from, to;  ///< spaces
  std::vector<std::string> header;
};

std::vector<NodeTable> node_tables();
/// First those of statements, in the order of statement_ends(), then the others.
std::vector<LinkTable> link_tables();
/// Which ends statements have, by the ontology.
struct StatementEnds {
  End from, to;
};
const std::vector<StatementEnds>& statement_ends();

/// Names of the qualifiers that statements (of_evidence: that evidence) may have; a column each.
std::vector<std::string> qualifier_names(bool of_evidence);

/// What a row's :LABEL or :TYPE may be, in tables of that space, or of links from one to another.
std::vector<std::string> labels_of(std::string_view space);
std::vector<std::string> types_of(std::string_view from, std::string_view to);

/// `load.cypher`: takes the tables into a running database.
void write_loader(std::ostream& out);

}  // namespace onrecord::neo4j
