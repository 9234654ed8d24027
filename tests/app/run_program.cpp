#include "tests/app/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace onrecord {
namespace {

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(std::size_t end) {
    if (ends[end] >= 0) close(ends[end]);
    ends[end] = -1;
  }
};

[[noreturn]] void become_program(const std::vector<std::string>& arguments,
                                 const RunOptions& options, const Pipe& in, const Pipe& out,
                                 const Pipe& err) {
  dup2(in.ends[0], STDIN_FILENO);
  dup2(out.ends[1], STDOUT_FILENO);
  dup2(err.ends[1], STDERR_FILENO);
  for (const std::string& variable : options.environment) {
    putenv(const_cast<char*>(variable.c_str()));
  }
  if (options.max_file_bytes > 0) {
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    const rlimit limit{options.max_file_bytes, options.max_file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  std::vector<char*> argv = {const_cast<char*>(ONRECORD_PROGRAM)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  execv(ONRECORD_PROGRAM, argv.data());
  _exit(126);
}

/// Reads what is there; false at the end.
bool read_some(int descriptor, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t got = read(descriptor, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0;
}

void follow(pid_t child, const RunOptions& options, Pipe& out, Pipe& err, ProgramRun& run) {
  bool sent = false;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    std::array<pollfd, 2> watched{{{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    poll(watched.data(), watched.size(), 100);
    if (watched[0].revents != 0 && !read_some(out.ends[0], run.out)) out.close_end(0);
    if (watched[1].revents != 0 && !read_some(err.ends[0], run.err)) err.close_end(0);
    if (options.close_output_early && run.out.size() >= 100) out.close_end(0);
    const int signal = options.signal_when && !sent ? options.signal_when(run.out) : 0;
    if (signal != 0) kill(child, signal);
    sent = sent || signal != 0;
    if (std::chrono::steady_clock::now() > deadline) {
      kill(child, SIGKILL);
      run.err += "\n(killed by the test after two minutes)";
      return;
    }
  }
}

}  // namespace

ProgramRun run_program(const std::vector<std::string>& arguments, const RunOptions& options) {
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  Pipe in, out, err;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child == 0) become_program(arguments, options, in, out, err);
  in.close_end(0);
  out.close_end(1);
  err.close_end(1);
  std::string_view input = options.input;  // small: fits the pipe
  while (!input.empty()) {
    const ssize_t written = write(in.ends[1], input.data(), input.size());
    if (written <= 0) break;
    input.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!options.keep_input_open) in.close_end(1);
  ProgramRun run;
  follow(child, options, out, err, run);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) run.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) run.signal = WTERMSIG(status);
  return run;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "onrecord-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void write_file(const std::string& path, const std::string& bytes) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("write " + path);
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string source_folder() { return ONRECORD_SOURCE_FOLDER; }

}  // namespace onrecord
