#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/commands.h"

namespace onrecord {

struct ExportArguments {
  std::string store;
  std::string format;      ///< of viz/formats.h; empty: as the output's name ends, else json
  std::string base_iri;    ///< of RDF; empty: urn:onrecord:
  bool rdf12 = false;      ///< nt, ttl
  bool with_text = false;  ///< json: the documents' texts too
  // The part of the graph; at most one of them.
  std::string view;                   ///< a file that the explorer saved
  std::string entity;                 ///< what is around it
  std::vector<std::string> path;      ///< two names: a shortest path between them
  std::vector<std::string> among;     ///< these and what joins them
  std::string speaker, about, place;  ///< quotes: who said what about whom
  /// A node for each quote, or counted edges: of a part, else of all quotes.
  bool quotes = false, collapse_quotes = false;
  std::size_t depth = 1, max_nodes = 60;
  std::size_t evidence = 1;    ///< sentences for each edge
  std::string times = "none";  ///< gexf: none, intervals, timestamps
  FilterWords filter;
  std::vector<std::string> outlets;  ///< what the documents of these tell alone; empty: of all
  std::string output;                ///< a file, or a folder; of several files a folder or a .zip
  std::string compress;              ///< gz, zst or none; empty: as the output's name ends
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
ExitCode export_graph(const ExportArguments& options, Console& console);

}  // namespace onrecord
