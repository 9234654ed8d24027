#include "server/gates.h"

#include <thread>
#include <vector>

#include "tests/catch.h"

namespace onrecord {
namespace {

std::shared_ptr<RequestLife> a_minute() {
  return std::make_shared<RequestLife>(std::chrono::steady_clock::now() + std::chrono::minutes(1));
}

/// Until so many wait at the gate.
void wait_for(const Gate& gate, int waiting) {
  while (gate.waiting != waiting) std::this_thread::yield();
}

}  // namespace

TEST_CASE("who comes to a full gate waits for a turn", "[server]") {
  Gate gate;
  const auto life = a_minute();
  auto first = GatePass::enter(gate, *life);
  const auto second = GatePass::enter(gate, *life);
  REQUIRE(first != nullptr);
  REQUIRE(second != nullptr);
  std::shared_ptr<GatePass> third;
  std::thread waiting([&] { third = GatePass::enter(gate, *life); });
  wait_for(gate, 1);
  first.reset();
  waiting.join();
  CHECK(third != nullptr);
  CHECK(gate.waiting == 0);
}

TEST_CASE("nobody waits at a gate for a client that has gone", "[server]") {
  Gate gate;
  const auto life = a_minute(), gone = a_minute();
  const auto first = GatePass::enter(gate, *life), second = GatePass::enter(gate, *life);
  std::shared_ptr<GatePass> third = first;
  std::thread waiting([&] { third = GatePass::enter(gate, *gone); });
  wait_for(gate, 1);
  gone->cancel();
  waiting.join();
  CHECK(third == nullptr);
}

TEST_CASE("only so many wait at a gate: threads are left for others", "[server]") {
  Gate gate;
  const auto life = a_minute(), gone = a_minute();
  const auto first = GatePass::enter(gate, *life), second = GatePass::enter(gate, *life);
  std::vector<std::thread> waiting;
  for (int i = 0; i < 16; ++i) {
    waiting.emplace_back([&] { GatePass::enter(gate, *gone); });
  }
  wait_for(gate, 16);
  CHECK(GatePass::enter(gate, *life) == nullptr);
  gone->cancel();
  for (std::thread& one : waiting) one.join();
}

}  // namespace onrecord
