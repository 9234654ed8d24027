#include "graph/limits.h"

#include <string>

namespace onrecord {

void StepCounter::look_up() {
  cancelled_ = cancelled_ || (limits_.cancelled != nullptr && *limits_.cancelled);
  late_ = late_ || cancelled_ ||
          (limits_.deadline && std::chrono::steady_clock::now() > *limits_.deadline);
}

bool StepCounter::check() {
  look_up();
  return !late_ && steps_ <= limits_.max_steps;
}

bool StepCounter::slow_step() {
  look_up();
  return step();
}

Error StepCounter::error() const {
  const std::string remedy = "; narrow it with a filter, fewer paths or fewer hops";
  if (cancelled_) return {ErrorCode::Busy, "the search was stopped: nobody waits for it any more"};
  if (late_) return {ErrorCode::Busy, "the search ran past its deadline" + remedy};
  return {ErrorCode::Busy, "the search looked at more than " + std::to_string(limits_.max_steps) +
                               " edges and was stopped" + remedy};
}

}  // namespace onrecord
