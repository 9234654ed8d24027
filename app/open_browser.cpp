#include "app/open_browser.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace onrecord {

BrowserWindow::~BrowserWindow() {
  if (!file_.empty()) ::unlink(file_.c_str());
}

bool BrowserWindow::open(const std::string& url) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return false;
  std::error_code error;
  std::string path =
      (std::filesystem::temp_directory_path(error) / "onrecord-XXXXXX.html").string();
  const int file = error ? -1 : ::mkstemps(path.data(), 5);  // made with mode 0600
  if (file < 0) return false;
  file_ = path;
  const std::string page =
      "<!doctype html><meta charset=utf-8><title>Onrecord</title>"
      "<meta http-equiv=refresh content=\"0;url=" +
      url + "\">\n";
  const bool written = ::write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size());
  if (::close(file) != 0 || !written) return false;
  const pid_t child = ::fork();
  if (child == 0) {
    ::execlp("xdg-open", "xdg-open", file_.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  return child > 0;  // the browser goes its own way, also when it could not be started
}

}  // namespace onrecord
