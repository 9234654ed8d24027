#pragma once

#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace onrecord {

enum class Style { Plain, Bold, Dim, Name, Warning };

/// Where a command talks to people and programs, and how those like it.
struct Console {
  std::ostream& out;  ///< results
  std::ostream& err;  ///< errors and progress
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool colour = false;     ///< of `out`: a terminal, and NO_COLOR is not set
  std::size_t width = 80;  ///< columns of `out`; 80 when it is no terminal
};

/// Text in a style, plain unless the console shows colour.
std::string paint(const Console& console, std::string_view text, Style style);

/// "onrecord: MESSAGE" on its own line of `console.err`. Control characters in it are made visible.
void print_error(const Console& console, std::string_view message);

/// Standard output and standard error as a console. SIGPIPE is ignored from here on: a reader that
/// has had enough (`| head`) makes `out` fail, and the command line ends without a word.
class StandardConsole {
 public:
  StandardConsole();
  ~StandardConsole();
  Console& console() { return *console_; }

 private:
  struct Streams;
  std::unique_ptr<Streams> streams_;
  std::unique_ptr<Console> console_;
};

/// After everything was written: 0 when `out` took it all, else the errno of the write that failed
/// (EPIPE, ENOSPC, ...), EIO for a stream that keeps none. Flushes.
int output_error(Console& console);

}  // namespace onrecord
