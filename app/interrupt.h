#pragma once

#include <chrono>

namespace onrecord {

/// From here on SIGINT or SIGTERM ends the process at once with exit code 130, as the commands do
/// that have nothing to bring to an end. What they leave half done in a store is a temporary file
/// that the next writer removes, or a change that it completes.
void end_when_interrupted();

/// From here on the first SIGINT or SIGTERM asks the running command to end in order; a second one
/// ends the process at once, as by default.
void catch_interrupts();

/// The same, but further signals change nothing: for who ends the process soon after the first.
void catch_all_interrupts();

/// Whether somebody has asked. Safe from any thread.
bool interrupted();

/// Sleeps until somebody asks or the time is over; true when somebody has asked.
bool wait_for_interrupt(std::chrono::milliseconds limit);

}  // namespace onrecord
