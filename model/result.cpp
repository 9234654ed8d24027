#include "model/result.h"

namespace onrecord {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return "invalid_input";
    case ErrorCode::NotFound:
      return "not_found";
    case ErrorCode::Ambiguous:
      return "ambiguous";
    case ErrorCode::TooLarge:
      return "too_large";
    case ErrorCode::Busy:
      return "busy";
    case ErrorCode::Io:
      return "io";
    case ErrorCode::Corrupt:
      return "corrupt";
    case ErrorCode::Unsupported:
      return "unsupported";
    case ErrorCode::Internal:
      break;
  }
  return "internal";
}

}  // namespace onrecord
