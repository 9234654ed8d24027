#include "server/access_log.h"

#include <array>
#include <ctime>

#include "server/json_values.h"

namespace onrecord {
namespace {

/// "2026-11-22T14:05:09.123Z"
std::string to_text(std::chrono::system_clock::time_point at) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
  const std::time_t seconds = since.count() / 1000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 32> day{};
  std::strftime(day.data(), day.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  const std::string fraction = std::to_string(1000 + since.count() % 1000);
  return std::string(day.data()) + "." + fraction.substr(1) + "Z";
}

}  // namespace

std::string to_log_line(const AnsweredRequest& answered, std::chrono::system_clock::time_point at) {
  return to_json_text([&](JsonWriter& writer) {
    writer.StartObject();
    write_member(writer, "time", to_text(at));
    write_member(writer, "method", answered.method);
    write_member(writer, "route", answered.route);
    write_member(writer, "params", answered.params);
    write_count(writer, "status", static_cast<std::uint64_t>(answered.status));
    write_count(writer, "bytes", answered.bytes);
    writer.Key("ms");
    writer.Double(static_cast<double>(answered.took.count()) / 1000);
    writer.Key("whole");
    writer.Bool(answered.whole);
    writer.EndObject();
  });
}

}  // namespace onrecord
