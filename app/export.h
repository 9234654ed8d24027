#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/commands.h"

namespace onrecord {

struct ExportArguments {
  std::string store;
  std::string format = "json";  ///< of viz/formats.h
  std::string base_iri;         ///< of RDF; empty: urn:onrecord:
  bool rdf12 = false;           ///< nt, ttl
  bool with_text = false;       ///< json: the documents' texts too
  // The part of the graph; at most one of the four.
  std::string entity;                 ///< what is around it
  std::vector<std::string> path;      ///< two names: a shortest path between them
  std::vector<std::string> among;     ///< these and what joins them
  bool quotes = false;                ///< who said what about whom; the next three imply it
  std::string speaker, about, place;  ///< only these quotes
  bool collapse_quotes = false;       ///< counted edges instead of a node for each; implies it too
  std::size_t depth = 1, max_nodes = 60;
  std::size_t evidence = 1;    ///< sentences for each edge
  std::string times = "none";  ///< gexf: none, intervals, timestamps
  FilterWords filter;
  std::string output;    ///< a file, or a folder
  std::string compress;  ///< gz, zst or none; empty: as the output's name ends
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
ExitCode export_graph(const ExportArguments& options, Console& console);

}  // namespace onrecord
