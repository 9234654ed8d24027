#include "app/command_options.h"

#include <CLI/CLI.hpp>
#include <charconv>

namespace onrecord {
namespace {

constexpr std::uint64_t kMostMemoryMib = std::uint64_t{1} << 20;  // a tebibyte

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

void add_memory(CLI::App* command, std::uint64_t& mib, const std::string& covers,
                std::uint64_t least) {
  const auto refuse = [least](const std::string& value) -> std::string {
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = failed == std::errc() && end == value.data() + value.size();
    if (whole && number >= least && number <= kMostMemoryMib) return "";
    return "must be a whole number of MiB from " + std::to_string(least) + " to " +
           std::to_string(kMostMemoryMib);
  };
  command
      ->add_option("--memory", mib,
                   "Memory in MiB for " + covers + "; " + std::to_string(mib) + " by default")
      ->check(refuse)
      ->type_name("MIB");
}

void add_writer_memory(CLI::App* command, std::uint64_t& mib) {
  add_memory(command, mib,
             "the store (a quarter: write buffers and cache) and for sorting what fills an empty "
             "store",
             kLeastWriterMemoryMib);
}

void add_min_confidence(CLI::App* command, double& least) {
  command
      ->add_option("--min-confidence", least,
                   "Only what is right with at least this probability, 0 to 1")
      ->check(refuse_improbable)
      ->type_name("P");
}

}  // namespace onrecord
