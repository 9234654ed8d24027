#include "storage/bulk_files.h"

#include <unistd.h>

#include <cstdlib>

namespace onrecord::bulk {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTables = "loading-tables";
constexpr const char* kRuns = "loading-runs";

}  // namespace

TemporaryFiles::TemporaryFiles(fs::path runs, fs::path tables, rocksdb::Env& env)
    : runs_(std::move(runs)), tables_(std::move(tables)), env_(env) {}

std::string TemporaryFiles::next_run() { return (runs_.path() / std::to_string(next_++)).string(); }

std::string TemporaryFiles::table_prefix() {
  return (tables_.path() / std::to_string(next_++)).string() + "-";
}

Result<std::unique_ptr<TemporaryFiles>> make_temporary_files(const StoreState& state,
                                                             const fs::path& temporary) {
  remove_left_files(state.path);
  std::error_code failed;
  fs::path runs = state.path / kRuns;
  if (temporary.empty()) {
    fs::create_directory(runs, failed);
  } else {
    std::string name = (temporary / "onrecord-load-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) failed = {errno, std::generic_category()};
    runs = name;
  }
  if (failed) {
    return Error{ErrorCode::Io, "temporary folder '" + runs.string() + "': " + failed.message() +
                                    "; name another one"};
  }
  const fs::path tables = state.path / kTables;
  rocksdb::Env& env = state.options.env != nullptr ? *state.options.env : *rocksdb::Env::Default();
  auto files = std::make_unique<TemporaryFiles>(runs, tables, env);
  fs::create_directory(tables, failed);
  if (failed) return Error{ErrorCode::Io, state.name + ": " + failed.message()};
  return files;
}

void remove_left_files(const fs::path& store) {
  std::error_code ignored;  // what cannot be removed takes room and harms nothing
  fs::remove_all(store / kTables, ignored);
  fs::remove_all(store / kRuns, ignored);
}

}  // namespace onrecord::bulk
