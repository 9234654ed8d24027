#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

namespace onrecord {

/// A file or folder that is half written. While this lives SIGINT and SIGTERM remove it before they
/// end the process with exit code 130.
class PartialOutput {
 public:
  explicit PartialOutput(std::filesystem::path partial);
  ~PartialOutput();
  PartialOutput(const PartialOutput&) = delete;
  PartialOutput& operator=(const PartialOutput&) = delete;

  const std::filesystem::path& path() const { return partial_; }

 private:
  void watch();

  const std::filesystem::path partial_;
  std::atomic<bool> done_{false};
  std::thread watcher_;
};

}  // namespace onrecord
