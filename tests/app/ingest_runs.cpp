#include "tests/app/ingest_runs.h"

#include <sstream>

#include "tests/app/run_program.h"
#include "tests/catch.h"

namespace onrecord {

std::string exported(const std::string& store) {
  const ProgramRun run = run_program({"export", "--format", "json", "--store", store});
  CHECK(run.exit_code == 0);
  CHECK(run.err.empty());
  CHECK(run.out.size() > 1000);
  return run.out;
}

std::set<std::string> acknowledged_in(const std::string& out) {
  std::set<std::string> ids;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("stored ")) ids.insert(line.substr(7));
  }
  return ids;
}

}  // namespace onrecord
