#pragma once

#include <sys/types.h>

#include <map>
#include <optional>
#include <string>

namespace onrecord::sample {

/// A hidden test case of this program, run in a process of its own: RocksDB's threads do not
/// survive a fork. It is killed when the test ends.
class Child {
 public:
  /// environment: added to this process's; the case writes its lines with say().
  Child(const std::string& test_case, const std::map<std::string, std::string>& environment);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The next line it said; nothing at the end.
  std::optional<std::string> next_line();
  /// Nothing too when it took longer; then it is killed.
  std::optional<std::string> next_line_within(int seconds);
  void kill();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int lines_ = -1;
};

/// In a child: one line to the parent.
void say(const std::string& line);
/// In a child: what the parent put into the environment, or "".
std::string told(const std::string& name);

}  // namespace onrecord::sample
