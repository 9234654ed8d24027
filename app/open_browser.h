#pragma once

#include <string>

namespace onrecord {

/// Shows an address in the desktop's browser, if there is a desktop. The address may hold a secret:
/// it is handed over in a file that only this user can read, because every user of the machine sees
/// the arguments of programs.
class BrowserWindow {
 public:
  /// False when there is no desktop, or no file could be written; then nothing was done.
  bool open(const std::string& url);
  /// Removes the file.
  ~BrowserWindow();
  BrowserWindow() = default;
  BrowserWindow(const BrowserWindow&) = delete;
  BrowserWindow& operator=(const BrowserWindow&) = delete;

 private:
  std::string file_;
};

}  // namespace onrecord
