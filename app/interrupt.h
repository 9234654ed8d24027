#pragma once

#include <chrono>

namespace onrecord {

/// From here on the first SIGINT or SIGTERM asks the running command to end in order; a second one
/// ends the process at once, as by default.
void catch_interrupts();

/// Whether somebody has asked. Safe from any thread.
bool interrupted();

/// Sleeps until somebody asks or the time is over; true when somebody has asked.
bool wait_for_interrupt(std::chrono::milliseconds limit);

}  // namespace onrecord
