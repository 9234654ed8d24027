#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "app/answer.h"
#include "app/command_options.h"
#include "app/commands.h"
#include "app/completion.h"
#include "app/decision_commands.h"
#include "app/export_command.h"
#include "app/graph_commands.h"
#include "app/help_command.h"
#include "app/load_commands.h"
#include "app/model_path.h"
#include "app/operation_commands.h"
#include "app/report_command.h"
#include "app/serve_command.h"
#include "app/trust_commands.h"
#include "extract/extract.h"
#include "storage/format.h"

namespace onrecord {
namespace {

constexpr const char* kAbout =
    "onrecord reads news articles and press releases and answers who said what, about which\n"
    "operation, where, and how the actors are connected. Every answer shows its sentence.\n";

constexpr const char* kMore = R"(
Examples:
  onrecord ingest articles/                        read a folder into ./onrecord.db
  onrecord quotes --speaker "Jane Roe" --since 2025-05
  onrecord entity "Quiet Harbor"                   an operation: places, figures, contradictions
  onrecord conflicts                               figures and dates that sources disagree on
  onrecord path "Jane Roe" "John Doe" -k 3         how two actors are connected
  onrecord export --format svg --entity "Jane Roe" -o roe.svg
  onrecord report "Quiet Harbor" -o harbor.html    all about it, with sentences, to send or print
  onrecord merge "J. Roe" "Jane Roe" --why "same office, same day"
  onrecord serve                                   pages and a JSON interface on this machine

Inputs:  .txt, .html and .ndjson files (id, url, title, published, publisher, text or html), each
         also .gz and .zst; folders are walked; - is NDJSON on standard input.
Model:   --model FILE, else the environment's ONRECORD_MODEL, else models/language.orm beside the
         program. Without it nothing is extracted.
Store:   --store DIR, else the environment's ONRECORD_STORE, else ./onrecord.db. One process at a
         time may write it, any number may read it meanwhile.
Names:   a full name, an alias, the beginning of one, or an id of 16 hex digits.
Output:  tables for people, --json for programs (one object a line; spans count Unicode code points).
         Colour on a terminal only; NO_COLOR turns it off.

Exit status:
    0  done                              4  store or model missing, busy, damaged or too new
    1  some items failed, the rest done  5  the system refused: disk full, no permission, no file
    2  command or option wrong         130  ended by Ctrl-C or SIGTERM; what was acknowledged stays
    3  name or id unknown or ambiguous
)";

std::string default_store() {
  const char* from_environment = std::getenv("ONRECORD_STORE");
  return from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                  : "onrecord.db";
}

/// Every command's options, filled by the parser; `run` is set to the command to run.
class CommandLine {
 public:
  explicit CommandLine(Console& console);
  ExitCode run(int argc, const char* const* argv);

 private:
  void add_ingest();
  void add_extract();
  void add_tag();
  void add_quotes();
  void add_entity();
  void add_search();
  void add_maintenance();
  void add_completion();

  void add_store(CLI::App* command, std::string& store);
  void add_publisher(CLI::App* command, std::string& publisher);
  void add_model(CLI::App* command, std::string& model);
  ExitCode print_completion();
  ExitCode print_version();
  ExitCode refuse(const CLI::ParseError& error);

