#include "app/help_command.h"

#include <CLI/CLI.hpp>

namespace onrecord {
namespace {

ExitCode print_help(const CLI::App& app, const std::string& command, Console& console) {
  if (command.empty()) {
    const auto& formatter = app.get_formatter();
    console.out << formatter->make_help(&app, app.get_name(), CLI::AppFormatMode::Normal);
    return ExitCode::Ok;
  }
  for (const CLI::App* found : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (found->get_name() != command) continue;
    console.out << found->help(app.get_name());
    return ExitCode::Ok;
  }
  print_error(console, "unknown command '" + command + "'");
  console.err << "Run `onrecord help` to see the commands.\n";
  return ExitCode::Usage;
}

}  // namespace

HelpCommand::HelpCommand(CLI::App& app, Console& console, std::function<ExitCode()>& run) {
  CLI::App* help = app.add_subcommand("help", "Show this, or what a command takes");
  help->add_option("command", command_, "A command's name")->type_name("COMMAND");
  help->callback([this, &app, &console, &run] {
    run = [this, &app, &console] { return print_help(app, command_, console); };
  });
}

}  // namespace onrecord
