#pragma once

#include "model/result.h"

namespace onrecord {

/// What the program's exit status says; `onrecord --help` and the README list them.
enum class ExitCode : int {
  Ok = 0,
  SomeFailed = 1,  ///< some items could not be read, or `verify` found something; the rest is done
  Usage = 2,       ///< a command, option or value that makes no sense
  NotFound = 3,    ///< a name or id that is unknown or fits several
  Store = 4,       ///< the store is busy, damaged, missing or written by a newer version
  Io = 5,          ///< the operating system refused: disk full, no permission, no such file
  Interrupted = 130  ///< Ctrl-C or SIGTERM; what was acknowledged is stored
};

/// The one translation of errors into exit codes.
/// of_store: the error came from opening or using the store, where "not found" is the store itself.
ExitCode exit_code_of(ErrorCode code, bool of_store = false);

}  // namespace onrecord