  Console& console_;
  CLI::App app_{kAbout, "onrecord"};
  std::function<ExitCode()> run_;
  IngestArguments ingest_;
  std::string progress_ = "auto", index_ = "auto";
  ExtractArguments extract_;
  TagArguments tag_;
  QuotesArguments quotes_;
  std::size_t quotes_limit_ = 0;
  std::string quotes_as_ = "table";
  EntityArguments entity_;
  SearchArguments search_;
  RemoveArguments remove_;
  VerifyArguments verify_;
  StoreOnlyArguments stats_;
  std::unique_ptr<GraphCommands> graph_;
  std::unique_ptr<LoadCommands> load_;
  std::unique_ptr<ExportCommand> export_;
  std::unique_ptr<ReportCommand> report_;
  std::unique_ptr<ServeCommand> serve_;
  std::unique_ptr<OperationCommands> operations_;
  std::unique_ptr<DecisionCommands> decisions_;
  std::unique_ptr<TrustCommands> trust_;
  std::unique_ptr<HelpCommand> help_;
  std::string shell_;
  bool version_ = false;
};

CommandLine::CommandLine(Console& console) : console_(console) {
  app_.require_subcommand(0, 1);
  app_.set_help_flag("-h,--help", "Show this, or after a command, what it takes");
  app_.add_flag("--version", version_, "Show the versions of program, models and store");
  app_.get_formatter()->column_width(30);
  add_ingest();
  load_ = std::make_unique<LoadCommands>(app_, default_store(), console_, run_);
  add_extract();
  add_tag();
  add_quotes();
  graph_ = std::make_unique<GraphCommands>(app_, default_store(), console_, run_);
  add_entity();
  operations_ = std::make_unique<OperationCommands>(app_, default_store(), console_, run_);
  add_search();
  export_ = std::make_unique<ExportCommand>(app_, default_store(), console_, run_);
  report_ = std::make_unique<ReportCommand>(app_, default_store(), console_, run_);
  serve_ = std::make_unique<ServeCommand>(app_, default_store(), console_, run_);
  add_maintenance();
  decisions_ = std::make_unique<DecisionCommands>(app_, default_store(), console_, run_);
  trust_ = std::make_unique<TrustCommands>(app_, default_store(), console_, run_);
  add_completion();
  help_ = std::make_unique<HelpCommand>(app_, console_, run_);
  app_.footer(kMore);  // last: commands would inherit it
}

void CommandLine::add_store(CLI::App* command, std::string& store) {
  store = default_store();
  command->add_option("--store", store, "The store's folder")->type_name("DIR");
}

void CommandLine::add_publisher(CLI::App* command, std::string& publisher) {
  command
      ->add_option("--publisher", publisher,
                   "The outlet of documents that do not name theirs, as plain text never does")
      ->type_name("NAME");
}

void CommandLine::add_model(CLI::App* command, std::string& model) {
  command->add_option("--model", model, "The language model's file")->type_name("FILE");
}

void CommandLine::add_ingest() {
  CLI::App* command = app_.add_subcommand("ingest", "Read articles into the store");
  command->add_option("paths", ingest_.inputs, "Files, folders, or - for NDJSON on standard input")
      ->required()
      ->type_name("PATHS");
  add_store(command, ingest_.store);
  add_writer_memory(command, ingest_.memory_mib);
  command->add_option("--threads", ingest_.threads, "Threads that extract; one a core by default")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command
      ->add_option("--encoding", ingest_.encoding,
                   "Of .txt and .html files, e.g. windows-1252; UTF-8 by default")
      ->type_name("NAME");
  add_publisher(command, ingest_.publisher);
  add_model(command, ingest_.model);
  command
      ->add_option("--index", index_,
                   "each: what is read can be asked about at once; end: all of it at the end, "
                   "faster into an empty store; auto: end for a first load of 16 MiB or more")
      ->check(CLI::IsMember({"auto", "each", "end"}))
      ->type_name("WHEN");
  command->add_flag("--fast", ingest_.fast,
                    "Do not wait for the disk: survives a killed process, not a power cut");
  command->add_flag_callback(
      "--no-resolve", [this] { ingest_.resolve = false; },
      "Do not look at the end for who is who across all documents");
  command->add_flag("--verbose", ingest_.verbose, "Name every document once it is stored");
  command
      ->add_option("--progress", progress_,
                   "auto: on a terminal; json: one event a line on standard output; none")
      ->check(CLI::IsMember({"auto", "json", "none"}))
      ->type_name("HOW");
  command->add_flag("--json", ingest_.json, "The summary as JSON");
  command->callback([this] {
    ingest_.progress = progress_ == "json"   ? ProgressMode::Json
                       : progress_ == "none" ? ProgressMode::None
                                             : ProgressMode::Auto;
    ingest_.index = index_ == "each"  ? IndexWhen::Each
                    : index_ == "end" ? IndexWhen::End
                                      : IndexWhen::Auto;
    run_ = [this] { return ingest(ingest_, console_); };
  });
}

void CommandLine::add_extract() {
  CLI::App* command =
      app_.add_subcommand("extract", "Print what each article contributes, as NDJSON");
  command->add_option("paths", extract_.inputs, "Files, folders, or - for standard input")
      ->required()
      ->type_name("PATHS");
  command->add_option("--threads", extract_.threads, "Threads that extract; one a core by default")
      ->check(CLI::Range(1, 256))
      ->type_name("N");
  command->add_option("--encoding", extract_.encoding, "Of .txt and .html files")
      ->type_name("NAME");
  add_publisher(command, extract_.publisher);
  add_model(command, extract_.model);
  command->add_flag("--with-text", extract_.with_text, "Also the text, so a record stands alone");
  command->callback([this] { run_ = [this] { return extract(extract_, console_); }; });
}

void CommandLine::add_tag() {
  CLI::App* command =
      app_.add_subcommand("tag", "Tag given tokens with the language model alone, to evaluate it");
  command
      ->add_option("file", tag_.input,
                   "Column file, token first, blank lines between sentences; "
                   "- is standard input")
      ->capture_default_str()
      ->type_name("FILE");
  command
      ->add_option("--task", tag_.task,
                   "entities (PER, ORG, LOC, EVENT, MISC) or attribution "
                   "(source, cue, content)")
      ->required()
      ->check(CLI::IsMember({"entities", "attribution"}))
      ->type_name("TASK");
  command->add_flag("--conll", tag_.conll, "Column files in and out: the default, and only, form");
  command->add_flag("--float", tag_.plain_float,
                    "Compute in plain float what the model holds in 8 bits: slow, for measuring");
  add_model(command, tag_.model);
  command->callback([this] { run_ = [this] { return tag_tokens(tag_, console_); }; });
}

void CommandLine::add_quotes() {
  CLI::App* command = app_.add_subcommand("quotes", "Who said what");
  add_store(command, quotes_.store);
  command->add_option("--speaker", quotes_.speaker, "Said by them")
      ->check(refuse_empty)
      ->type_name("NAME");
  command->add_option("--about", quotes_.about, "About them or it")
      ->check(refuse_empty)
      ->type_name("NAME");
  command->add_option("--place", quotes_.place, "Concerning this place")
      ->check(refuse_empty)
      ->type_name("NAME");
  command->add_option("--since", quotes_.since, "Said on or after it")
      ->check(refuse_empty)
      ->type_name("DATE");
  command->add_option("--until", quotes_.until, "Said on or before it")
      ->check(refuse_empty)
      ->type_name("DATE");
  command->add_option("--kind", quotes_.kind, "direct, indirect or mixed")->type_name("KIND");
  command->add_option("--text", quotes_.text, "With all these words")->type_name("WORDS");
  command->add_option("--document", quotes_.document, "In this document")
      ->check(refuse_empty)
      ->type_name("ID");
  command
      ->add_option("--outlet", quotes_.outlets,
                   "In documents of this newspaper or agency; several times for several")
      ->check(refuse_empty)
      ->type_name("NAME");
  CLI::Option* limit =
      command->add_option("--limit", quotes_limit_, "At most so many; 0: all. 50 in a table")
          ->check(CLI::Range(std::size_t{0}, kMostItems))
          ->type_name("N");
  add_min_confidence(command, quotes_.min_confidence);
  command
      ->add_option("--as", quotes_as_,
                   "table: one row a quote; timeline: by day, the tellings of one quote side by "
                   "side with their differences")
      ->check(CLI::IsMember({"table", "timeline"}))
      ->type_name("FORM");
  command->add_flag("--full", quotes_.full, "Do not shorten long quotes");
  command->add_flag("--json", quotes_.json, "One JSON object a line");
  command->callback([this, limit] {
    if (limit->count() > 0) quotes_.limit = quotes_limit_;
    quotes_.timeline = quotes_as_ == "timeline";
    run_ = [this] { return list_quotes(quotes_, console_); };
  });
}

void CommandLine::add_entity() {
  CLI::App* command = app_.add_subcommand("entity", "All about a person, body, place or operation");
  command->add_option("name", entity_.name, "A name, an alias or an id")
      ->required()
      ->type_name("NAME");
  add_store(command, entity_.store);
  command->add_option("--type", entity_.type, "person, agency, organization, place or operation")
      ->type_name("TYPE");
  add_min_confidence(command, entity_.min_confidence);
  command->add_flag("--json", entity_.json, "One JSON object");
  command->callback([this] { run_ = [this] { return show_entity(entity_, console_); }; });
}

void CommandLine::add_search() {
  CLI::App* command = app_.add_subcommand("search", "Names that begin with these letters");
  command->add_option("prefix", search_.prefix, "The beginning of a name or of a word of it")
      ->required()
      ->type_name("PREFIX");
  add_store(command, search_.store);
  command->add_option("--limit", search_.limit, "At most so many; 20 by default")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command->add_flag("--json", search_.json, "One JSON object a line");
  command->callback([this] { run_ = [this] { return search_names(search_, console_); }; });
}

void CommandLine::add_maintenance() {
  CLI::App* remove = app_.add_subcommand("remove", "Take documents and all they gave out again");
  remove->add_option("ids", remove_.ids, "Ids of documents")->required()->type_name("IDS");
  add_store(remove, remove_.store);
  remove->add_flag("--json", remove_.json, "The counts as JSON");
  remove->callback([this] { run_ = [this] { return remove_documents(remove_, console_); }; });

  CLI::App* verify = app_.add_subcommand("verify", "Prove that every index of the store is right");
  add_store(verify, verify_.store);
  add_memory(verify, verify_.memory_mib, "the store's cache");
  verify->add_flag("--json", verify_.json, "The report as JSON");
  verify->callback([this] { run_ = [this] { return verify_store(verify_, console_); }; });

  CLI::App* stats = app_.add_subcommand("stats", "How much of what the store holds");
  add_store(stats, stats_.store);
  stats->add_flag("--json", stats_.json, "The counts as JSON");
  stats->callback([this] { run_ = [this] { return show_stats(stats_, console_); }; });
}

void CommandLine::add_completion() {
  CLI::App* command = app_.add_subcommand("completion", "A completion script for your shell");
  command->add_option("shell", shell_, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
  command->callback([this] { run_ = [this] { return print_completion(); }; });
}

ExitCode CommandLine::print_completion() {
  std::vector<CompletedCommand> commands;
  for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; })) {
    CompletedCommand completed{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_snames()) completed.options.push_back("-" + name);
      for (const std::string& name : option->get_lnames()) completed.options.push_back("--" + name);
    }
    commands.push_back(std::move(completed));
  }
  const auto script = make_completion(shell_, commands);
  if (!script) return fail(console_, script.error());
  console_.out << *script;
  return ExitCode::Ok;
}

