// A signal handler may not remove a folder, so a thread does, woken by the handler's pipe.

#include "app/partial_output.h"

#include <unistd.h>

#include <iostream>
#include <utility>

#include "app/interrupt.h"

namespace onrecord {

PartialOutput::PartialOutput(std::filesystem::path partial) : partial_(std::move(partial)) {
  catch_all_interrupts();
  watcher_ = std::thread([this] { watch(); });
}

PartialOutput::~PartialOutput() {
  done_ = true;
  watcher_.join();
  end_when_interrupted();
}

void PartialOutput::watch() {
  while (!done_) {
    if (!wait_for_interrupt(std::chrono::milliseconds(10))) continue;
    std::error_code failed;
    std::filesystem::remove_all(partial_, failed);
    std::cerr << "\nonrecord: interrupted";
    if (failed) std::cerr << "; '" << partial_.string() << "' could not be removed";
    std::cerr << std::endl;
    _exit(130);
  }
}

}  // namespace onrecord
