#include "app/serve_command.h"

#include <CLI/CLI.hpp>

#include "app/command_options.h"

namespace onrecord {

ServeCommand::ServeCommand(CLI::App& app, const std::string& store, Console& console,
                           std::function<ExitCode()>& run) {
  CLI::App* command =
      app.add_subcommand("serve", "Pages and a JSON interface, on this machine by default");
  serve_.store = store;
  command->add_option("--store", serve_.store, "The store's folder")->type_name("DIR");
  add_memory(command, serve_.memory_mib, "the store's cache; the graph comes on top");
  command
      ->add_option("--keep-answers", serve_.answers_mib,
                   "Memory in MiB for answers that are kept until the store changes; 16 by "
                   "default, 0 for none")
      ->type_name("MIB")
      ->check(CLI::Range(0, 4096));
  command->add_option("--port", serve_.port, "8080 by default; 0: a free one")->type_name("PORT");
  command
      ->add_option("--listen", serve_.listen,
                   "An address in digits. Any but 127.0.0.1 and ::1 can be reached by others: then "
                   "every request needs the token")
      ->type_name("ADDRESS");
  command
      ->add_option("--name", serve_.names,
                   "A name under which others reach it; may be given more than once")
      ->type_name("HOST");
  command
      ->add_option("--model", serve_.model,
                   "The language model's file, for documents that are sent to it")
      ->type_name("FILE");
  command->add_flag("--read-only", serve_.read_only, "Refuse every write");
  command
      ->add_option("--access-log", serve_.access_log,
                   "One JSON object for each request, without names, texts and tokens; - is "
                   "standard error")
      ->type_name("FILE");
  command->add_flag("--open", serve_.open_browser, "Open it in a browser, if there is a desktop");
  command->callback(
      [this, &console, &run] { run = [this, &console] { return serve(serve_, console); }; });
}

}  // namespace onrecord
