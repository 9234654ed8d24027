#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/reply.h"

namespace onrecord {

/// What the answers of a moment are made of.
struct Moment {
  std::uint64_t store = 0;  ///< Store::version()
  std::uint64_t graph = 0;  ///< how often the graph, names and dates were made anew
  bool operator==(const Moment&) const = default;
};

/// Answers to questions that were asked before, until the store changes: people look at the same
/// few actors again and again, and a page asks for the same lists whenever it is opened. Of bounded
/// size; when it is full, it begins anew. For any number of threads.
class ReplyMemory {
 public:
  explicit ReplyMemory(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null when nobody asked for `target` in this moment.
  std::shared_ptr<const Reply> find(const Moment& moment, const std::string& target) const;
  /// Takes replies of status 200 that say the same all through the moment, if they are short.
  void keep(const Moment& moment, const std::string& target, const Reply& reply);

 private:
  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  Moment moment_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, std::shared_ptr<const Reply>> replies_;
};

}  // namespace onrecord
