#include "server/http_error.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

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
    return {status, code, "the server could not answer this; its log says why"};
  }
  return {status, code, error.message};
}

std::string to_json(const HttpError& error) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartObject();
  writer.Key("code");
  writer.String(error.code.data(), static_cast<rapidjson::SizeType>(error.code.size()));
  writer.Key("message");
  writer.String(error.message.data(), static_cast<rapidjson::SizeType>(error.message.size()));
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace onrecord
