#include "server/metrics.h"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>

namespace onrecord {
namespace {

/// Whole numbers without an exponent, others with as many digits as tell.
std::string to_text(double value) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  out.precision(12);
  out << value;
  return out.str();
}

std::string head(std::string_view name, std::string_view help, std::string_view type) {
  const std::string word(name);
  return "# HELP " + word + " " + std::string(help) + "\n# TYPE " + word + " " + std::string(type) +
         "\n";
}

/// labels: as they stand between the braces.
std::string line(std::string_view name, std::string_view labels, std::string_view value) {
  std::string out(name);
  out.append("{").append(labels).append("} ").append(value).append("\n");
  return out;
}

std::optional<double> resident_bytes() {
  std::ifstream in("/proc/self/statm");
  double all = 0, resident = 0;
  if (!(in >> all >> resident)) return std::nullopt;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::optional<double> open_descriptors() {
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir("/proc/self/fd"), ::closedir);
  if (folder == nullptr) return std::nullopt;
  double count = -1;  // its own
  while (const dirent* entry = ::readdir(folder.get())) count += entry->d_name[0] == '.' ? 0 : 1;
  return count;
}

std::optional<double> cpu_seconds() {
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) != 0) return std::nullopt;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

const double kStarted = static_cast<double>(std::time(nullptr));

}  // namespace

void RequestMetrics::count(const AnsweredRequest& answered) {
  const double seconds = static_cast<double>(answered.took.count()) / 1e6;
  const auto bound = std::lower_bound(kDurationBounds.begin(), kDurationBounds.end(), seconds);
  const std::lock_guard lock(mutex_);
  ++requests_[{answered.method, answered.route, answered.status}];
  Durations& durations = durations_[answered.route];
  ++durations.counts[static_cast<std::size_t>(bound - kDurationBounds.begin())];
  durations.sum += seconds;
  sent_ += answered.bytes;
  cut_ += answered.whole ? 0 : 1;
}

std::string RequestMetrics::to_text() const {
  const std::lock_guard lock(mutex_);
  std::string out = head("onrecord_requests_total",
                         "Requests; route - for none, method - for a refused head.", "counter");
  for (const auto& [key, count] : requests_) {
    const auto& [method, route, status] = key;
    out += "onrecord_requests_total{method=\"" + method + "\",route=\"" + std::string(route) +
           "\",status=\"" + std::to_string(status) + "\"} " + std::to_string(count) + "\n";
  }
  const std::string name = "onrecord_request_seconds";
  out += head(name, "From the whole request to the last byte of the reply.", "histogram");
  for (const auto& [route, durations] : durations_) {
    const std::string label = "route=\"" + std::string(route) + "\"";
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < durations.counts.size(); ++i) {
      below += durations.counts[i];
      const std::string bound =
          i < kDurationBounds.size() ? onrecord::to_text(kDurationBounds[i]) : "+Inf";
      std::string labels = label;
      labels.append(",le=\"").append(bound).append("\"");
      out += line(name + "_bucket", labels, std::to_string(below));
    }
    out += line(name + "_sum", label, onrecord::to_text(durations.sum));
    out += line(name + "_count", label, std::to_string(below));
  }
  out += head("onrecord_sent_bytes_total", "Bytes of replies, heads included.", "counter");
  out += "onrecord_sent_bytes_total " + std::to_string(sent_) + "\n";
  out += head("onrecord_cut_replies_total", "Replies that did not get to their end.", "counter");
  out += "onrecord_cut_replies_total " + std::to_string(cut_) + "\n";
  return out;
}

std::string gauge(std::string_view name, std::string_view help, double value) {
  return head(name, help, "gauge") + std::string(name) + " " + to_text(value) + "\n";
}

std::string process_metrics() {
  std::string out;
  if (const auto bytes = resident_bytes()) {
    out += gauge("process_resident_memory_bytes", "Resident memory size in bytes.", *bytes);
  }
  if (const auto count = open_descriptors()) {
    out += gauge("process_open_fds", "Number of open file descriptors.", *count);
  }
  if (const auto seconds = cpu_seconds()) {
    out += head("process_cpu_seconds_total", "User and system CPU time in seconds.", "counter");
    out += "process_cpu_seconds_total " + to_text(*seconds) + "\n";
  }
  out += gauge("process_start_time_seconds", "Start of the process since the epoch.", kStarted);
  return out;
}

}  // namespace onrecord
