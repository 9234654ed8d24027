#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace onrecord {

struct RunOptions {
  std::vector<std::string> environment;  ///< "NAME=value", on top of the test's own
  std::size_t max_file_bytes = 0;        ///< a full disk: no file may grow past it; 0: no limit
  std::string input;                     ///< of standard input
  bool keep_input_open = false;          ///< after `input`, never the end of it
  /// Looks at standard output so far; once it gives a signal, the program gets it. 0: not yet.
  std::function<int(const std::string& out)> signal_when;
  bool close_output_early = false;  ///< reads 100 bytes and closes, as `| head` does
};

struct ProgramRun {
  int exit_code = -1;  ///< -1 when a signal ended it
  int signal = 0;
  std::string out, err;
};

/// Runs the built program to its end, at most two minutes.
ProgramRun run_program(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// A folder that goes away with its owner.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

void write_file(const std::string& path, const std::string& bytes);
std::string read_file(const std::string& path);

/// The folder of the repository, for examples/ and tests/data/.
std::string source_folder();

}  // namespace onrecord
