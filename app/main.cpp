#include "app/command_line.h"
#include "app/console.h"
#include "app/interrupt.h"

int main(int argc, char** argv) {
  onrecord::end_when_interrupted();
  onrecord::StandardConsole streams;
  return static_cast<int>(onrecord::run_command_line(argc, argv, streams.console()));
}
