#include "app/interrupt.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <string_view>

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

extern "C" void end_at_once(int) {
  constexpr std::string_view kMessage = "\nonrecord: interrupted\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(130);
}

void handle(void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void open_wake_pipe() {
  if (wake_pipe[0] < 0 && pipe2(wake_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    wake_pipe = {-1, -1};
  }
}

}  // namespace

void end_when_interrupted() { handle(end_at_once, 0); }

void catch_interrupts() {
  open_wake_pipe();
  handle(on_signal, static_cast<int>(SA_RESETHAND));
}

void catch_all_interrupts() {
  open_wake_pipe();
  handle(on_signal, 0);
}

bool interrupted() { return asked.load(); }

bool wait_for_interrupt(std::chrono::milliseconds limit) {
  pollfd waiting{wake_pipe[0], POLLIN, 0};
  if (!interrupted()) poll(&waiting, 1, static_cast<int>(limit.count()));
  return interrupted();
}

}  // namespace onrecord
