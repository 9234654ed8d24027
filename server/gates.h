#pragma once

#include <atomic>
#include <memory>
#include <semaphore>

#include "server/request.h"

namespace onrecord {

/// A place where few may be at once; others wait for their turn.
struct Gate {
  std::counting_semaphore<> free{2};
  std::atomic<int> waiting{0};
};

/// Where the costly answers are made.
struct Gates {
  Gate drawings;  ///< each runs a Graphviz process
  Gate exports;
};

/// A pass through a gate, given back at its end.
class GatePass {
 public:
  /// Waits for at most 20 seconds, and not for a client that has gone. Null then, and when so
  /// many wait already that the threads for other requests would run short.
  static std::shared_ptr<GatePass> enter(Gate& gate, const RequestLife& life);
  ~GatePass() { gate_.free.release(); }
  GatePass(const GatePass&) = delete;
  GatePass& operator=(const GatePass&) = delete;

 private:
  explicit GatePass(Gate& gate) : gate_(gate) {}
  Gate& gate_;
};

}  // namespace onrecord
