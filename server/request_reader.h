#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/connection_limits.h"
#include "server/http_error.h"
#include "server/request_head.h"

namespace onrecord {

/// Judges a head, whatever its method, before the body behind it is read; nothing: it may come.
/// Safe from any thread.
using Admission = std::function<std::optional<HttpError>(const RequestHead&)>;

/// Takes the bytes of one connection apart into requests. Never waits and never reads by itself.
class RequestReader {
 public:
  enum class State {
    Idle,     ///< nothing of the next request has come
    Head,     ///< in the middle of a head
    Body,     ///< in the middle of a body
    Ready,    ///< take() gives the request
    Refused,  ///< refusal() says why; nothing more can come of this connection
  };
  using TimePoint = std::chrono::steady_clock::time_point;

  /// All three must outlive the reader.
  RequestReader(const ConnectionLimits& limits, const HeadRules& rules, const Admission& admission);

  State state() const { return state_; }
  /// When the head or the body has to be complete; for Idle, when the first byte has to be there.
  TimePoint deadline() const { return deadline_; }

  State feed(std::string_view bytes);
  /// The client sends no more, or not in time. Idle stays Idle.
  State end(bool in_time);

  struct Taken {
    RequestHead head;
    std::string body;
  };
  /// The request that is Ready, and begins with the next one.
  Taken take();
  const HttpError& refusal() const { return refusal_; }

 private:
  void begin(std::chrono::milliseconds patience);
  State refuse(HttpError error);
  State read_head();
  State read_body();

  const ConnectionLimits& limits_;
  const HeadRules& rules_;
  const Admission& admission_;
  State state_ = State::Idle;
  TimePoint deadline_;
  std::string received_;
  std::size_t searched_ = 0;
  RequestHead head_;
  HttpError refusal_;
};

}  // namespace onrecord
