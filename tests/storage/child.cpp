#include "tests/storage/child.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "tests/catch.h"

extern char** environ;

namespace onrecord::sample {

namespace {

constexpr int kLines = 3;  // the file descriptor that a child writes its lines to

}  // namespace

Child::Child(const std::string& test_case, const std::map<std::string, std::string>& environment) {
  // Everything is prepared before the fork: after it, only what is safe in a threaded process.
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  std::vector<char*> pointers;
  for (std::string& variable : variables) pointers.push_back(variable.data());
  pointers.push_back(nullptr);
  std::string program = "/proc/self/exe";
  std::string name = test_case;
  char* const arguments[] = {program.data(), name.data(), nullptr};
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  pid_ = fork();
  REQUIRE(pid_ >= 0);
  if (pid_ == 0) {
    const int nothing = ::open("/dev/null", O_WRONLY);
    dup2(nothing, STDOUT_FILENO);
    if (ends[1] == kLines) {
      fcntl(kLines, F_SETFD, 0);
    } else {
      dup2(ends[1], kLines);
    }
    execve("/proc/self/exe", arguments, pointers.data());
    _exit(127);
  }
  close(ends[1]);
  lines_ = ends[0];
}

Child::~Child() {
  kill();
  close(lines_);
}

std::optional<std::string> Child::next_line() {
  std::string line;
  for (char c = 0; read(lines_, &c, 1) == 1;) {
    if (c == '\n') return line;
    line.push_back(c);
  }
  return std::nullopt;
}

std::optional<std::string> Child::next_line_within(int seconds) {
  pollfd waiting{lines_, POLLIN, 0};
  if (poll(&waiting, 1, seconds * 1000) <= 0) {
    kill();
    return std::nullopt;
  }
  return next_line();
}

void Child::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void say(const std::string& line) {
  const std::string bytes = line + "\n";
  if (write(kLines, bytes.data(), bytes.size()) < 0) _exit(1);  // the parent has gone
}

std::string told(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  INFO("a child process is started by its test, which sets " << name);
  REQUIRE(value != nullptr);
  return value;
}

}  // namespace onrecord::sample
