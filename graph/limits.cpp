#include "graph/limits.h"

#include <string>

namespace onrecord {

bool StepCounter::check() {
  if (limits_.deadline) late_ = late_ || std::chrono::steady_clock::now() > *limits_.deadline;
  return !late_ && steps_ <= limits_.max_steps;
}

bool StepCounter::slow_step() {
  if (limits_.deadline) late_ = late_ || std::chrono::steady_clock::now() > *limits_.deadline;
  return step();
}

Error StepCounter::error() const {
  const std::string remedy = "; narrow it with a filter, fewer paths or fewer hops";
  if (late_) return {ErrorCode::Busy, "the search ran past its deadline" + remedy};
  return {ErrorCode::Busy, "the search looked at more than " + std::to_string(limits_.max_steps) +
                               " edges and was stopped" + remedy};
}

}  // namespace onrecord
