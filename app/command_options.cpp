#include "app/command_options.h"

#include <CLI/CLI.hpp>

namespace onrecord {
namespace {

/// What is no number passes no comparison.
std::string refuse_improbable(const std::string& value) {
  double number = -1.0;
  const bool read = CLI::detail::lexical_cast(value, number);
  return read && number >= 0.0 && number <= 1.0 ? "" : "must be a number from 0 to 1";
}

}  // namespace

std::string refuse_empty(const std::string& value) {
  return value.empty() ? "must not be empty" : "";
}

void add_min_confidence(CLI::App* command, double& least) {
  command
      ->add_option("--min-confidence", least,
                   "Only what is right with at least this probability, 0 to 1")
      ->check(refuse_improbable)
      ->type_name("P");
}

}  // namespace onrecord
