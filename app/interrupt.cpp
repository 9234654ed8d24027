#include "app/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace onrecord {
namespace {

std::atomic<bool> asked{false};
std::array<int, 2> wake_pipe{-1, -1};  // a signal handler may write to a pipe and little else
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void on_signal(int) {
  const int saved = errno;
  asked.store(true);
  const char byte = 1;
  if (wake_pipe[1] >= 0) [[maybe_unused]]
    const ssize_t written = write(wake_pipe[1], &byte, 1);
  errno = saved;
}

}  // namespace

void catch_interrupts() {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    wake_pipe = {-1, -1};
  }
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return asked.load(); }

bool wait_for_interrupt(std::chrono::milliseconds limit) {
  pollfd waiting{wake_pipe[0], POLLIN, 0};
  if (!interrupted()) poll(&waiting, 1, static_cast<int>(limit.count()));
  return interrupted();
}

}  // namespace onrecord
