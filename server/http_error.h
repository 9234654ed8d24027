#pragma once

#include <string>

#include "model/result.h"

namespace onrecord {

/// An error as it leaves the server: `{"code": code, "message": message}` under `status`.
struct HttpError {
  int status = 500;
  std::string code;        ///< "not_found", "method_not_allowed", ...: for programs
  std::string message;     ///< for people; never a path of the disk, never an exception's text
  std::string allow = {};  ///< of 405: the methods that the path answers
};

/// The one table from our errors to HTTP.
int http_status(ErrorCode code);

/// Troubles of the server's own (status 500 and up, but for Busy and Unsupported) keep their
/// message for the log; the caller is told that there is one.
HttpError to_http_error(const Error& error);

/// `{"code":...,"message":...}`
std::string to_json(const HttpError& error);

}  // namespace onrecord
