#include <unistd.h>

#include <cstdlib>
#include <mutex>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "server/server.h"

namespace onrecord {
namespace {

constexpr std::uint16_t kUsualPort = 8080;

/// Shows the page in the desktop's browser, if there is a desktop.
void open_in_browser(const std::string& url) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) return;
  const pid_t child = fork();
  if (child != 0) return;  // the browser goes its own way, also when it could not be started
  execlp("xdg-open", "xdg-open", url.c_str(), static_cast<char*>(nullptr));
  _exit(127);
}

}  // namespace

ExitCode serve(const ServeArguments& options, Console& console) {
  catch_interrupts();
  std::mutex printing;
  ServerOptions server_options;
  server_options.port = options.port.value_or(kUsualPort);
  server_options.memory_bytes = bytes_of_mib(options.memory_mib);
  server_options.error_log = [&](std::string_view route, const Error& error) {
    const std::lock_guard lock(printing);
    print_error(console, std::string(route) + ": " + error.message);
  };
  ExitCode code = ExitCode::Ok;
  if (!open_for_reading(options.store, console, code)) return code;  // tells of what waits
  auto server = Server::open(options.store, server_options);
  if (!server) return refuse_store(console, server.error());
  auto port = server->start();
  if (!port && port.error().code == ErrorCode::Busy && !options.port) {
    server_options.port = 0;
    server = Server::open(options.store, server_options);
    if (!server) return refuse_store(console, server.error());
    port = server->start();
  }
  if (!port) {
    print_error(console, port.error().message);
    return port.error().code == ErrorCode::InvalidInput ? ExitCode::Usage : ExitCode::Io;
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