ExitCode CommandLine::print_version() {
  const auto extractor = Extractor::load(model_path(""));
  if (!extractor) return refuse_model(console_, extractor.error());
  console_.out << "onrecord " ONRECORD_VERSION " (extraction rules " << extractor->info().version
               << ", data " << extractor->info().model << "; store format " << kSchemaVersion
               << ", reads " << kOldestSchemaVersion << " to " << kSchemaVersion << ")\n";
  return ExitCode::Ok;
}

ExitCode CommandLine::refuse(const CLI::ParseError& error) {
  const auto chosen = app_.get_subcommands();
  const std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
  print_error(console_, error.what());
  console_.err << "Run `onrecord" << command << " --help` to see what it takes.\n";
  return ExitCode::Usage;
}

ExitCode CommandLine::run(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const std::vector<std::string> unknown = app_.remaining();
    if (app_.get_subcommands().empty() && !unknown.empty()) {
      print_error(console_, "unknown command '" + unknown.front() + "'");
      console_.err << "Run `onrecord --help` to see the commands.\n";
      return ExitCode::Usage;
    }
    console_.out << app_.help();  // of the chosen command, if any
    return ExitCode::Ok;
  } catch (const CLI::ParseError& error) {
    return refuse(error);
  }
  if (version_) return print_version();
  if (run_) return run_();
  console_.out << app_.help();
  return ExitCode::Usage;
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv, Console& console) {
  ExitCode code = CommandLine(console).run(argc, argv);
  const int error = output_error(console);
  if (error == EPIPE) return ExitCode::Ok;  // the reader had enough
  if (error != 0) {
    print_error(console, std::string("write standard output: ") + std::strerror(error));
    code = ExitCode::Io;
  }
  console.err.flush();
  return code;
}

}  // namespace onrecord
