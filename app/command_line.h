#pragma once

#include "app/console.h"
#include "app/exit_code.h"

namespace onrecord {

/// The whole program: reads the arguments, runs one command, says how it ended. Every error of the
/// arguments is told on `console.err` with where to read more.
ExitCode run_command_line(int argc, const char* const* argv, Console& console);

}  // namespace onrecord
