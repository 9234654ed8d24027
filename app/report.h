#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/commands.h"

namespace onrecord {

struct ReportArguments {
  std::string store, name, type;
  std::string format;  ///< md, html; empty: as the output's name ends, else md
  std::string output;  ///< a file, also .gz and .zst; empty: standard output
  std::string since, until;
  std::vector<std::string> outlets;
  double min_confidence = 0.0;
  std::size_t max_quotes = 200;  ///< of each list; 0: all
  std::size_t max_nodes = 24;    ///< of the picture
  std::uint64_t memory_mib = kDefaultMemory >> 20;
};
/// All that is known of one entity as a document for people.
ExitCode write_report(const ReportArguments& options, Console& console);

}  // namespace onrecord
