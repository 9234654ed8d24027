#include "server/gates.h"

#include <chrono>

namespace onrecord {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::milliseconds kLook{50};  // between two looks at whether the client has gone
constexpr int kMostWaiting = 16;                // of 64 threads, at each of two gates

/// One of those who wait, while it lives.
class Waiter {
 public:
  explicit Waiter(std::atomic<int>& all) : all_(all), others_(all_.fetch_add(1)) {}
  ~Waiter() { --all_; }
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  int others() const { return others_; }

 private:
  std::atomic<int>& all_;
  const int others_;
};

}  // namespace

std::shared_ptr<GatePass> GatePass::enter(Gate& gate, const RequestLife& life) {
  bool inside = gate.free.try_acquire();
  if (!inside) {
    const Waiter waiter(gate.waiting);
    if (waiter.others() >= kMostWaiting) return nullptr;
    const Clock::time_point end = Clock::now() + kPatience;
    while (!inside && !life.over() && Clock::now() < end) inside = gate.free.try_acquire_for(kLook);
  }
  return inside ? std::shared_ptr<GatePass>(new GatePass(gate)) : nullptr;
}

}  // namespace onrecord
