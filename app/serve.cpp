#include "app/serve.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/document_intake.h"
#include "app/interrupt.h"
#include "app/open_browser.h"
#include "server/access_log.h"
#include "server/host_names.h"
#include "server/server.h"
#include "server/token.h"

namespace onrecord {
namespace {

constexpr std::uint16_t kUsualPort = 8080;
constexpr const char* kOthers =
    "Others may reach this server: every request needs the token, and what goes over the network "
    "is not encrypted.\nAn SSH tunnel to 127.0.0.1 is safer.\n";

/// The page's address; the token is in the fragment, which browsers do not send.
std::string page_url(const ServeArguments& options, std::uint16_t port, const std::string& token) {
  const bool everywhere = options.listen == "0.0.0.0" || options.listen == "::";
  const std::string host = everywhere ? "127.0.0.1" : to_host_name(options.listen);
  const std::string url = "http://" + host + ":" + std::to_string(port) + "/";
  return token.empty() ? url : url + "#token=" + token;
}

ServerOptions basic_options(const ServeArguments& options) {
  ServerOptions basic;
  basic.host = options.listen;
  basic.names = options.names;
  basic.read_only = options.read_only;
  basic.intake = make_intake(options.model);
  basic.port = options.port.value_or(kUsualPort);
  basic.memory_bytes = bytes_of_mib(options.memory_mib);
  basic.reply_bytes = bytes_of_mib(options.answers_mib);
  return basic;
}

}  // namespace

ExitCode serve(const ServeArguments& options, Console& console) {
  catch_interrupts();
  std::mutex printing;
  const bool local = is_loopback(options.listen);
  ServerOptions server_options = basic_options(options);
  std::string token;
  if (!options.read_only || !local) {
    auto made = make_token();
    if (!made) return fail(console, made.error());
    token = *std::move(made);
    server_options.token = TokenHash(token);
  }
  server_options.error_log = [&](std::string_view route, const Error& error) {
    const std::lock_guard lock(printing);
    print_error(console, std::string(route) + ": " + error.message);
  };
  std::ofstream log_file;
  if (!options.access_log.empty()) {
    if (options.access_log != "-") log_file.open(options.access_log, std::ios::app);
    if (options.access_log != "-" && !log_file) {
      print_error(console, "access log '" + options.access_log + "': " + std::strerror(errno));
      return ExitCode::Io;
    }
    std::ostream& log = options.access_log == "-" ? console.err : log_file;
    server_options.access_log = [&printing, &log](const AnsweredRequest& answered) {
      const std::lock_guard lock(printing);
      log << to_log_line(answered, std::chrono::system_clock::now()) << std::endl;
    };
  }
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
  const std::string url = page_url(options, *port, token);
  if (!local) console.err << kOthers;
  console.out << "Serving " << options.store << " at " << url << "  (Ctrl-C ends it)" << std::endl;
  BrowserWindow window;
  if (options.open_browser && console.out_is_terminal) window.open(url);
  while (!wait_for_interrupt(std::chrono::hours(1))) {
  }
  server->stop();
  console.out << "Ended.\n";
  return ExitCode::Ok;
}

}  // namespace onrecord
