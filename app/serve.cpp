#include <unistd.h>

#include <cstdlib>
#include <mutex>

#include "app/answer.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "server/server.h"

namespace onrecord {
namespace {

/// Shows the page in the desktop's browser, if there is a desktop.
void open_in_browser(const std::string& url) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
  const pid_t child = fork();
  if (child != 0) return;  // the browser goes its own way, also when it could not be started
  execlp("xdg-open", "xdg-open", url.c_str(), static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

ExitCode serve(const ServeOptions& options, Console& console) {
  catch_interrupts();
  std::mutex printing;
  ServerOptions server_options;
  server_options.port = options.port;
  server_options.error_log = [&](std::string_view route, const Error& error) {
    const std::lock_guard lock(printing);
    print_error(console, std::string(route) + ": " + error.message);
  };
  auto server = Server::open(options.store, server_options);
  if (!server) {
    std::string message = server.error().message;
    if (server.error().code == ErrorCode::NotFound) {
      message += "; `onrecord ingest FOLDER` makes one, --store DIR names another";
    }
    print_error(console, message);
    return exit_code_of(server.error().code, true);
  }
  const auto port = server->start();
  if (!port) {
    print_error(console, port.error().message);
    return ExitCode::Io;
  }
  const std::string url = "http://127.0.0.1:" + std::to_string(*port) + "/";
  console.out << "Serving " << options.store << " at " << url << "  (Ctrl-C ends it)" << std::endl;
  if (options.open_browser && console.out_is_terminal) open_in_browser(url);
  while (!wait_for_interrupt(std::chrono::hours(1))) {
  }
  server->stop();
  console.out << "Ended.\n";
  return ExitCode::Ok;
}

}  // namespace onrecord
