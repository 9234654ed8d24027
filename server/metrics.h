#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "server/connection.h"

namespace onrecord {

/// Upper bounds in seconds of the histogram of how long requests took.
inline constexpr std::array<double, 12> kDurationBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                           0.1,   0.25,   0.5,   1,    2.5,   5};

/// What the requests so far have cost. For any number of threads.
class RequestMetrics {
 public:
  void count(const AnsweredRequest& answered);

  /// As lines of the Prometheus text format 0.0.4: onrecord_requests_total by method, route and
  /// status, onrecord_request_seconds by route, onrecord_sent_bytes_total,
  /// onrecord_cut_replies_total.
  std::string to_text() const;

 private:
  struct Durations {
    std::array<std::uint64_t, kDurationBounds.size() + 1> counts{};  ///< the last: above all bounds
    double sum = 0.0;
  };
  mutable std::mutex mutex_;
  std::map<std::tuple<std::string, std::string_view, int>, std::uint64_t> requests_;
  std::map<std::string_view, Durations> durations_;
  std::uint64_t sent_ = 0, cut_ = 0;
};

/// Of this process, in the names that Prometheus's own clients use: resident memory, open file
/// descriptors, CPU seconds, start. A figure that the system does not tell is left out.
std::string process_metrics();

/// "# HELP", "# TYPE gauge" and one value.
std::string gauge(std::string_view name, std::string_view help, double value);

}  // namespace onrecord
