#include "app/exit_code.h"

namespace onrecord {

ExitCode exit_code_of(ErrorCode code, bool of_store) {
  switch (code) {
    case ErrorCode::InvalidInput:
    case ErrorCode::TooLarge:
      return ExitCode::Usage;
    case ErrorCode::NotFound:
    case ErrorCode::Ambiguous:
      return of_store ? ExitCode::Store : ExitCode::NotFound;
    case ErrorCode::Busy:
    case ErrorCode::Corrupt:
    case ErrorCode::Unsupported:
      return ExitCode::Store;
    case ErrorCode::Io:
    case ErrorCode::Internal:
      return ExitCode::Io;
  }
  return ExitCode::Io;
}

}  // namespace onrecord
