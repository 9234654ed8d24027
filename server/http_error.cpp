#include "server/http_error.h"

#include "server/json_values.h"

namespace onrecord {

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::InvalidInput:
      return 400;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Ambiguous:
      return 409;
    case ErrorCode::TooLarge:
      return 413;
    case ErrorCode::Busy:
      return 503;
    case ErrorCode::Unsupported:
      return 501;
    case ErrorCode::Io:
    case ErrorCode::Corrupt:
    case ErrorCode::Internal:
      break;
  }
  return 500;
}

HttpError to_http_error(const Error& error) {
  const int status = http_status(error.code);
  const std::string code(to_string(error.code));
  if (status == 500) {
    return {status, code, "the server could not answer this; its log says why", ""};
  }
  return {status, code, error.message, ""};
}

std::string to_json(const HttpError& error) {
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "code", error.code);
    write_member(writer, "message", error.message);
    writer.EndObject();
  });
}

}  // namespace onrecord
