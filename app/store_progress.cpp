#include "app/store_progress.h"

namespace onrecord {

VerifyProgress StoreProgress::watcher() {
  if (!console_.err_is_terminal) return {};
  return [this](std::string_view what, std::uint64_t done, std::uint64_t of) {
    const auto now = std::chrono::steady_clock::now();
    if (shown_ && now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    shown_ = true;
    console_.err << "\r\x1b[K" << what << ": " << done << " of " << of << std::flush;
  };
}

void StoreProgress::clear() {
  if (shown_) console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace onrecord
