#include "app/command_line.h"
#include "app/console.h"

int main(int argc, char** argv) {
  onrecord::StandardConsole streams;
  return static_cast<int>(onrecord::run_command_line(argc, argv, streams.console()));
}
