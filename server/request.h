#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>

namespace onrecord {

/// How long a request may go on. Work for it looks here now and then and ends when it is over:
/// because its time is up, its client has gone, or the server stops. For any number of threads.
class RequestLife {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;
  explicit RequestLife(TimePoint deadline) : deadline_(deadline) {}

  TimePoint deadline() const { return deadline_; }
  void cancel() { cancelled_ = true; }
  bool cancelled() const { return cancelled_; }
  bool over() const { return cancelled_ || std::chrono::steady_clock::now() > deadline_; }
  /// The same as cancelled(), for those who look very often.
  const std::atomic<bool>& cancelled_flag() const { return cancelled_; }

 private:
  const TimePoint deadline_;
  std::atomic<bool> cancelled_{false};
};

/// A request that was admitted (server/admission.h), with its whole body.
struct Request {
  std::string method;  ///< "GET", "HEAD", "POST" or "DELETE"
  std::string target;  ///< path and query: visible ASCII, begins with '/'
  std::string body;    ///< of the type that its route takes; "" for GET and HEAD
  std::shared_ptr<RequestLife> life;
};

}  // namespace onrecord
