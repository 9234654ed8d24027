#include "storage/stopped.h"

#include <algorithm>
#include <fstream>

#include "storage/inspect.h"

namespace onrecord {

namespace {

constexpr std::string_view kStopped = "stopped: ";

}  // namespace

void note_stopped(const std::filesystem::path& store, const Error& error) {
  if (!read_stopped(store).empty()) return;
  std::string line = error.message;
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::ofstream(store / kPidFile, std::ios::app) << kStopped << line << '\n';
}

void forget_stopped(const std::filesystem::path& store) {
  if (read_stopped(store).empty()) return;
  std::string writer;
  std::ifstream file(store / kPidFile);
  std::getline(file, writer);
  file.close();
  if (writer.starts_with(kStopped)) writer.clear();
  std::ofstream(store / kPidFile, std::ios::trunc) << writer << '\n';
}

std::string read_stopped(const std::filesystem::path& store) {
  std::ifstream file(store / kPidFile);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(kStopped)) return line.substr(kStopped.size());
  }
  return {};
}

}  // namespace onrecord
